package io.memgit.server.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.limits.Limits;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.transport.GitClient;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Git clients that share no code with git, each through clone, commit, push and clone again.
 * {@code ./memgit test} installs them and says in the environment where they are.
 */
class OtherClientsTest {

    private static final RefName MAIN = RefName.branch("main").orElseThrow();

    @TempDir
    Path temp;

    private GitServer server;
    private MemoryRepository repository;

    @BeforeEach
    void startWithOneCommit() throws IOException {
        server = new GitServer(Limits.defaults());
        repository = server.create("team/app");
        GitClient git = GitClient.init(temp.resolve("work"));
        git.write("first.txt", "first\n");
        git.git("add", "-A");
        git.git("commit", "-q", "-m", "first");
        git.git("push", "-q", server.url("team/app.git"), "HEAD:refs/heads/main");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "MEMGIT_TEST_PYTHON", matches = ".+")
    void dulwichClonesCommitsAndPushes() throws Exception {
        String python = Objects.requireNonNull(System.getenv("MEMGIT_TEST_PYTHON"));
        assertJourney(List.of(python, script("dulwich_journey.py"), server.url("team/app.git"), temp.toString()));
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "MEMGIT_TEST_NODE_MODULES", matches = ".+")
    void isomorphicGitClonesCommitsAndPushes() throws Exception {
        assertJourney(List.of("node", script("isomorphic_journey.cjs"), server.anonymousUrl("team/app.git"), "admin",
                GitServer.PASSWORD, temp.toString()));
    }

    /** The journey prints the commit it has pushed, on a line of its own. */
    private void assertJourney(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines()).contains(repository.refs().idOf(MAIN).name());
    }

    private static String script(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(OtherClientsTest.class.getResource("/clients/" + name)).toURI())
                .toString();
    }
}
