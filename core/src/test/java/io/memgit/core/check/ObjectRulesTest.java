package io.memgit.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.limits.TreeLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;

class ObjectRulesTest {

    private static final ObjectId BLOB = ObjectId.fromString("257cc5642cb1a054f08cc83f2d943e56fd3ebe99");
    private static final TreeLimits LIMITS = TreeLimits.defaults();

    private final ObjectRules rules = new ObjectRules(LIMITS, 1_000_000);

    @Test
    void aTreeMayHave100000EntriesAndNotOneMore() {
        TreeFormatter tree = new TreeFormatter();
        for (int i = 0; i < LIMITS.entries(); i++)
            tree.append(String.format("%06d", i), FileMode.REGULAR_FILE, BLOB);
        assertThatCode(() -> rules.check(null, Constants.OBJ_TREE, tree.toByteArray())).doesNotThrowAnyException();

        tree.append("x", FileMode.REGULAR_FILE, BLOB);
        assertThatThrownBy(() -> rules.check(null, Constants.OBJ_TREE, tree.toByteArray()))
                .isInstanceOf(CorruptObjectException.class)
                .hasMessageStartingWith("tooManyEntries: ");
    }

    @Test
    void aFileAndADirectoryOfOneNameAreFoundHoweverFarApart() {
        TreeFormatter tree = new TreeFormatter();
        tree.append("a", FileMode.REGULAR_FILE, BLOB);
        for (int i = 0; i < 1000; i++)
            tree.append(String.format("a.%04d", i), FileMode.REGULAR_FILE, BLOB);
        assertThatCode(() -> rules.check(null, Constants.OBJ_TREE, tree.toByteArray())).doesNotThrowAnyException();

        tree.append("a", FileMode.TREE, BLOB);
        assertThatThrownBy(() -> rules.check(null, Constants.OBJ_TREE, tree.toByteArray()))
                .hasMessageStartingWith("duplicateEntries: ");
    }

    @Test
    void whatFollowsANameIsNotTakenForTheNamesEnd() {
        TreeFormatter tree = new TreeFormatter();
        // The id's second byte is zero: behind "a" it ends what looks like the name "a", NUL, first byte.
        tree.append("a", FileMode.REGULAR_FILE, ObjectId.fromString("0400" + BLOB.name().substring(4)));
        tree.append("a-b", FileMode.TREE, BLOB);

        assertThatCode(() -> rules.check(null, Constants.OBJ_TREE, tree.toByteArray())).doesNotThrowAnyException();
    }

    @Test
    void namesThatDifferInCaseOnlyAreTakenAsGitTakesThem() {
        TreeFormatter tree = new TreeFormatter();
        tree.append("README", FileMode.REGULAR_FILE, BLOB);
        tree.append("Readme", FileMode.REGULAR_FILE, BLOB);

        assertThatCode(() -> rules.check(null, Constants.OBJ_TREE, tree.toByteArray())).doesNotThrowAnyException();
    }

    @Test
    void gitmodulesIsNoLinkAndNoDirectory() {
        assertThatThrownBy(() -> rules.check(null, Constants.OBJ_TREE, tree(".gitmodules", FileMode.SYMLINK, BLOB)))
                .hasMessageStartingWith("gitmodulesSymlink: ");
        assertThatThrownBy(() -> rules.check(null, Constants.OBJ_TREE, tree(".gitmodules", FileMode.TREE, BLOB)))
                .hasMessageStartingWith("gitmodulesBlob: ");
    }

    @Test
    void gitmodulesIsReadOnceAllObjectsAreThere() throws Exception {
        try (InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("r"));
                ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId hostile = blob(inserter, "[submodule \"a\"]\n\turl = -u./payload\n");
            ObjectId good = blob(inserter, "[submodule \"a\"]\n\tpath = a\n\turl = https://example.com/a\n");
            inserter.flush();

            try (ObjectReader reader = repository.newObjectReader()) {
                rules.check(null, Constants.OBJ_TREE, tree(".gitmodules", FileMode.REGULAR_FILE, good));
                assertThatCode(() -> rules.checkSpecialFiles(reader)).doesNotThrowAnyException();

                rules.check(null, Constants.OBJ_TREE, tree(".GITMODULES ", FileMode.REGULAR_FILE, hostile));
                assertThatThrownBy(() -> rules.checkSpecialFiles(reader)).isInstanceOf(CorruptObjectException.class)
                        .hasMessageStartingWith("blob " + hostile.name() + ": gitmodulesUrl: ");

                rules.reset();
                assertThatCode(() -> rules.checkSpecialFiles(reader)).doesNotThrowAnyException();

                rules.check(null, Constants.OBJ_TREE, tree(".gitmodules", FileMode.REGULAR_FILE, BLOB));
                assertThatThrownBy(() -> rules.checkSpecialFiles(reader)).isInstanceOf(MissingObjectException.class);
            }
        }
    }

    @Test
    void aGitmodulesFileThatIsTooLargeIsRefusedUnread() throws Exception {
        try (InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("r"));
                ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId large = blob(inserter, "#".repeat(LIMITS.gitmodulesSize().asInt() + 1));
            inserter.flush();
            rules.check(null, Constants.OBJ_TREE, tree(".gitmodules", FileMode.REGULAR_FILE, large));

            try (ObjectReader reader = repository.newObjectReader()) {
                assertThatThrownBy(() -> rules.checkSpecialFiles(reader)).hasMessageContaining("gitmodulesLarge: ");
            }
        }
    }

    @Test
    void aPathOfAPushMayHaveABackslashThatLeadsNowhere() {
        assertThatCode(() -> rules.checkPath("units/system-systemd\\x2dcryptsetup.slice")).doesNotThrowAnyException();
        for (String path : new String[]{"a\\..\\b", "\\a", "a\\", "a/.git\\config", "a//b", "", "a/../b", "x/.git"})
            assertThatThrownBy(() -> rules.checkPath(path)).as(path).isInstanceOf(CorruptObjectException.class);
    }

    @Test
    void eachRefusalOfANameSaysWhatIsWrongWithIt() {
        assertThatThrownBy(() -> rules.checkPath("a/..")).hasMessage("hasDotdot: it has the name '..'");
        for (PathProblem problem : PathProblem.values())
            assertThat(ObjectProblem.refusal(problem)).hasMessageEndingWith(problem.message());
    }

    private static ObjectId blob(ObjectInserter inserter, String content) throws IOException {
        return inserter.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] tree(String name, FileMode mode, ObjectId id) {
        TreeFormatter tree = new TreeFormatter();
        tree.append(name, mode, id);
        return tree.toByteArray();
    }
}
