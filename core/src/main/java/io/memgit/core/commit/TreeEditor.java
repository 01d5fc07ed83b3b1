package io.memgit.core.commit;

import io.memgit.core.check.SpecialFile;
import io.memgit.core.commit.CommitOutcome.Reason;
import io.memgit.core.limits.TreeLimits;
import io.memgit.core.object.ObjectView;
import io.memgit.core.object.Quarantine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Takes the steps of a commit on a tree and writes the trees that they change, and no others, into
 * a
 * quarantine. Used by one thread, for one commit.
 */
public final class TreeEditor {

    /** The tree with nothing in it. */
    static final ObjectId EMPTY_TREE = ObjectId.fromString("4b825dc642cb6eb9a060e54bf8d69288fbee4904");

    private static final int REGULAR_MODE = 100644;

    private final ObjectSource source;
    private final Quarantine objects;
    private final TreeLimits limits;
    private final Tally tally = new Tally();
    private final Directory root;
    private final @Nullable ObjectId base;
    private boolean directoryGaveWay;
    private int filesChanged;

    /**
     * @param base
     *            the tree to start from, null for an empty one
     */
    public TreeEditor(ObjectSource source, Quarantine objects, TreeLimits limits, @Nullable ObjectId base) {
        this.source = source;
        this.objects = objects;
        this.limits = limits;
        this.root = new Directory(source, null, base == null || base.equals(EMPTY_TREE) ? null : base);
        this.base = base;
    }

    /**
     * Takes all steps in order and writes what they leave.
     *
     * @throws DeclinedException
     *             for the first step that cannot be taken
     */
    public ObjectId apply(List<FileAction> actions) throws DeclinedException {
        for (FileAction action : actions)
            apply(action);
        ObjectId tree = root.write(objects, limits, tally);
        if (directoryGaveWay)
            filesChanged = new TreeDifference(source).count(base, tree);
        else
            filesChanged = tally.files();
        return tree == null ? objects.insert(Constants.OBJ_TREE, new byte[0]) : tree;
    }

    /** How many files differ from the tree that was started from. */
    public int filesChanged() {
        return filesChanged;
    }

    private void apply(FileAction action) throws DeclinedException {
        byte[] path = bytes(action.path());
        Slot slot = find(path);
        switch (action) {
            case FileAction.Put a -> {
                FileNode old = fileToReplace(slot, a.path());
                expect(a, a.path(), old);
                put(a.path(), path, slot, new FileNode(mode(a.mode(), old), id(a.content(), a.path())));
            }
            case FileAction.Create a -> {
                absent(slot, a.path());
                put(a.path(), path, slot, new FileNode(mode(a.mode(), null), id(a.content(), a.path())));
            }
            case FileAction.Update a -> {
                FileNode old = existing(slot, a, a.path());
                put(a.path(), path, slot, new FileNode(mode(a.mode(), old), id(a.content(), a.path())));
            }
            case FileAction.Delete a -> {
                existing(slot, a, a.path());
                put(a.path(), path, slot, null);
            }
            case FileAction.Move a -> move(a, path);
            case FileAction.Copy a -> {
                FileNode old = existing(find(bytes(a.from())), a, a.from());
                absent(slot, a.path());
                put(a.path(), path, slot, new FileNode(mode(a.mode(), old), old.id()));
            }
            case FileAction.Chmod a -> {
                FileNode old = existing(slot, a, a.path());
                put(a.path(), path, slot, new FileNode(mode(a.mode(), old), old.id()));
            }
        }
    }

    private void move(FileAction.Move action, byte[] path) throws DeclinedException {
        byte[] from = bytes(action.from());
        Slot source = find(from);
        FileNode old = existing(source, action, action.from());
        put(action.from(), from, source, null);
        // Looked up now: what was moved away is no longer in the way.
        Slot slot = find(path);
        absent(slot, action.path());
        Content content = action.content();
        ObjectId id = content == null ? old.id() : id(content, action.path());
        put(action.path(), path, slot, new FileNode(mode(action.mode(), old), id));
    }

    private static byte[] bytes(String path) {
        return path.getBytes(StandardCharsets.UTF_8);
    }

    private ObjectId id(Content content, String path) throws DeclinedException {
        return switch (content) {
            case Content.Bytes bytes -> bytes.insertInto(objects);
            case Content.Existing(ObjectId id) -> {
                ObjectView view = source.find(id);
                if (view == null || view.type() != Constants.OBJ_BLOB)
                    throw new DeclinedException(Reason.FILE_NOT_FOUND, path, "there is no blob " + id.name());
                yield id;
            }
        };
    }

