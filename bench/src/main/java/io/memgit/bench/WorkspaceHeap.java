package io.memgit.bench;

import io.memgit.bench.report.Measure;
import io.memgit.bench.report.MeasureFile;
import io.memgit.bench.report.Row;
import io.memgit.core.commit.Content;
import io.memgit.core.commit.FileAction;
import io.memgit.core.ledger.Actor;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Ttl;
import io.memgit.core.workspace.NewWorkspace;
import io.memgit.core.workspace.Target;
import io.memgit.core.workspace.WorkspaceOutcome.Written;
import io.memgit.core.workspace.Workspaces;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Weighs what open workspaces add to the live heap of a JVM that holds a repository of 100 MB. Each
 * has one line changed in a file that is its own. A process of its own, with nothing else in it.
 */
public final class WorkspaceHeap {

    private static final double MEGABYTE = 1_000_000;
    private static final int FILES = 100_000;
    private static final int LINES = 10;
    private static final int LINE_BYTES = 100;
    private static final int ACTIONS = 10_000;
    private static final int WORKSPACES = 10_000;
    private static final Actor OWNER = new Actor("anna");

    private final Library library = new Library();
    private final Workspaces workspaces = library.workspaces();
    private final FilePaths paths = new FilePaths(FILES);
    private final MemoryRepository repository = library.create();

    private WorkspaceHeap() {}

    /** Argument: the file that measures are appended to. */
    public static void main(String[] arguments) throws IOException {
        WorkspaceHeap heap = new WorkspaceHeap();
        try {
            double added = heap.added();
            new MeasureFile(Path.of(arguments[0])).append(Measure.alone(Row.WORKSPACES_HEAP, added));
        } finally {
            Reference.reachabilityFence(heap);
        }
    }

    private double added() {
        for (int start = 0; start < FILES; start += ACTIONS) {
            List<FileAction> actions = new ArrayList<>();
            for (int file = start; file < start + ACTIONS; file++)
                actions.add(put(file, file * LINES));
            library.commit(repository, actions);
        }
        // What only the first workspace needs, such as classes, belongs to none of them.
        open(WORKSPACES);
        long before = LiveHeap.liveBytes();
        for (int file = 0; file < WORKSPACES; file++)
            open(file);
        long after = LiveHeap.liveBytes();
        int there = workspaces.list(OWNER, repository).size();
        if (there != WORKSPACES + 1)
            throw new IllegalStateException("there are " + there + " workspaces");
        return (after - before) / MEGABYTE;
    }

    private void open(int file) {
        NewWorkspace wanted = new NewWorkspace(Library.MAIN, null, null, Ttl.NEVER);
        if (!(workspaces.create(OWNER, repository, wanted, false).join() instanceof Written made))
            throw new IllegalStateException("no workspace was made");
        var edited = workspaces.edit(OWNER, repository, new Target.Named(made.workspace().id()),
                List.of(put(file, FILES * LINES + file)), Workspaces.Staging.STAGED, false).join();
        if (!(edited instanceof Written written) || written.filesChanged() != 1)
            throw new IllegalStateException("not edited: " + edited);
    }

    /** A file, of which {@code seed} decides the first line. */
    private FileAction put(int file, int seed) {
        ByteBuffer text = ByteBuffer.allocate(LINES * LINE_BYTES).put(FileContents.of(seed));
        for (int line = 1; line < LINES; line++)
            text.put(FileContents.of(file * LINES + line));
        return new FileAction.Put(paths.path(file), new Content.Bytes(text.array()), null, null);
    }
}
