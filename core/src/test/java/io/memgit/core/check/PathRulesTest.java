package io.memgit.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.limits.TreeLimits;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {

    private static final TreeLimits LIMITS = TreeLimits.defaults();

    private final PathRules rules = new PathRules(LIMITS);

    @ParameterizedTest
    @ValueSource(strings = {"a", "README.md", "src/main/java/App.java", ".gitignore", ".github/workflows/ci.yaml",
            ".gitmodules", ".gitattributes", ".git-blame-ignore-revs", ".gitx", "git", "git~2", "gitea/.gi", "..a",
            "a..", "...", ". ", " a", "a ", "-rf", "a:b", "C:x", "aux.c", "con", "x86/xt_TCPMSS.h", "größe/naïve.txt",
            "日本語/ファイル", "😀", "a\u200cb", "~", "%2e%2e", "a;b+c", "HEAD"})
    void whatGitTakesAndAllSystemsCanHoldIsTaken(String path) {
        assertThat(rules.problem(path)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {"/|ABSOLUTE", "/a|ABSOLUTE",
            "//a|ABSOLUTE", "a/|EMPTY_NAME", "a//b|EMPTY_NAME", "ä//b|EMPTY_NAME", "ä/|EMPTY_NAME", ".|DOT", "./a|DOT",
            "a/.|DOT", "..|DOT_DOT", "../a|DOT_DOT", "a/../b|DOT_DOT", "ä/..|DOT_DOT", "a/b/..|DOT_DOT",
            ".git|DOT_GIT", ".git/config|DOT_GIT", "a/.git/hooks/x|DOT_GIT", ".GIT|DOT_GIT", ".gIt/a|DOT_GIT",
            "git~1|DOT_GIT", "a/GIT~1/b|DOT_GIT", ".git.|DOT_GIT", ".git |DOT_GIT", ".git . .|DOT_GIT",
            "git~1.|DOT_GIT", ".git:x|DOT_GIT", ".git::$INDEX_ALLOCATION/config|DOT_GIT", "git~1:x|DOT_GIT",
            ".git ::x|DOT_GIT", "a\\b|BACKSLASH", "\\a|BACKSLASH", "..\\a|BACKSLASH", "a/.git\\config|BACKSLASH",
            "ä\\..\\b|BACKSLASH", "C:|DRIVE_LETTER", "c:/windows/x|DRIVE_LETTER", "a/Z:/b|DRIVE_LETTER"})
    void aPathThatLeadsElsewhereIsRefused(String path, PathProblem problem) {
        assertThat(rules.problem(path)).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200c.git", ".g\u200dit", ".gi\u200et", ".git\u200f", "\u202a.GIT", ".g\u202eit",
            ".gi\u206at", ".git\u206f", "\ufeff.git", "a/.g\u200ci\u200ct/b"})
    void aNameThatReadsAsDotGitOnHfsIsRefused(String path) {
        assertThat(rules.problem(path)).contains(PathProblem.DOT_GIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "\u0000", "a\tb", "a/\u001b[31m", "\u007f", "a\u0085b", "ä\u009f", "ä\n"})
    void aControlCharacterIsRefused(String path) {
        assertThat(rules.problem(path)).contains(PathProblem.CONTROL_CHARACTER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a/\ude00", "\ude00\ud83d", "\ud83da"})
    void aSurrogateWithoutItsPairIsRefused(String path) {
        assertThat(rules.problem(path)).contains(PathProblem.NOT_UNICODE);
    }

    @Test
    void theEmptyPathIsRefused() {
        assertThat(rules.problem("")).contains(PathProblem.EMPTY);
    }

    @Test
    void lengthsAreCountedInBytesOfUtf8() {
        assertThat(rules.problem("a".repeat(255))).isEmpty();
        assertThat(rules.problem("a".repeat(256))).contains(PathProblem.NAME_TOO_LONG);
        assertThat(rules.problem("x/" + "ä".repeat(127) + "/y")).isEmpty();
        assertThat(rules.problem("x/" + "ä".repeat(128) + "/y")).contains(PathProblem.NAME_TOO_LONG);
        assertThat(rules.problem("😀".repeat(64))).contains(PathProblem.NAME_TOO_LONG);
        String name = "a".repeat(255) + "/";
        assertThat(rules.problem(name.repeat(15) + "a".repeat(255) + "/")).contains(PathProblem.EMPTY_NAME);
        assertThat(rules.problem(name.repeat(16) + "a")).contains(PathProblem.TOO_LONG);
        assertThat(rules.problem(("é".repeat(100) + "/").repeat(20) + "é".repeat(38))).isEmpty();
        assertThat(rules.problem(("é".repeat(100) + "/").repeat(20) + "é".repeat(39))).contains(PathProblem.TOO_LONG);
    }

    @Test
    void aPathHasAtMost512Names() {
        assertThat(rules.problem("a/".repeat(511) + "a")).isEmpty();
        assertThat(rules.problem("a/".repeat(512) + "a")).contains(PathProblem.TOO_DEEP);
        assertThat(rules.problem("ä/".repeat(511) + "ä")).isEmpty();
        assertThat(rules.problem("ä/".repeat(512) + "ä")).contains(PathProblem.TOO_DEEP);
    }

    @Property(tries = 20_000)
    void theQuickWayJudgesAsTheByteWiseWayDoes(@ForAll("nastyPaths") String path) {
        assertThat(rules.problem(path).isEmpty()).as(path).isEqualTo(isFineByteWise(path));
    }

    @Provide
    Arbitrary<String> nastyPaths() {
        return Arbitraries
                .of(".", ".", "g", "G", "i", "t", ".git", "git~1", "/", "/", " ", ":", "~", "1", "\\", "\n", "a", "ä",
                        "\u200c", "\ufeff", "C:", "modules", "\ud83d")
                .list()
                .ofMaxSize(7)
                .map(pieces -> String.join("", pieces));
    }

    // The same rules, written without any short cut.
    private static boolean isFineByteWise(String path) {
        if (path.indexOf('\\') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(path))
            return false;
        for (String name : path.split("/", -1)) {
            byte[] raw = name.getBytes(StandardCharsets.UTF_8);
            if (NameRules.problem(raw, 0, raw.length) != null)
                return false;
        }
        return true;
    }

    @Test
    void filesThatGitObeysAreFoundInTheirDisguises() {
        for (String path : new String[]{".gitmodules", "a/.gitmodules", ".GitModules", ".gitmodules ", ".gitmodules.",
                "gitmod~1", "GITMOD~4", "gi7eba~1", "gi7eb~12", ".git\u200cmodules", ".gitmodules::$DATA"})
            assertThat(SpecialFile.named(path)).as(path).contains(SpecialFile.GITMODULES);
        for (String path : new String[]{".gitattributes", "a/b/.GITATTRIBUTES", "gitatt~1", "gi7d29~1"})
            assertThat(SpecialFile.named(path)).as(path).contains(SpecialFile.GITATTRIBUTES);
        for (String path : new String[]{"a", "", ".gitmodules/a", ".gitmodulesx", "gitmod~5", "gitmod~", "gi7eba~0",
                ".gitignore", "gitmodules", ".gi", "gitmodules~1"})
            assertThat(SpecialFile.named(path)).as(path).isEqualTo(Optional.empty());
    }
}
