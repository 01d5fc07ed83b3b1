package io.memgit.bench;

import io.memgit.core.object.HermeticJgit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * The peer: JGit's own {@link InMemoryRepository}, used as well as its interfaces allow. A commit
 * rewrites only the trees on the changed paths, with one flush and one ref update.
 */
final class Stock {

    static final String MAIN = "refs/heads/main";

    private static final PersonIdent AUTHOR = new PersonIdent("Anna", "anna@example.org");

    private final InMemoryRepository repository;
    private ObjectId head = ObjectId.zeroId();
    private @Nullable ObjectId tree;

    /** A new, empty repository. */
    Stock() {
        HermeticJgit.install();
        repository = new InMemoryRepository(new DfsRepositoryDescription("stock"));
    }

    /** A directory of the change that is being made: names to file contents or directories. */
    private static final class Change {

        private final Map<String, byte[]> files = new TreeMap<>();
        private final Map<String, Change> directories = new TreeMap<>();

        void put(String path, byte[] content) {
            int slash = path.indexOf('/');
            if (slash < 0)
                files.put(path, content);
            else
                directories.computeIfAbsent(path.substring(0, slash), _ -> new Change())
                        .put(path.substring(slash + 1), content);
        }
    }

    /** One commit of one file of 100 B, whose content nobody has seen before. */
    ObjectId commitOneFile(int seed) throws IOException {
        return commit(Map.of("file", FileContents.of(seed)));
    }

    /** A commit that puts {@code files}, path to content, on the branch. */
    ObjectId commit(Map<String, byte[]> files) throws IOException {
        Change change = new Change();
        files.forEach(change::put);
        try (ObjectInserter inserter = repository.newObjectInserter(); ObjectReader reader = inserter.newReader()) {
            ObjectId root = write(change, tree, reader, inserter);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(root);
            commit.setAuthor(AUTHOR);
            commit.setCommitter(AUTHOR);
            commit.setMessage("a message");
            if (!head.equals(ObjectId.zeroId()))
                commit.setParentId(head);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            move(id);
            tree = root;
            return id;
        }
    }

    /** Creates the branches one after the other. */
    void createBranches(List<String> names) throws IOException {
        for (String name : names) {
            RefUpdate update = repository.updateRef(name);
            update.setExpectedOldObjectId(ObjectId.zeroId());
            update.setNewObjectId(head);
            expect(RefUpdate.Result.NEW, update.update());
        }
    }

    /** Creates the branches in one batch, all or nothing. */
    void createBranchesAtOnce(List<String> names) throws IOException {
        BatchRefUpdate batch = repository.getRefDatabase().newBatchUpdate();
        batch.setAtomic(true);
        for (String name : names)
            batch.addCommand(new ReceiveCommand(ObjectId.zeroId(), head, name));
        try (RevWalk walk = new RevWalk(repository)) {
            batch.execute(walk, NullProgressMonitor.INSTANCE);
        }
        for (ReceiveCommand command : batch.getCommands()) {
            if (command.getResult() != ReceiveCommand.Result.OK)
                throw new IllegalStateException(command + ": " + command.getResult());
        }
    }

    void deleteBranch(String name) throws IOException {
        RefUpdate update = repository.updateRef(name);
        update.setForceUpdate(true);
        expect(RefUpdate.Result.FORCED, update.delete());
    }

    /** The content of the file at {@code path} on the branch. */
    byte[] read(String path) throws IOException {
        try (ObjectReader reader = repository.newObjectReader(); RevWalk walk = new RevWalk(reader)) {
            Ref branch = Objects.requireNonNull(repository.getRefDatabase().exactRef(MAIN));
            ObjectId root = walk.parseCommit(branch.getObjectId()).getTree();
            try (TreeWalk found = TreeWalk.forPath(reader, path, root)) {
                return reader.open(found.getObjectId(0), Constants.OBJ_BLOB).getCachedBytes();
            }
        }
    }

    List<Ref> list(String prefix) throws IOException {
        return repository.getRefDatabase().getRefsByPrefix(prefix);
    }

    private void move(ObjectId id) throws IOException {
        RefUpdate update = repository.updateRef(MAIN);
        update.setExpectedOldObjectId(head);
        update.setNewObjectId(id);
        expect(head.equals(ObjectId.zeroId()) ? RefUpdate.Result.NEW : RefUpdate.Result.FAST_FORWARD,
                update.update());
        head = id;
    }

    private static ObjectId write(Change change, @Nullable ObjectId old, ObjectReader reader, ObjectInserter inserter)
            throws IOException {
        Map<String, ObjectId> files = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : change.files.entrySet())
            files.put(file.getKey(), inserter.insert(Constants.OBJ_BLOB, file.getValue()));
        Map<String, Change> directories = new TreeMap<>(change.directories);
        TreeFormatter formatter = new TreeFormatter();
        if (old != null) {
            for (CanonicalTreeParser at = new CanonicalTreeParser(null, reader, old); !at.eof(); at = at.next()) {
                String name = at.getEntryPathString();
                ObjectId file = files.remove(name);
                Change directory = directories.remove(name);
                ObjectId kept = at.getEntryObjectId();
                if (directory != null)
                    formatter.append(name, FileMode.TREE, write(directory, kept, reader, inserter));
                else
                    formatter.append(name, at.getEntryFileMode(), file == null ? kept : file);
            }
            if (!files.isEmpty() || !directories.isEmpty())
                throw new IllegalStateException("new names in a directory that is there already");
            return inserter.insert(formatter);
        }
        for (Map.Entry<String, ObjectId> file : files.entrySet())
            formatter.append(file.getKey(), FileMode.REGULAR_FILE, file.getValue());
        for (Map.Entry<String, Change> directory : directories.entrySet())
            formatter.append(directory.getKey(), FileMode.TREE, write(directory.getValue(), null, reader, inserter));
        return inserter.insert(formatter);
    }

    private static void expect(RefUpdate.Result wanted, RefUpdate.Result got) {
        if (got != wanted)
            throw new IllegalStateException("a ref update ended with " + got);
    }
}
