package io.memgit.auth.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.memgit.auth.password.Password;
import io.memgit.auth.secret.Secret.Configured;
import io.memgit.auth.secret.Secret.Generated;
import io.memgit.auth.secret.Secret.Kept;
import io.memgit.auth.secret.Secret.Unusable;
import io.memgit.core.limits.AuthLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The files {@code admin-password} and {@code jwt-secret} below the data directory, readable by
 * their owner alone. A secret that is configured needs no file and leaves one that is there as it
 * is.
 */
public final class SecretFiles {

    /** The setting, an environment variable, that holds the password of the first user. */
    public static final String ADMIN_PASSWORD_SETTING = "MEMGIT_ADMIN_PASSWORD";
    /** The setting that holds the secret of tokens. */
    public static final String JWT_SECRET_SETTING = "auth.jwt.secret";

    private static final String ADMIN_PASSWORD_FILE = "admin-password";
    private static final String JWT_SECRET_FILE = "jwt-secret";
    private static final int ADMIN_PASSWORD_BYTES = 24;
    private static final int JWT_SECRET_BYTES = 48;
    private static final int MAX_FILE_BYTES = 4096;
    private static final Set<PosixFilePermission> OWNER_ALONE = EnumSet.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE);

    private final Path directory;
    private final AuthLimits limits;
    private final SecureRandom random;

    /**
     * @param directory
     *            the data directory; made when a file has to be and it is not there
     */
    public SecretFiles(Path directory, AuthLimits limits, SecureRandom random) {
        this.directory = directory;
        this.limits = limits;
        this.random = random;
    }

    /** The password of the first user: the configured one, else that of the file, else a new one. */
    public Secret<Password> adminPassword(Optional<String> configured) {
        return secret(configured, ADMIN_PASSWORD_SETTING, directory.resolve(ADMIN_PASSWORD_FILE), ADMIN_PASSWORD_BYTES,
                text -> Password.problemOf(text, limits), Password::new);
    }

    /** The secret of tokens: the configured one, else that of the file, else a new one. */
    public Secret<JwtSecret> jwtSecret(Optional<String> configured) {
        return secret(configured, JWT_SECRET_SETTING, directory.resolve(JWT_SECRET_FILE), JWT_SECRET_BYTES,
                JwtSecret::problemOf, JwtSecret::of);
    }

    private <T> Secret<T> secret(Optional<String> configured, String setting, Path file, int bytes,
            Function<String, Optional<String>> problemOf, Function<String, T> made) {
        if (configured.isPresent()) {
            Optional<String> problem = problemOf.apply(configured.get());
            return problem.isPresent()
                    ? new Unusable<>(setting + " " + problem.get())
                    : new Configured<>(made.apply(configured.get()));
        }
        try {
            if (Files.notExists(file))
                return new Generated<>(made.apply(generate(file, bytes)), file);
            String text = read(file);
            Optional<String> problem = problemOf.apply(text);
            return problem.isPresent()
                    ? new Unusable<>("the secret in " + file + " " + problem.get())
                    : new Kept<>(made.apply(text), file);
        } catch (IOException e) {
            return new Unusable<>("the secret in " + file + " cannot be read or made: " + e);
        }
    }

    // Whoever could read the file before can no more, and a line end that an editor left is no part.
    private static String read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES)
            throw new IOException("more than " + MAX_FILE_BYTES + " bytes");
        if (!Files.getPosixFilePermissions(file).equals(OWNER_ALONE))
            Files.setPosixFilePermissions(file, OWNER_ALONE);
        return Files.readString(file, UTF_8).stripTrailing();
    }

    /** The file appears under its name only when all of it is on disk. */
    private String generate(Path file, int bytes) throws IOException {
        byte[] chance = new byte[bytes];
        random.nextBytes(chance);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
        Files.createDirectories(directory);
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        try (FileChannel out = FileChannel.open(unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ALONE))) {
            ByteBuffer content = ByteBuffer.wrap((text + "\n").getBytes(UTF_8));
            while (content.hasRemaining())
                out.write(content);
            out.force(true);
        }
        if (Files.exists(file))
            throw new FileAlreadyExistsException(file.toString());
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel names = FileChannel.open(directory)) {
            names.force(true);
        }
        return text;
    }
}
