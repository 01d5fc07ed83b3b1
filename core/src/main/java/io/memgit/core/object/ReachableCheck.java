package io.memgit.core.object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.ObjectWalk;

/** Follows everything that refs lead to, to find what is not there. */
public final class ReachableCheck {

    private ReachableCheck() {}

    /**
     * Walks through all that {@code tips} lead to; ends at the first object that cannot be read.
     *
     * @param tips
     *            what refs point to
     * @param problem
     *            is told of it, in one sentence
     */
    public static void run(MemoryObjectDatabase database, Iterable<ObjectId> tips, Consumer<String> problem) {
        try (TieredReader reader = database.newReader(); ObjectWalk walk = new ObjectWalk(reader)) {
            for (ObjectId tip : tips)
                walk.markStart(walk.parseAny(tip));
            walk.checkConnectivity();
        } catch (MissingObjectException e) {
            problem.accept("object " + e.getObjectId().name() + " is missing, and a ref leads to it");
        } catch (IOException | UncheckedIOException e) {
            problem.accept("what refs lead to cannot be read: " + e.getMessage());
        }
    }
}
