package io.memgit.core.merge;

import static io.memgit.core.commit.CoreFixture.bytes;
import static io.memgit.core.commit.CoreFixture.delete;
import static io.memgit.core.commit.CoreFixture.move;
import static io.memgit.core.commit.CoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.commit.BlobMode;
import io.memgit.core.commit.CommitOutcome;
import io.memgit.core.commit.CoreFixture;
import io.memgit.core.commit.FileAction;
import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.ChangedLimits;
import io.memgit.core.limits.Limits;
import io.memgit.core.limits.MergeLimits;
import io.memgit.core.object.ObjectView;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

/** Merges in a repository in memory. */
class MergeTest {

    private static final String TEXT = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n";
    private static final MergeOptions OPTIONS = new MergeOptions(new Labels("main", "topic"));

    private final CoreFixture core = new CoreFixture();
    private final Quarantine made = new Quarantine();
    private final Merge merge = new Merge(Limits.defaults());

    @Test
    void changesOfBothSidesComeTogether() throws IOException {
        ObjectId base = commit(put("a", TEXT), put("b", TEXT));
        ObjectId theirs = topic(base, put("a", TEXT.replace("eight", "EIGHT")), put("new/c", "c\n"));
        ObjectId ours = commit(put("a", TEXT.replace("one", "ONE")), delete("b"));
        ObjectId tree = clean(merge(ours, theirs, OPTIONS));
        assertThat(text(tree, "a")).isEqualTo(TEXT.replace("one", "ONE").replace("eight", "EIGHT"));
        assertThat(text(tree, "new/c")).isEqualTo("c\n");
        assertThat(find(tree, "b")).isEqualTo(Stage.NONE);
    }

    @Test
    void anEditFollowsARename() throws IOException {
        ObjectId base = commit(put("lib/a", TEXT), put("lib/b", "b\n"));
        ObjectId theirs = topic(base, put("lib/a", TEXT.replace("two", "TWO")));
        ObjectId ours = commit(move("lib/a", "src/renamed"));
        ObjectId tree = clean(merge(ours, theirs, OPTIONS));
        assertThat(text(tree, "src/renamed")).isEqualTo(TEXT.replace("two", "TWO"));
        assertThat(find(tree, "lib/a")).isEqualTo(Stage.NONE);
    }

    @Test
    void whatTheResultSharesWithASideIsNotMadeAgain() throws IOException {
        ObjectId base = commit(put("a", TEXT));
        ObjectId theirs = topic(base, put("lib/b", "b\n"));
        assertThat(clean(merge(base, theirs, OPTIONS))).isEqualTo(treeOf(theirs));
        assertThat(made.count()).isZero();
    }

    @Test
    void linesThatBothSidesChangedAreAConflictOfContent() throws IOException {
        ObjectId base = commit(put("a", TEXT));
        ObjectId theirs = topic(base, put("a", TEXT.replace("two", "their two")));
        ObjectId ours = commit(put("a", TEXT.replace("two", "our two")));
        MergeResult.Conflicted result = conflicted(merge(ours, theirs, OPTIONS));
        ConflictedFile file = only(result);
        assertThat(file.path().text()).isEqualTo("a");
        assertThat(file.kind()).isEqualTo(ConflictKind.CONTENT);
        assertThat(file.hunks()).containsExactly(new ConflictHunk("two\n", "our two\n", "their two\n", 2));
        assertThat(blob(file.base().orElseThrow().id())).isEqualTo(TEXT);
        assertThat(blob(file.merged().orElseThrow()))
                .startsWith("one\n<<<<<<< main\nour two\n=======\ntheir two\n>>>>>>> topic\nthree\n");
        assertThat(find(result.tree(), "a").id()).isEqualTo(file.merged().orElseThrow());
    }

    @Test
    void aSideThatIsFavoredWinsInTheLinesThatBothChanged() throws IOException {
        ObjectId base = commit(put("a", TEXT));
        ObjectId theirs = topic(base, put("a", TEXT.replace("two", "their two").replace("eight", "their eight")));
        ObjectId ours = commit(put("a", TEXT.replace("two", "our two")));
        ObjectId favoringOurs = clean(merge(ours, theirs, new MergeOptions(Favor.OURS, OPTIONS.labels())));
        assertThat(text(favoringOurs, "a")).contains("our two").contains("their eight");
        ObjectId favoringTheirs = clean(merge(ours, theirs, new MergeOptions(Favor.THEIRS, OPTIONS.labels())));
        assertThat(text(favoringTheirs, "a")).contains("their two").contains("their eight");
    }

