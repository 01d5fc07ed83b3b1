package io.memgit.auth.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memgit.auth.password.Password;
import io.memgit.auth.secret.Secret.Configured;
import io.memgit.auth.secret.Secret.Generated;
import io.memgit.auth.secret.Secret.Kept;
import io.memgit.auth.secret.Secret.Unusable;
import io.memgit.core.limits.AuthLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {

    @TempDir
    private Path directory;
    private SecretFiles files;

    @BeforeEach
    void open() {
        files = open(directory.resolve("data"));
    }

    @Test
    void aMissingPasswordIsMadeOnceAndKeptForItsOwnerAlone() throws IOException {
        Secret<Password> first = files.adminPassword(Optional.empty());
        assertThat(first).isInstanceOfSatisfying(Generated.class, made -> {
            assertThat(made.file()).isEqualTo(directory.resolve("data/admin-password"));
            assertThat(((Password) made.value()).text()).hasSize(32);
        });
        Path file = directory.resolve("data/admin-password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        Secret<Password> second = open(directory.resolve("data")).adminPassword(Optional.empty());
        assertThat(second).isEqualTo(new Kept<>(((Generated<Password>) first).value(), file));
    }

    @Test
    void aMissingJwtSecretIsMadeOnceAndKeptForItsOwnerAlone() throws IOException {
        Generated<JwtSecret> first = (Generated<JwtSecret>) files.jwtSecret(Optional.empty());
        Path file = directory.resolve("data/jwt-secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        Kept<JwtSecret> second = (Kept<JwtSecret>) open(directory.resolve("data")).jwtSecret(Optional.empty());
        assertThat(second.value().key().getEncoded()).isEqualTo(first.value().key().getEncoded())
                .hasSizeGreaterThanOrEqualTo(32);
    }

    @Test
    void twoServersMakeDifferentSecrets() {
        Generated<Password> one = (Generated<Password>) files.adminPassword(Optional.empty());
        Generated<Password> two = (Generated<Password>) open(directory.resolve("b")).adminPassword(Optional.empty());
        assertThat(one.value()).isNotEqualTo(two.value());
    }

    @Test
    void aConfiguredSecretNeedsNoFileAndLeavesOneAlone() throws IOException {
        assertThat(files.adminPassword(Optional.of("correct horse battery")))
                .isEqualTo(new Configured<>(new Password("correct horse battery")));
        assertThat(files.jwtSecret(Optional.of("x".repeat(32)))).isInstanceOf(Configured.class);
        assertThat(directory.resolve("data")).doesNotExist();
        files.adminPassword(Optional.empty());
        String kept = Files.readString(directory.resolve("data/admin-password"));
        files.adminPassword(Optional.of("correct horse battery"));
        assertThat(directory.resolve("data/admin-password")).hasContent(kept.strip());
    }

    @Test
    void aConfiguredSecretThatWillNotDoIsNamedButNotShown() {
        assertThat(files.adminPassword(Optional.of("swordfish"))).isEqualTo(
                new Unusable<>("MEMGIT_ADMIN_PASSWORD must have 12 to 128 characters, it has 9"));
        assertThat(files.jwtSecret(Optional.of("swordfish"))).isEqualTo(
                new Unusable<>("auth.jwt.secret must have at least 32 bytes, it has 9"));
        assertThat(files.jwtSecret(Optional.of("${A_VARIABLE_THAT_NOBODY_HAS_SET}"))).isEqualTo(
                new Unusable<>("auth.jwt.secret must be a secret, not the name of a variable that is not set"));
        assertThatIllegalArgumentException().isThrownBy(() -> JwtSecret.of("swordfish"))
                .withMessage("the JWT secret must have at least 32 bytes, it has 9");
    }

    @Test
    void aFileThatWillNotDoIsNamed() throws IOException {
        Path file = write("jwt-secret", "short");
        assertThat(files.jwtSecret(Optional.empty())).isEqualTo(
                new Unusable<>("the secret in " + file + " must have at least 32 bytes, it has 5"));
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(files.jwtSecret(Optional.empty())).isInstanceOfSatisfying(Unusable.class,
                unusable -> assertThat(unusable.reason()).contains(file.toString()));
        write("admin-password", "x".repeat(5_000));
        assertThat(files.adminPassword(Optional.empty())).isInstanceOfSatisfying(Unusable.class,
                unusable -> assertThat(unusable.reason()).contains("more than 4096 bytes"));
    }

    @Test
    void aFileThatOthersCouldReadIsClosedToThem() throws IOException {
        Path file = write("admin-password", "correct horse battery\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(files.adminPassword(Optional.empty()))
                .isEqualTo(new Kept<>(new Password("correct horse battery"), file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void whatAnUnfinishedStartLeftBehindIsNoSecret() throws IOException {
        write("admin-password.new", "half of a passw");
        assertThat(files.adminPassword(Optional.empty())).isInstanceOf(Generated.class);
        assertThat(directory.resolve("data/admin-password.new")).doesNotExist();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Files.writeString(directory.resolve("data"), "a file");
        assertThat(files.adminPassword(Optional.empty())).isInstanceOfSatisfying(Unusable.class,
                unusable -> assertThat(unusable.reason()).contains(directory.resolve("data").toString()));
    }

    @Test
    void noTextShowsASecret() {
        Secret<Password> password = files.adminPassword(Optional.empty());
        Secret<JwtSecret> secret = files.jwtSecret(Optional.of("x".repeat(40)));
        assertThat(password.toString()).contains("Password[hidden]")
                .doesNotContain(((Generated<Password>) password).value().text());
        assertThat(secret.toString()).contains("JwtSecret[hidden]").doesNotContain("xxx");
    }

    private SecretFiles open(Path data) {
        return new SecretFiles(data, AuthLimits.defaults(), new SecureRandom());
    }

    private Path write(String name, String text) throws IOException {
        Files.createDirectories(directory.resolve("data"));
        return Files.writeString(directory.resolve("data").resolve(name), text);
    }
}
