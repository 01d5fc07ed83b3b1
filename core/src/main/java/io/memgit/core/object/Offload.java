package io.memgit.core.object;

import io.memgit.core.file.ObjectFiles;
import io.memgit.core.file.RepositoryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.locks.Lock;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Takes the hot objects of a store out of memory as they are: all of them go to one pack in files,
 * reachable or not, without a search for deltas.
 *
 * <p>
 * That is many times quicker than a fold, asks nobody what is still needed, and so is right at any
 * moment: while the log is played again as well, when nobody can know yet what a later entry builds
 * on. The pack counts as unfolded, and a fold is due as before.
 */
final class Offload {

    private Offload() {}

    /**
     * Offloads the whole hot tier; the lock is held for microseconds at either end.
     *
     * @return whether there was anything to do: not in a store that has no folder
     * @throws IOException
     *             when it cannot be written; the objects stay where they are then
     */
    static boolean run(ObjectStore store, Lock writing) throws IOException {
        RepositoryFolder folder = store.folder();
        if (folder == null || store.hotCount() == 0)
            return false;
        // As in a fold: one at a time puts something else in the place of tiers.
        synchronized (store) {
            Tiers leaving;
            writing.lock();
            try {
                leaving = store.freeze();
            } finally {
                writing.unlock();
            }
            PackDraft.Finished made = WholePack.write(each -> hotOnly(leaving, each), folder);
            writing.lock();
            try {
                store.offloaded(leaving, made == null ? null : made.pack());
            } finally {
                writing.unlock();
            }
            unpin(made);
            return true;
        }
    }

    /**
     * Puts a pack in the place of a generation that was never read, in a store that nobody else has
     * yet.
     *
     * @param mark
     *            up to which the store has it
     */
    static void unread(ObjectStore store, GenerationFiles.Reader unread, long mark) throws IOException {
        RepositoryFolder folder = store.folder();
        if (folder == null)
            throw new IllegalArgumentException("a store without a folder");
        PackDraft.Finished made = WholePack.write(each -> unread.forEach(mark, each), folder);
        store.replaced(unread.generation(), made == null ? null : made.pack());
        unpin(made);
    }

    /** The store refers to the files by now. */
    private static void unpin(PackDraft.@Nullable Finished made) {
        ObjectFiles.Pin pin = made == null ? null : made.pin();
        if (pin != null)
            pin.close();
    }

    /** Each object that is in memory alone, from the newest generation that has it. */
    private static void hotOnly(Tiers leaving, WholePack.Each each) throws IOException {
        List<Tiers.Frozen> frozen = leaving.frozen();
        try {
            for (int i = 0; i < frozen.size(); i++) {
                List<Tiers.Frozen> newer = frozen.subList(0, i);
                frozen.get(i).generation().forEach(frozen.get(i).mark(), (id, view) -> {
                    if (leaving.packOf(id) == null && newer.stream().noneMatch(has -> has.has(id)))
                        take(each, id, view);
                });
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void take(WholePack.Each each, ObjectId id, ObjectView view) {
        try {
            each.take(id, view);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
