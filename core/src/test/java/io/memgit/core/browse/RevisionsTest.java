package io.memgit.core.browse;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.browse.Resolution.Ambiguous;
import io.memgit.core.browse.Resolution.Invalid;
import io.memgit.core.browse.Resolution.NotFound;
import io.memgit.core.browse.Resolution.Resolved;
import io.memgit.core.browse.Resolution.Via;
import io.memgit.core.limits.Limits;
import io.memgit.core.ref.RefName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionsTest {

    private static final Visible ALL = id -> true;

    @TempDir
    private Path folder;

    private final Browse browse = new Browse(Limits.defaults());
    private GitRepo git;

    @BeforeEach
    void makeRepository() throws IOException {
        git = GitRepo.empty(folder);
        git.fastImport(RandomHistory.of(3, 40));
    }

    @AfterEach
    void closeRepository() {
        git.close();
    }

    @Test
    void stepsThroughHistoryLeadWhereGitSaysTheyLead() throws Exception {
        Random random = new Random(1);
        String[] pieces = {"~", "~1", "~2", "~3", "^", "^1", "^2", "^3", "^0", "~0", "^{commit}", "^{}", "^{tree}"};
        int found = 0;
        for (int i = 0; i < 150; i++) {
            StringBuilder revision = new StringBuilder("main");
            for (int n = random.nextInt(4); n >= 0; n--) {
                revision.append(pieces[random.nextInt(pieces.length)]);
            }
            String expected = gitSays(revision + (revision.indexOf("tree") < 0 ? "^{tree}" : ""));
            Resolution resolution = resolve(revision.toString());
            assertThat(resolution instanceof Resolved r ? r.tree().name() : "").as(revision.toString())
                    .isEqualTo(expected);
            found += expected.isEmpty() ? 0 : 1;
        }
        assertThat(found).isGreaterThan(30);
    }

    @Test
    void aFullNameMeansItselfWhateverABranchOrATagIsCalled() throws Exception {
        ObjectId main = git.id("main");
        String older = git.id("main~1").name();
        git.git("update-ref", "refs/heads/refs/heads/main", older);
        git.git("update-ref", "refs/tags/refs/heads/main", older);
        assertCommit("refs/heads/main", main, Via.REF);
        assertCommit("refs/heads/refs/heads/main", git.id("main~1"), Via.REF);
    }

    @Test
    void aBranchIsTakenBeforeATagAndATagBeforeAHash() throws Exception {
        ObjectId main = git.id("main");
        ObjectId older = git.id("main~1");
        ObjectId oldest = git.id("main~2");
        String prefix = oldest.name().substring(0, 8);
        git.git("tag", "both", older.name());
        git.git("branch", "both", main.name());
        git.git("tag", prefix, older.name());
        assertCommit("both", main, Via.REF);
        assertCommit("refs/tags/both", older, Via.REF);
        assertCommit(prefix, older, Via.REF);
        assertCommit(oldest.name().substring(0, 9), oldest, Via.PREFIX);
    }

    @Test
    void everyWayToNameARefLeadsToIt() throws Exception {
        ObjectId main = git.id("main");
        git.git("update-ref", "refs/notes/commits", main.name());
        assertCommit("main", main, Via.REF);
        assertCommit("refs/heads/main", main, Via.REF);
        assertCommit("refs/notes/commits", main, Via.REF);
        assertCommit(main.name(), main, Via.HASH);
        assertCommit(main.name().toUpperCase(Locale.ROOT), main, Via.HASH);
        assertThat(resolve("HEAD")).isEqualTo(new Resolved(Optional.of(main), git.id("main^{tree}"),
                RefName.branch("main"), Via.REF));
    }

    @Test
    void annotatedTagsAreTakenOffHoweverManyThereAre() throws Exception {
        ObjectId main = git.id("main");
        git.git("-c", "user.name=t", "-c", "user.email=t@x", "tag", "-a", "-m", "one", "one", "main");
        git.git("-c", "user.name=t", "-c", "user.email=t@x", "tag", "-a", "-m", "two", "two", "one");
        assertCommit("two", main, Via.REF);
        assertCommit("two~1", git.id("main~1"), Via.REF);
        assertCommit(git.id("refs/tags/two").name(), main, Via.HASH);
    }

    @Test
    void aTagOfATreeHasFilesAndNoCommitAndATagOfABlobHasNeither() throws Exception {
        ObjectId tree = git.id("main^{tree}");
        git.git("tag", "tree", tree.name());
        git.git("tag", "blob", git.store("blob", new byte[]{1}).name());
        Resolved resolved = (Resolved) resolve("tree");
        assertThat(resolved.commit()).isEmpty();
        assertThat(resolved.tree()).isEqualTo(tree);
        assertThat(resolve("tree~1")).isInstanceOf(Invalid.class);
        assertThat(resolve("tree^{commit}")).isInstanceOf(Invalid.class);
        assertThat(resolve("blob")).isInstanceOf(Invalid.class);
    }

    @Test
    void aHashThatIsNotVisibleIsNotFoundInAnySpelling() throws Exception {
        ObjectId hidden = git.id("main~1");
        Visible visible = id -> !id.equals(hidden);
        assertThat(browse.resolve(git.repository(), hidden.name(), visible)).isInstanceOf(NotFound.class);
        assertThat(browse.resolve(git.repository(), hidden.name().substring(0, 10), visible))
                .isInstanceOf(NotFound.class);
        assertThat(browse.resolve(git.repository(), hidden.name() + "~1", visible)).isInstanceOf(NotFound.class);
        assertThat(browse.resolve(git.repository(), git.id("main").name(), visible)).isInstanceOf(Resolved.class);
    }

    @Test
    void hashesOfTreesAndBlobsNameNoRevision() throws Exception {
        assertThat(resolve(git.id("main^{tree}").name())).isInstanceOf(NotFound.class);
        assertThat(resolve(git.store("blob", new byte[]{1, 2}).name())).isInstanceOf(NotFound.class);
    }

    @Test
    void refsOutsideHeadsTagsAndNotesCannotBeNamed() throws Exception {
        git.git("update-ref", "refs/memgit/hidden", "main");
        assertThat(resolve("refs/memgit/hidden")).isInstanceOf(NotFound.class);
        assertThat(resolve("memgit/hidden")).isInstanceOf(NotFound.class);
        assertThat(resolve("FETCH_HEAD")).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~1", "^", "main:dir", "main..other", "a b", "main^{blob}", "main^{tree}~1", "main~x",
            "main@{1}", "main^{/fix}", "-x", "main~9999999~9999999", "main^-1", "main\u0000"})
    void whatIsNoNameIsInvalid(String revision) throws Exception {
        assertThat(resolve(revision)).isInstanceOf(Invalid.class);
    }

    @Test
    void aNameThatIsTooLongIsInvalid() throws Exception {
        assertThat(resolve("main" + "^".repeat(2_000))).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "refs/heads/nothing", "0123456789012345678901234567890123456789",
            "main~1000000", "main^7", "0123456", "abcde"})
    void whatIsNotThereIsNotFound(String revision) throws Exception {
        assertThat(resolve(revision)).isInstanceOf(NotFound.class);
    }

    @Test
    void anEmptyRepositoryHasNoHead() throws Exception {
        java.nio.file.Files.createDirectories(folder.resolve("other"));
        try (GitRepo empty = GitRepo.empty(folder.resolve("other"))) {
            assertThat(browse.resolve(empty.repository(), "HEAD", ALL)).isInstanceOf(NotFound.class);
            assertThat(browse.resolve(empty.repository(), "main", ALL)).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void aPrefixOfSeveralCommitsIsAmbiguousUntilOnlyOneOfThemIsVisible() throws Exception {
        List<String> twins = commitsWithOnePrefix();
        String prefix = twins.getFirst().substring(0, 7);
        ObjectId first = ObjectId.fromString(twins.get(0));
        ObjectId second = ObjectId.fromString(twins.get(1));
        assertThat(resolve(prefix)).isEqualTo(new Ambiguous(List.of(first, second)));
        Resolution alone = browse.resolve(git.repository(), prefix, id -> !id.equals(second));
        assertThat(((Resolved) alone).commit()).contains(first);
    }

    /** Among so many commits two begin alike. */
    private List<String> commitsWithOnePrefix() {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 45_000; i++) {
            stream.append("commit refs/heads/many\ncommitter a <a@x> ").append(1_600_000_000 + i)
                    .append(" +0000\ndata 0\n\n");
        }
        git.fastImport(stream.toString());
        Map<String, String> byPrefix = new HashMap<>();
        for (String hash : git.gitLines("rev-list", "many")) {
            String twin = byPrefix.put(hash.substring(0, 7), hash);
            if (twin != null)
                return List.of(twin, hash).stream().sorted().toList();
        }
        throw new AssertionError("no two commits begin alike");
    }

    private void assertCommit(String revision, ObjectId commit, Via via) throws IOException {
        assertThat(resolve(revision)).as(revision).isInstanceOfSatisfying(Resolved.class, r -> {
            assertThat(r.commit()).contains(commit);
            assertThat(r.via()).isEqualTo(via);
            assertThat(r.ref().isPresent()).isEqualTo(via == Via.REF);
        });
    }

    private Resolution resolve(String revision) throws IOException {
        return browse.resolve(git.repository(), revision, ALL);
    }

    private String gitSays(String revision) {
        try {
            return new String(git.gitRaw("rev-parse", "--verify", "--quiet", revision), StandardCharsets.US_ASCII)
                    .strip();
        } catch (IllegalStateException notFound) {
            return "";
        }
    }
}
