package io.memgit.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.limits.TreeLimits;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialFileTest {

    private static final TreeLimits LIMITS = TreeLimits.defaults();

    @Test
    void anOrdinaryGitmodulesFileIsTaken() {
        assertThat(problem("""
                # vendored
                [submodule "libs/foo"]
                \tpath = libs/foo
                \turl = https://example.com/foo.git
                \tbranch = main
                \tupdate = rebase
                [submodule "bar"]
                \tpath = ./bar/
                \turl = ../bar.git
                [submodule "ssh"]
                \tpath = ssh
                \turl = git@example.com:team/ssh.git
                """)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"../evil|gitmodulesName", "a/../../evil|gitmodulesName",
            "a\\\\..\\\\evil|gitmodulesName", "..|gitmodulesName", "a/..|gitmodulesName", "-x|gitmodulesName"})
    void aNameThatClimbsIsRefused(String name, String id) {
        assertThat(problem("[submodule \"" + name + "\"]\n\turl = https://example.com/a\n")).startsWith(id + ":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-u./payload", "--upload-pack=touch x", "https:///no-host", "https://user@/x", "http::x",
            "https://example.com%0ahost=other/x", "https::https://example.com%0d/x", "../../../../:host/x",
            "../:x/y", "./..//example.com/x", "../x%0Ahost=y", "ftp://?x"})
    void anUrlThatRunsOrMisleadsIsRefused(String url) {
        assertThat(problem("[submodule \"a\"]\n\turl = " + url + "\n")).startsWith("gitmodulesUrl:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-rf", "../out", "a/../../out", "/etc", ".git/hooks", "a/.GIT/x", "git~1", "C:/x",
            "a\\\\..\\\\b"})
    void aPathThatLeadsOutOfTheWorkTreeIsRefused(String path) {
        assertThat(problem("[submodule \"a\"]\n\tpath = " + path + "\n")).startsWith("gitmodulesPath:");
    }

    @Test
    void aCommandAsUpdateIsRefused() {
        assertThat(problem("[submodule \"a\"]\n\tupdate = !touch x\n")).startsWith("gitmodulesUpdate:");
    }

    @Test
    void oneHostileValueAmongGoodOnesIsFound() {
        assertThat(problem("[submodule \"a\"]\n\turl = -x\n\turl = https://example.com/a\n"))
                .startsWith("gitmodulesUrl:");
        assertThat(problem("[SubModule \"a\"]\n\tURL = -x\n")).startsWith("gitmodulesUrl:");
        assertThat(problem("[submodule.a]\n\turl = -x\n")).startsWith("gitmodulesUrl:");
    }

    @Test
    void whatCannotBeReadIsRefused() {
        assertThat(problem("[submodule \"a\n")).startsWith("gitmodulesParse:");
        assertThat(problem("x".repeat(LIMITS.gitmodulesSize().asInt() + 1))).startsWith("gitmodulesLarge:");
    }

    @Test
    void aLineOfGitattributesIsBounded() {
        byte[] good = ("a".repeat(2047) + "\n").repeat(3).getBytes(StandardCharsets.UTF_8);
        byte[] bad = ("ok\n" + "a".repeat(2048)).getBytes(StandardCharsets.UTF_8);

        assertThat(SpecialFile.GITATTRIBUTES.problem(good, LIMITS)).isEmpty();
        assertThat(SpecialFile.GITATTRIBUTES.problem(bad, LIMITS).orElseThrow())
                .startsWith("gitattributesLineLength:");
    }

    private static @Nullable String problem(String content) {
        return SpecialFile.GITMODULES.problem(content.getBytes(StandardCharsets.UTF_8), LIMITS).orElse(null);
    }
}
