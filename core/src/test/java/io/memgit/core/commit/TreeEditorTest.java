package io.memgit.core.commit;

import static io.memgit.core.commit.CoreFixture.createFile;
import static io.memgit.core.commit.CoreFixture.delete;
import static io.memgit.core.commit.CoreFixture.move;
import static io.memgit.core.commit.CoreFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.CommitOutcome.Declined;
import io.memgit.core.commit.CommitOutcome.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.Test;

class TreeEditorTest {

    private static final List<String> NAMES = List.of("a", "b", "a.b", "a-b", "a0", "lib", "lib.c", "ä", "z", "Z");

    /** Git's own order and format, by way of JGit's index, is what a tree must come to. */
    @Property(tries = 300)
    void treesAreThoseThatAnIndexOfTheSameFilesGives(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        CoreFixture core = new CoreFixture();
        TreeMap<String, String> model = new TreeMap<>();
        for (int round = 0; round < 12; round++) {
            List<FileAction> actions = new ArrayList<>();
            TreeMap<String, String> before = new TreeMap<>(model);
            int count = 1 + random.nextInt(round == 5 ? 120 : 6);
            for (int i = 0; i < count; i++)
                step(random, actions, model);
            CommitOutcome outcome = core.commit(actions.toArray(FileAction[]::new));
            if (model.equals(before)) {
                assertThat(outcome).isInstanceOfSatisfying(Declined.class,
                        d -> assertThat(d.reason()).isEqualTo(Reason.EMPTY_COMMIT));
            } else {
                assertThat(outcome).isInstanceOfSatisfying(Committed.class, c -> {
                    assertThat(c.tree()).isEqualTo(treeOf(model));
                    assertThat(c.filesChanged()).isEqualTo(differences(before, model));
                });
            }
        }
    }

    /** Directories that are large enough for every table and index, changed in many places at once. */
    @Property(tries = 40)
    void largeDirectoriesAreWrittenInOrderToo(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        CoreFixture core = new CoreFixture();
        TreeMap<String, String> model = new TreeMap<>();
        for (int round = 0; round < 6; round++) {
            List<FileAction> actions = new ArrayList<>();
            TreeMap<String, String> before = new TreeMap<>(model);
            int count = random.nextInt(2) == 0 ? 1 + random.nextInt(5) : 200;
            for (int i = 0; i < count; i++) {
                String path = "d" + random.nextInt(2) + "/" + Integer.toString(random.nextInt(400), 7)
                        + (random.nextInt(4) == 0 ? ".and-a-name-of-some-length" : "")
                        + (random.nextInt(4) == 0 ? "/below" : "");
                if (model.containsKey(path) && random.nextInt(2) == 0) {
                    model.remove(path);
                    actions.add(delete(path));
                } else if (fits(model, path)) {
                    model.put(path, "text " + i);
                    actions.add(put(path, "text " + i));
                }
            }
            if (model.equals(before))
                continue;
            assertThat(core.commit(actions.toArray(FileAction[]::new))).isInstanceOfSatisfying(Committed.class, c -> {
                assertThat(c.tree()).isEqualTo(treeOf(model));
                assertThat(c.filesChanged()).isEqualTo(differences(before, model));
            });
        }
    }

    private static void step(Random random, List<FileAction> actions, NavigableMap<String, String> model) {
        List<String> present = new ArrayList<>(model.keySet());
        String path = path(random);
        switch (present.isEmpty() ? 0 : random.nextInt(6)) {
            case 0, 1, 2 -> {
                if (!fits(model, path))
                    return;
                String text = "text " + random.nextInt(4);
                model.put(path, text);
                actions.add(put(path, text));
            }
            case 3, 4 -> {
                String gone = present.get(random.nextInt(present.size()));
                model.remove(gone);
                actions.add(delete(gone));
            }
            default -> {
                String from = present.get(random.nextInt(present.size()));
                String text = model.remove(from);
                if (!fits(model, path) || model.containsKey(path)) {
                    model.put(from, text);
                    return;
                }
                model.put(path, text);
                actions.add(move(from, path));
            }
        }
    }

    private static boolean fits(NavigableMap<String, String> model, String path) {
        for (String other : model.keySet()) {
            if (other.startsWith(path + "/") || path.startsWith(other + "/"))
                return false;
        }
        return true;
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder(NAMES.get(random.nextInt(NAMES.size())));
        while (random.nextInt(3) == 0)
            path.append('/').append(NAMES.get(random.nextInt(NAMES.size())));
        return path.toString();
    }

    private static int differences(NavigableMap<String, String> before, NavigableMap<String, String> after) {
        TreeMap<String, String> all = new TreeMap<>(before);
        all.putAll(after);
        return (int) all.keySet()
                .stream()
                .filter(p -> !Objects.equals(before.get(p), after.get(p)))
                .count();
    }

    private static ObjectId treeOf(NavigableMap<String, String> files) {
        try (InMemoryRepository oracle = new InMemoryRepository(new DfsRepositoryDescription("oracle"));
                ObjectInserter inserter = oracle.newObjectInserter()) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            files.forEach((path, text) -> {
                DirCacheEntry entry = new DirCacheEntry(path);
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(inserter.idFor(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8)));
                builder.add(entry);
            });
            builder.finish();
            return index.writeTree(inserter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatCannotBeDoneIsDeclinedByNameAndMovesNothing() {
        CoreFixture core = new CoreFixture();
        core.commit(put("dir/file", "x"), put("top", "y"));
        ObjectId head = core.repository.refs().idOf(CoreFixture.MAIN);
        assertDeclined(core.commit(createFile("top", "z")), Reason.FILE_EXISTS, "top");
        assertDeclined(core.commit(createFile("dir", "z")), Reason.PATH_CONFLICT, "dir");
        assertDeclined(core.commit(put("top/below", "z")), Reason.PATH_CONFLICT, "top/below");
        assertDeclined(core.commit(delete("nothing")), Reason.FILE_NOT_FOUND, "nothing");
        assertDeclined(core.commit(delete("dir")), Reason.FILE_NOT_FOUND, "dir");
        assertDeclined(core.commit(move("top", "dir/file")), Reason.FILE_EXISTS, "dir/file");
        assertDeclined(core.commit(put("top", "y")), Reason.EMPTY_COMMIT, "");
        assertDeclined(core.commit(put("a/../b", "y")), Reason.INVALID_PATH, "a/../b");
        assertDeclined(core.commit(put(".GIT/config", "y")), Reason.INVALID_PATH, ".GIT/config");
        assertThat(core.repository.refs().idOf(CoreFixture.MAIN)).isEqualTo(head);
        assertThat(core.repository.events().last().value()).isEqualTo(1);
    }

    @Test
    void aFileMayTakeThePlaceOfADirectoryThatTheSameCommitEmpties() {
        CoreFixture core = new CoreFixture();
        core.commit(put("dir/one", "1"), put("dir/two", "2"), put("other", "3"));
        CommitOutcome outcome = core.commit(delete("dir/one"), delete("dir/two"), createFile("dir", "now a file"));
        assertThat(outcome).isInstanceOfSatisfying(Committed.class, c -> {
            assertThat(c.filesChanged()).isEqualTo(3);
            assertThat(c.tree()).isEqualTo(treeOf(new TreeMap<>(Map.of("dir", "now a file", "other", "3"))));
        });
    }

    private static void assertDeclined(CommitOutcome outcome, Reason reason, String path) {
        assertThat(outcome).isInstanceOfSatisfying(Declined.class, d -> {
            assertThat(d.reason()).isEqualTo(reason);
            assertThat(d.path()).isEqualTo(path);
        });
    }
}