    private static int mode(@Nullable BlobMode wanted, @Nullable FileNode old) {
        if (wanted != null)
            return wanted.decimal();
        return old == null ? REGULAR_MODE : old.mode();
    }

    private FileNode existing(@Nullable Slot slot, FileAction action, String path) throws DeclinedException {
        if (slot == null || !(slot.now instanceof FileNode file) || file.isSubmodule())
            throw new DeclinedException(Reason.FILE_NOT_FOUND, path, "there is no file " + path);
        expect(action, path, file);
        return file;
    }

    private static void expect(FileAction action, String path, @Nullable FileNode file) throws DeclinedException {
        ObjectId expected = action.expectedBlob();
        if (expected == null)
            return;
        ObjectId actual = file == null ? ObjectId.zeroId() : file.id();
        if (!actual.equals(expected))
            throw new DeclinedException(Reason.CONFLICT, path,
                    path + " is not blob " + expected.name() + " but " + actual.name());
    }

    private void absent(@Nullable Slot slot, String path) throws DeclinedException {
        if (fileToReplace(slot, path) != null)
            throw new DeclinedException(Reason.FILE_EXISTS, path, path + " exists");
    }

    /**
     * The file at this path, or null when there is nothing; a directory with something in it is in the
     * way.
     */
    private @Nullable FileNode fileToReplace(@Nullable Slot slot, String path) throws DeclinedException {
        Node node = slot == null ? null : slot.now;
        if (node instanceof FileNode file) {
            if (file.isSubmodule())
                throw new DeclinedException(Reason.PATH_CONFLICT, path, path + " is a submodule");
            return file;
        }
        if (node instanceof Directory directory && directory.write(objects, limits, new Tally()) != null)
            throw new DeclinedException(Reason.PATH_CONFLICT, path, path + " is a directory");
        return null;
    }

    /** The name that a path ends with, in its directory, or null where there is no such directory. */
    private @Nullable Slot find(byte[] path) {
        Directory directory = root;
        int start = 0;
        for (int slash = slashFrom(path, 0); slash < path.length; slash = slashFrom(path, start)) {
            if (!(directory.slot(path, start, slash).now instanceof Directory child))
                return null;
            directory = child;
            start = slash + 1;
        }
        return directory.slot(path, start, path.length);
    }

    private static int slashFrom(byte[] path, int start) {
        int at = start;
        while (at < path.length && path[at] != '/')
            at++;
        return at;
    }

    // Whatever brings it there: content, a copy, a move, or another mode.
    private void checkSpecial(String path, FileNode file) throws DeclinedException {
        Optional<SpecialFile> special = SpecialFile.named(path);
        if (special.isEmpty())
            return;
        if (file.mode() == BlobMode.SYMLINK.decimal()) {
            if (!special.get().mayBeSymlink())
                throw new DeclinedException(Reason.INVALID_PATH, path, path + " must not be a symbolic link");
            return;
        }
        byte[] content = source.get(file.id(), Constants.OBJ_BLOB).toByteArray();
        Optional<String> problem = special.get().problem(content, limits);
        if (problem.isPresent())
            throw new DeclinedException(Reason.INVALID_PATH, path, problem.get());
    }

    /**
     * @param found
     *            what {@link #find} gives for {@code path}
     */
    private void put(String name, byte[] path, @Nullable Slot found, @Nullable FileNode file)
            throws DeclinedException {
        if (file != null)
            checkSpecial(name, file);
        Slot slot = found == null ? slotForWrite(path, name) : found;
        // What was below it counts too, but the directory no longer knows.
        if (slot.now instanceof Directory)
            directoryGaveWay = true;
        slot.directory.put(slot, file);
    }

    /** Makes the directories that are missing. */
    private Slot slotForWrite(byte[] path, String name) throws DeclinedException {
        Directory directory = root;
        int start = 0;
        for (int slash = slashFrom(path, 0); slash < path.length; slash = slashFrom(path, start)) {
            directory = childForWrite(directory.slot(path, start, slash), name);
            start = slash + 1;
        }
        return directory.slot(path, start, path.length);
    }

    private Directory childForWrite(Slot slot, String path) throws DeclinedException {
        Node node = slot.now;
        if (node instanceof Directory child)
            return child;
        if (node != null)
            throw new DeclinedException(Reason.PATH_CONFLICT, path, path + " would be below a file");
        Directory child = new Directory(source, slot.directory, null);
        slot.directory.put(slot, child);
        return child;
    }
}
