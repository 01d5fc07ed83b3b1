package io.memgit.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.check.ObjectLinks.Link;
import io.memgit.core.limits.TreeLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectLinksTest {

    private static final ObjectId BLOB = ObjectId.fromString("257cc5642cb1a054f08cc83f2d943e56fd3ebe99");
    private static final TreeLimits LIMITS = TreeLimits.defaults();

    private final ObjectInserter.Formatter ids = new ObjectInserter.Formatter();
    private final ObjectRules rules = new ObjectRules(LIMITS, 100_000);
    private final Set<ObjectId> pushed = new HashSet<>();
    private final TreeSizes sizes = new TreeSizes(LIMITS);
    private final InMemoryRepository store = new InMemoryRepository(new DfsRepositoryDescription("r"));
    private final ObjectInserter inserter = store.newObjectInserter();

    @AfterEach
    void close() {
        inserter.close();
        store.close();
        ids.close();
    }

    @Test
    void anObjectThatIsNamedAsTwoKindsIsRefused() throws Exception {
        push(Constants.OBJ_TREE, treeOf("a", FileMode.REGULAR_FILE, BLOB));
        push(Constants.OBJ_COMMIT, commit(BLOB.name(), ""));

        assertThatThrownBy(() -> rules.links().outside(pushed::contains)).isInstanceOf(CorruptObjectException.class)
                .hasMessageContaining(BLOB.name());
    }

    @Test
    void whatIsBroughtIsNotOutside() throws Exception {
        ObjectId blob = push(Constants.OBJ_BLOB, new byte[]{1});
        ObjectId tree = push(Constants.OBJ_TREE, treeOf("a", FileMode.REGULAR_FILE, blob, "b", FileMode.REGULAR_FILE,
                BLOB, "c", FileMode.GITLINK, BLOB));
        ObjectId first = push(Constants.OBJ_COMMIT, commit(tree.name(), ""));
        ObjectId old = ObjectId.fromString("1111111111111111111111111111111111111111");
        ObjectId second = push(Constants.OBJ_COMMIT,
                commit(tree.name(), "parent " + first.name() + "\nparent " + old.name() + "\n"));
        push(Constants.OBJ_TAG, bytes("object " + second.name() + "\ntype commit\ntag v1\n\nx\n"));

        assertThat(rules.links().outside(pushed::contains)).containsExactlyInAnyOrder(
                new Link(BLOB, Constants.OBJ_BLOB), new Link(old, Constants.OBJ_COMMIT));
    }

    @Test
    void anObjectIsNotTakenForWhatItIsNot() throws Exception {
        ObjectId tree = push(Constants.OBJ_TREE, new byte[0]);
        push(Constants.OBJ_TREE, treeOf("a", FileMode.REGULAR_FILE, tree));
        assertThatThrownBy(() -> rules.links().outside(pushed::contains)).hasMessageStartingWith("wrongType: ");

        rules.reset();
        ObjectId blob = push(Constants.OBJ_BLOB, new byte[]{2});
        push(Constants.OBJ_TREE, treeOf("a", FileMode.TREE, blob));
        assertThatThrownBy(() -> rules.links().outside(pushed::contains)).hasMessageStartingWith("wrongType: ");
    }

    @Test
    void manyLinksAreKeptApart() throws Exception {
        Random random = new Random(7);
        Set<ObjectId> named = new HashSet<>();
        TreeFormatter tree = new TreeFormatter();
        for (int i = 0; i < 50_000; i++) {
            byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
            random.nextBytes(raw);
            raw[0] = (byte) (i % 3 + 1);
            named.add(ObjectId.fromRaw(raw));
            tree.append(String.format("%06d", i), FileMode.REGULAR_FILE, ObjectId.fromRaw(raw));
        }
        push(Constants.OBJ_TREE, tree.toByteArray());
        push(Constants.OBJ_TREE, tree.toByteArray());

        assertThat(rules.links().outside(pushed::contains)).extracting(Link::id)
                .hasSize(named.size())
                .containsAll(named);
    }

    @Test
    void theNumberOfLinksIsBounded() {
        ObjectRules strict = new ObjectRules(LIMITS, 2);
        assertThatThrownBy(() -> strict.check(BLOB, Constants.OBJ_TREE, treeOf("a", FileMode.REGULAR_FILE,
                ObjectId.fromString("1111111111111111111111111111111111111111"), "b", FileMode.REGULAR_FILE,
                ObjectId.fromString("2222222222222222222222222222222222222222"))))
                .hasMessageContaining(": tooManyLinks: ");
    }

    @Test
    void tenTreesOfTenThatHoldBillionsOfFilesAreRefused() throws Exception {
        ObjectId tree = push(Constants.OBJ_TREE, ten(FileMode.REGULAR_FILE, BLOB));
        for (int level = 1; level < 10; level++)
            tree = push(Constants.OBJ_TREE, ten(FileMode.TREE, tree));

        assertThatThrownBy(this::checkTrees).isInstanceOf(CorruptObjectException.class)
                .hasMessageStartingWith("tooManyEntriesBelow: ");
    }

    @Test
    void aBombThatComesInSeveralPushesIsRefusedWhenItGrowsTooLarge() throws Exception {
        ObjectId tree = stored(ten(FileMode.REGULAR_FILE, BLOB));
        for (int level = 1; level < 5; level++)
            tree = stored(ten(FileMode.TREE, tree));
        // 10^5 files and 11,110 directories are there; ten times that many come now.
        push(Constants.OBJ_TREE, ten(FileMode.TREE, tree));

        assertThatThrownBy(this::checkTrees).hasMessageStartingWith("tooManyEntriesBelow: ");
    }

    @Test
    void treesMayBe512DeepAndNotOneMore() throws Exception {
        ObjectId tree = stored(treeOf("a", FileMode.REGULAR_FILE, BLOB));
        for (int depth = 2; depth <= 256; depth++)
            tree = stored(treeOf("a", FileMode.TREE, tree));
        for (int depth = 257; depth <= LIMITS.depth(); depth++)
            tree = push(Constants.OBJ_TREE, treeOf("a", FileMode.TREE, tree));
        assertThatCode(this::checkTrees).doesNotThrowAnyException();

        push(Constants.OBJ_TREE, treeOf("a", FileMode.TREE, tree));
        assertThatThrownBy(this::checkTrees).hasMessageStartingWith("tooDeep: ");
    }

    @Test
    void aTreeOf5000LevelsIsRefusedWithoutRecursion() throws Exception {
        ObjectId tree = push(Constants.OBJ_TREE, treeOf("a", FileMode.REGULAR_FILE, BLOB));
        for (int depth = 2; depth <= 5000; depth++)
            tree = push(Constants.OBJ_TREE, treeOf("a", FileMode.TREE, tree));

        assertThatThrownBy(this::checkTrees).hasMessageStartingWith("tooDeep: ");
    }

    private void checkTrees() throws IOException {
        inserter.flush();
        try (ObjectReader reader = store.newObjectReader()) {
            rules.links().checkTrees(sizes, reader);
        }
    }

    private ObjectId push(int type, byte[] raw) throws IOException {
        ObjectId id = ids.idFor(type, raw);
        rules.check(id, type, raw);
        pushed.add(id);
        return id;
    }

    private ObjectId stored(byte[] tree) throws IOException {
        return inserter.insert(Constants.OBJ_TREE, tree);
    }

    private static byte[] ten(FileMode mode, ObjectId id) {
        TreeFormatter tree = new TreeFormatter();
        for (int i = 0; i < 10; i++)
            tree.append(String.valueOf(i), mode, id);
        return tree.toByteArray();
    }

    private static byte[] treeOf(Object... namesModesIds) {
        TreeFormatter tree = new TreeFormatter();
        for (int i = 0; i < namesModesIds.length; i += 3)
            tree.append((String) namesModesIds[i], (FileMode) namesModesIds[i + 1], (ObjectId) namesModesIds[i + 2]);
        return tree.toByteArray();
    }

    private static byte[] commit(String tree, String parents) {
        return bytes("tree " + tree + "\n" + parents + "author A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nx\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

}