    @Test
    void whatOneSideChangedAndTheOtherDeletedIsAConflict() throws IOException {
        ObjectId base = commit(put("a", TEXT), put("b", "b\n"));
        ObjectId theirs = topic(base, delete("a"));
        ObjectId ours = commit(put("a", TEXT.replace("two", "our two")));
        ConflictedFile file = only(conflicted(merge(ours, theirs, OPTIONS)));
        assertThat(file.kind()).isEqualTo(ConflictKind.MODIFY_DELETE);
        assertThat(file.base()).isPresent();
        assertThat(file.ours()).isPresent();
        assertThat(file.theirs()).isEmpty();
    }

    @Test
    void whatOneSideRenamedAndTheOtherDeletedIsAConflict() throws IOException {
        ObjectId base = commit(put("a", TEXT), put("b", "b\n"));
        ObjectId theirs = topic(base, delete("a"));
        ObjectId ours = commit(move("a", "c"), put("c", TEXT.replace("two", "our two")));
        ConflictedFile file = only(conflicted(merge(ours, theirs, OPTIONS)));
        assertThat(file.kind()).isEqualTo(ConflictKind.RENAME);
        assertThat(file.path().text()).isEqualTo("c");
        assertThat(file.base().orElseThrow().path().text()).isEqualTo("a");
    }

    @Test
    void differentFilesOfOneNameAreAConflict() throws IOException {
        ObjectId base = commit(put("b", "b\n"));
        ObjectId theirs = topic(base, put("a", "theirs\n"));
        ObjectId ours = commit(put("a", "ours\n"));
        assertThat(only(conflicted(merge(ours, theirs, OPTIONS))).kind()).isEqualTo(ConflictKind.ADD_ADD);
    }

    @Test
    void whatIsAddedToADirectoryThatTheOtherSideRenamedIsAConflictThatSaysWhereItMayBelong() throws IOException {
        ObjectId base = commit(put("lib/a", TEXT), put("lib/b", TEXT + "b\n"));
        ObjectId theirs = topic(base, put("lib/new", "new\n"));
        ObjectId ours = commit(move("lib/a", "src/a"), move("lib/b", "src/b"));
        ConflictedFile file = only(conflicted(merge(ours, theirs, OPTIONS)));
        assertThat(file.kind()).isEqualTo(ConflictKind.RENAME);
        assertThat(file.path().text()).isEqualTo("src/new");
        assertThat(file.message()).contains("lib/new").contains("src/new");
    }

    @Test
    void binaryFilesAndLargeOnesAreAConflictWhereBothSidesChangedThem() throws IOException {
        ObjectId base = commit(put("binary", "\0 1"), put("large", TEXT.repeat(200)));
        ObjectId theirs = topic(base, put("binary", "\0 2"), put("large", TEXT.repeat(200) + "theirs\n"));
        ObjectId ours = commit(put("binary", "\0 3"), put("large", "ours\n" + TEXT.repeat(200)));
        MergeLimits few = new MergeLimits(1_000, ByteCount.kilobytes(1), 100, 8, Duration.ofSeconds(10));
        MergeResult.Conflicted result = conflicted(
                new Merge(with(few)).commits(core.repository, made, ours, theirs, OPTIONS));
        assertThat(result.files()).extracting(ConflictedFile::kind)
                .containsExactly(ConflictKind.BINARY, ConflictKind.BINARY);
        assertThat(result.files()).allSatisfy(file -> assertThat(file.hunks()).isEmpty());
    }

    @Test
    void aLinkAndAFileOfOneNameAreAConflictAtTwoPaths() throws IOException {
        ObjectId base = commit(put("b", "b\n"));
        ObjectId theirs = topic(base, new FileAction.Put("a", bytes("b"), BlobMode.SYMLINK, null));
        ObjectId ours = commit(put("a", "ours\n"));
        MergeResult.Conflicted result = conflicted(merge(ours, theirs, OPTIONS));
        assertThat(result.files()).extracting(file -> file.path().text()).containsExactly("a", "a~main");
        assertThat(result.files()).extracting(ConflictedFile::kind).containsOnly(ConflictKind.MODE);
    }

    @Test
    void commitsWithoutACommonAncestorAreUnrelated() throws IOException {
        ObjectId ours = commit(put("a", TEXT));
        ObjectId other = made.insert(Constants.OBJ_COMMIT, ("tree " + treeOf(ours).name()
                + "\nauthor A <a@example.org> 1 +0000\ncommitter A <a@example.org> 1 +0000\n\nOther\n")
                .getBytes(StandardCharsets.UTF_8));
        assertThat(merge(ours, other, OPTIONS)).isEqualTo(new MergeResult.Unrelated());
        assertThat(merge.bases(core.repository, made, ours, other)).hasValue(List.of());
    }

