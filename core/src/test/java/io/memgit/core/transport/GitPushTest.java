package io.memgit.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.limits.Limits;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryRepository;
import java.nio.file.Path;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real {@code git push} against the services. */
class GitPushTest {

    @TempDir
    Path temp;

    private final ServedRepositories served = new ServedRepositories(Limits.defaults());
    private MemoryRepository repository;
    private GitClient git;

    @BeforeEach
    void create() {
        repository = served.create("app");
        git = GitClient.init(temp.resolve("work"));
        git.git("remote", "add", "origin", served.url(repository));
    }

    @AfterEach
    void close() {
        served.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2"})
    void aFirstPushMakesTheBranchInEveryVersionOfTheProtocol(String version) {
        String head = git.commit("a.txt", "one");

        git.git("-c", "protocol.version=" + version, "push", "origin", "main");

        assertThat(ref("main")).isEqualTo(head);
        assertThat(git.git("-c", "protocol.version=" + version, "ls-remote", "origin")).contains(head + "\tHEAD")
                .contains(head + "\trefs/heads/main");
    }

    @Test
    void theFirstPushedBranchBecomesTheDefaultOne() {
        git.commit("a.txt", "one");
        git.git("push", "origin", "main:trunk");

        assertThat(repository.root().head()).isEqualTo(RefName.branch("trunk").orElseThrow());
        assertThat(GitClient.cloned(served.url(repository), temp.resolve("clone")).git("branch")).isEqualTo("* trunk");
    }

    @Test
    void whatWasPushedComesBackWhole() {
        for (int i = 0; i < 40; i++)
            git.commit("dir/file" + i % 7 + ".txt", "content ".repeat(i * 50) + i);
        git.git("tag", "-a", "v1", "-m", "release");
        git.git("tag", "light");
        git.git("notes", "add", "-m", "a note");
        git.git("push", "origin", "main", "--tags", "refs/notes/*:refs/notes/*");

        GitClient clone = GitClient.cloned(served.url(repository), temp.resolve("clone"), "--mirror");

        assertThat(clone.git("for-each-ref"))
                .isEqualTo(git.git("for-each-ref", "refs/heads", "refs/tags", "refs/notes"));
        clone.git("fsck", "--strict", "--full");
    }

    @Test
    void onePushIsOneEvent() {
        git.commit("a.txt", "one");
        git.git("branch", "b1");
        git.git("branch", "b2");
        git.git("push", "origin", "main", "b1", "b2");

        assertThat(repository.root().number().value()).isEqualTo(1);
    }

    @Test
    void aLaterPushSendsWhatIsNewAlone() {
        git.commit("a.txt", "one");
        git.git("push", "origin", "main");
        long before = repository.objects().objectCount();
        String head = git.commit("a.txt", "two");
        git.git("push", "origin", "main");

        assertThat(ref("main")).isEqualTo(head);
        assertThat(repository.objects().objectCount()).isEqualTo(before + 3);
    }

    @Test
    void staleUpdateIsRefusedAndLeavesTheRefUntouched() {
        git.commit("a.txt", "one");
        git.git("push", "origin", "main");
        GitClient other = GitClient.cloned(served.url(repository), temp.resolve("other"));
        String winner = other.commit("b.txt", "theirs");
        other.git("push", "origin", "main");
        git.commit("a.txt", "mine");

        assertThat(git.fails("push", "origin", "main")).contains("rejected");
        assertThat(ref("main")).isEqualTo(winner);
    }

    @Test
    void aForcedPushMovesTheBranchBack() {
        String first = git.commit("a.txt", "one");
        git.commit("a.txt", "two");
        git.git("push", "origin", "main");
        git.git("reset", "-q", "--hard", first);
        String other = git.commit("b.txt", "other");

        assertThat(git.fails("push", "origin", "main")).contains("non-fast-forward");
        git.git("push", "--force", "origin", "main");

        assertThat(ref("main")).isEqualTo(other);
    }

    @Test
    void aBranchIsDeletedAndTheDefaultBranchIsNot() {
        git.commit("a.txt", "one");
        git.git("push", "origin", "main", "main:side");
        git.git("push", "origin", "--delete", "side");

        assertThat(ref("side")).isEqualTo(ObjectId.zeroId().name());
        assertThat(git.fails("push", "origin", "--delete", "main"))
                .contains("[remote rejected] main (the default branch is not deleted)");
        assertThat(ref("main")).isEqualTo(git.head());
    }

    @Test
    void oneRefusedRefDoesNotKeepTheOthersBack() {
        git.commit("a.txt", "one");
        String text = git.fails("push", "origin", "main", "main:refs/changes/1", "main:refs/heads/-x");

        assertThat(text).contains("refs/changes/1 (only refs/heads/, refs/tags/ and refs/notes/ can be pushed)");
        assertThat(ref("main")).isEqualTo(git.head());
        assertThat(repository.refs().size()).isEqualTo(1);
    }

    @Test
    void anAtomicPushIsAllOrNothing() {
        git.commit("a.txt", "one");
        String text = git.fails("push", "--atomic", "origin", "main", "main:refs/changes/1");

        assertThat(text).contains("atomic push failed");
        assertThat(repository.refs().isEmpty()).isTrue();
        assertThat(repository.objects().objectCount()).isZero();

        git.git("push", "--atomic", "origin", "main", "main:side");
        assertThat(repository.refs().size()).isEqualTo(2);
    }

    @Test
    void namesThatCannotExistBesideEachOtherAreRefusedOneByOne() {
        git.commit("a.txt", "one");
        git.git("push", "origin", "main", "main:a");

        assertThat(git.fails("push", "origin", "main:a/b", "main:c"))
                .contains("a/b (cannot exist beside refs/heads/a)");
        assertThat(ref("c")).isEqualTo(git.head());

        git.git("push", "origin", ":a", "main:a/b");
        assertThat(ref("a/b")).isEqualTo(git.head());
    }

    @Test
    void aPushWithOptionsIsTaken() {
        git.commit("a.txt", "one");
        git.git("push", "-o", "ci.skip", "-o", "title=x", "origin", "main");

        assertThat(ref("main")).isEqualTo(git.head());
    }

    @Test
    void aBranchDoesNotPointToATag() {
        git.commit("a.txt", "one");
        git.git("tag", "-a", "v1", "-m", "release");

        assertThat(git.fails("push", "origin", "v1:refs/heads/x")).contains("does not point to a commit");
    }

    @Test
    void anAnnotatedTagIsPeeled() {
        git.commit("a.txt", "one");
        git.git("tag", "-a", "v1", "-m", "release");
        git.git("push", "origin", "main", "v1");

        assertThat(git.git("ls-remote", "origin", "refs/tags/v1^{}")).startsWith(git.head());
    }

    private String ref(String branch) {
        return repository.refs().idOf(RefName.branch(branch).orElseThrow()).name();
    }
}
