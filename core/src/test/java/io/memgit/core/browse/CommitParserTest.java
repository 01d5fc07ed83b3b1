package io.memgit.core.browse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.limits.Limits;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitParserTest {

    private static final String TREE = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n";

    @TempDir
    private Path folder;

    @Test
    void everyFieldReadsAsGitShowsIt() throws Exception {
        try (GitRepo git = GitRepo.empty(folder)) {
            git.fastImport(RandomHistory.of(2, 40));
            Browse browse = new Browse(Limits.defaults());
            for (String hash : git.gitLines("rev-list", "main")) {
                CommitDetails c = browse.commit(git.repository(), ObjectId.fromString(hash));
                String shown = String.join("\n", c.id().name(), c.tree().name(),
                        String.join(" ", c.parents().stream().map(ObjectId::name).toList()), ident(c.author()),
                        ident(c.committer()), c.message());
                assertThat(shown).isEqualTo(git.git("log", "-1", "--no-mailmap",
                        "--format=%H%n%T%n%P%n%an <%ae> %at %ad%n%cn <%ce> %ct %cd%n%B", "--date=format:%z", hash)
                        .replaceFirst("\n$", ""));
            }
        }
    }

    private static String ident(Ident ident) {
        return ident.name() + " <" + ident.email() + "> " + ident.time().getEpochSecond() + " "
                + ident.offset().replace(":", "");
    }

    @Test
    void aMessageInAnotherEncodingIsDecodedFromIt() throws Exception {
        CommitDetails commit = parse(TREE + "author J\u00fcrgen <j@x> 1 +0000\ncommitter J\u00fcrgen <j@x> 1 +0000\n"
                + "encoding ISO-8859-1\n\ngr\u00fcn\n", StandardCharsets.ISO_8859_1);
        assertThat(commit.message()).isEqualTo("gr\u00fcn\n");
        assertThat(commit.author().name()).isEqualTo("J\u00fcrgen");
    }

    @Test
    void whatIsNotInTheEncodingThatIsNamedReadsWithReplacements() throws Exception {
        assertThat(parse(TREE + "\ngr\u00fcn", StandardCharsets.ISO_8859_1).message()).isEqualTo("gr\ufffdn");
        assertThat(parse(TREE + "encoding no-such-thing\n\nx", StandardCharsets.UTF_8).message()).isEqualTo("x");
    }

    @Test
    void theSignatureIsGivenWithoutTheIndentOfItsLines() throws Exception {
        CommitDetails commit = parse(TREE + "author a <a@x> 1 +0000\ncommitter a <a@x> 1 +0000\n"
                + "gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n\nsigned\n",
                StandardCharsets.UTF_8);
        assertThat(commit.signature())
                .contains("-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----");
        assertThat(commit.message()).isEqualTo("signed\n");
        assertThat(parse(TREE + "\ngpgsig no\n", StandardCharsets.UTF_8).signature()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"A B <a@x> 12 +0200|A B|a@x|12|+02:00",
            "A <a@x> 12 -0130|A|a@x|12|-01:30", "<a@x> 12 +0000|\"\"|a@x|12|+00:00", "A <> 12 +0000|A|\"\"|12|+00:00",
            "A <a@x>|A|a@x|0|+00:00", "A|A|\"\"|0|+00:00", "A <a <b> 12 +9999|A|a <b|12|+99:59",
            "A <a> B <b> 7 +0100|A|a|7|+01:00", "A <a@x> -5 +0000|A|a@x|-5|+00:00",
            "A <a@x> 99999999999999999999 +0000|A|a@x|253402300799|+00:00", "A <a@x> 12 x|A|a@x|12|+00:00",
            "A <a@x> 12 +99999999999|A|a@x|12|+99:59"})
    void brokenAuthorsReadAsFarAsTheyGo(String line, String name, String email, long seconds, String offset)
            throws Exception {
        Ident author = parse(TREE + "author " + line + "\ncommitter a <a@x> 1 +0000\n\nx", StandardCharsets.UTF_8)
                .author();
        assertThat(author.name()).isEqualTo(name);
        assertThat(author.email()).isEqualTo(email);
        assertThat(author.time()).isEqualTo(Instant.ofEpochSecond(seconds));
        assertThat(author.offset()).isEqualTo(offset);
    }

    @Test
    void aCommitWithoutItsTreeOrWithHalfAParentIsCorrupt() {
        assertThatThrownBy(() -> parse("author a <a> 1 +0000\n\nx", StandardCharsets.UTF_8))
                .isInstanceOf(CorruptObjectException.class);
        assertThatThrownBy(() -> parse(TREE + "parent 12", StandardCharsets.UTF_8))
                .isInstanceOf(CorruptObjectException.class);
        assertThatThrownBy(() -> parse("", StandardCharsets.UTF_8)).isInstanceOf(CorruptObjectException.class);
    }

    private static CommitDetails parse(String raw, Charset charset) throws IOException {
        return new CommitParser(ObjectId.zeroId(), raw.getBytes(charset)).details();
    }
}