    @Test
    void treesThatAreNotStoredYetAreMerged() throws IOException {
        ObjectId base = commit(put("a", TEXT), put("b", "b\n"));
        ObjectId theirs = topic(base, put("a", TEXT.replace("eight", "EIGHT")));
        ObjectId ours = commit(put("a", TEXT.replace("one", "ONE")));
        ObjectId first = clean(merge(ours, theirs, OPTIONS));
        ObjectId second = clean(merge.trees(core.repository, made, treeOf(base), first, treeOf(ours), OPTIONS));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void aMergeOfTooMuchEndsAtANamedLimit() throws IOException {
        ObjectId base = commit(put("a", TEXT), put("b", TEXT));
        ObjectId theirs = topic(base, put("a", "1\n"), put("b", "1\n"));
        ObjectId ours = commit(put("c", "1\n"));
        MergeLimits one = new MergeLimits(1, ByteCount.kilobytes(1), 100, 8, Duration.ofSeconds(10));
        assertThat(new Merge(with(one)).commits(core.repository, made, ours, theirs, OPTIONS))
                .isInstanceOfSatisfying(MergeResult.Exceeded.class,
                        exceeded -> assertThat(exceeded.limit()).isEqualTo("merge.files"));
        assertThat(made.count()).isZero();
    }

    @Test
    void aMergeThatTakesTooLongEnds() throws IOException {
        ObjectId base = commit(put("a", TEXT.repeat(100)));
        ObjectId theirs = topic(base, put("a", TEXT.repeat(100).replace("one", "their one")));
        ObjectId ours = commit(put("a", TEXT.repeat(100).replace("two", "our two")));
        AtomicLong clock = new AtomicLong();
        Merge slow = new Merge(Limits.defaults(), () -> clock.getAndAdd(Duration.ofMinutes(1).toNanos()));
        assertThat(slow.commits(core.repository, made, ours, theirs, OPTIONS))
                .isInstanceOfSatisfying(MergeResult.Exceeded.class,
                        exceeded -> assertThat(exceeded.limit()).isEqualTo("merge.time"));
    }

    private MergeResult merge(ObjectId ours, ObjectId theirs, MergeOptions options) throws IOException {
        return merge.commits(core.repository, made, ours, theirs, options);
    }

    private static Limits with(MergeLimits merge) {
        return ChangedLimits.with(merge);
    }

    private static ObjectId clean(MergeResult result) {
        assertThat(result).isInstanceOf(MergeResult.Clean.class);
        return ((MergeResult.Clean) result).tree();
    }

    private static MergeResult.Conflicted conflicted(MergeResult result) {
        assertThat(result).isInstanceOf(MergeResult.Conflicted.class);
        return (MergeResult.Conflicted) result;
    }

    private static ConflictedFile only(MergeResult.Conflicted result) {
        assertThat(result.files()).hasSize(1);
        return result.files().getFirst();
    }

    private ObjectId commit(FileAction... actions) {
        return committed(core.commit(actions));
    }

    private ObjectId topic(ObjectId base, FileAction... actions) {
        RefName topic = RefName.branch("topic").orElseThrow();
        return committed(core.commit(CoreFixture.request(topic, List.of(actions), base, null)));
    }

    private static ObjectId committed(CommitOutcome outcome) {
        assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
        return ((CommitOutcome.Committed) outcome).commit();
    }

    private ObjectId treeOf(ObjectId commit) {
        return ObjectId.fromString(content(commit), "tree ".length());
    }

    private byte[] content(ObjectId id) {
        ObjectView view = made.find(id);
        return Objects.requireNonNull(view == null ? core.repository.objects().find(id) : view).toByteArray();
    }

    private String blob(ObjectId id) {
        return new String(content(id), StandardCharsets.UTF_8);
    }

    private String text(ObjectId tree, String path) throws IOException {
        return blob(find(tree, path).id());
    }

    private Stage find(ObjectId tree, String path) throws IOException {
        Stage at = Stage.directory(tree);
        for (String name : List.of(path.split("/", -1))) {
            TreeEntries entries = new TreeEntries(content(at.id()));
            at = Stage.NONE;
            while (!at.exists() && entries.next()) {
                if (entries.name().equals(name))
                    at = entries.stage();
            }
        }
        return at;
    }
}
