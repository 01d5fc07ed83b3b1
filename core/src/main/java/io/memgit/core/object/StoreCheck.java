package io.memgit.core.object;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Consumer;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Reads all of a store, to find what is not as it was written. */
final class StoreCheck {

    private static final int SUM_BYTES = Constants.OBJECT_ID_LENGTH;

    private final Consumer<String> problem;

    /**
     * @param problem
     *            is told of each, in one sentence
     */
    StoreCheck(Consumer<String> problem) {
        this.problem = problem;
    }

    void check(Tiers tiers) {
        for (Tiers.Frozen hot : tiers.allFrozen())
            hot.generation().forEach(hot.mark(), (id, view) -> checkObject(id, view, "memory"));
        tiers.packs().forEach(this::checkPack);
    }

    private void checkPack(Pack pack) {
        String name = pack.describedPlace();
        for (PackExt ext : PackExt.values())
            readAll(pack.bytesOf(ext));
        try {
            checkSum(name, pack.bytesOf(PackExt.PACK), pack.index());
        } catch (UncheckedIOException e) {
            problem.accept(reason(e));
        }
        try {
            for (PackIndex.MutableEntry entry : pack.index())
                checkEntry(name, pack, entry.toObjectId());
        } catch (UncheckedIOException e) {
            problem.accept(reason(e));
        }
    }

    private void checkEntry(String name, Pack pack, ObjectId id) {
        try {
            ObjectView view = pack.find(id);
            if (view == null)
                problem.accept(name + " lists " + id.name() + " and does not find it");
            else
                checkObject(id, view, name);
        } catch (UncheckedIOException e) {
            problem.accept(id.name() + ": " + reason(e));
        }
    }

    /** A block that is not as it was written is an exception. */
    private void readAll(@Nullable StoredBytes file) {
        if (file == null)
            return;
        try {
            file.forEach(0, file.size(), (_, _, _) -> {});
        } catch (UncheckedIOException e) {
            problem.accept(reason(e));
        }
    }

    private static String reason(UncheckedIOException e) {
        IOException cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    /** A pack ends with the SHA-1 of all before it, which its index repeats. */
    private void checkSum(String name, @Nullable StoredBytes pack, PackIndex index) {
        if (pack == null || pack.size() < SUM_BYTES) {
            problem.accept(name + " has no checksum");
            return;
        }
        MessageDigest digest = Constants.newMessageDigest();
        pack.forEach(0, pack.size() - SUM_BYTES, digest::update);
        byte[] sum = digest.digest();
        byte[] said = new byte[SUM_BYTES];
        pack.read(pack.size() - SUM_BYTES, said, 0, SUM_BYTES);
        if (!Arrays.equals(sum, said))
            problem.accept(name + " has another checksum than it says");
        if (!Arrays.equals(sum, index.getChecksum()))
            problem.accept(name + " is not the pack of its index");
    }

    private void checkObject(ObjectId id, ObjectView view, String place) {
        ObjectId found = ObjectHasher.idOf(view.type(), view.buffer(), view.offset(), view.length());
        if (!found.equals(id))
            problem.accept("%s in %s has the content of %s".formatted(id.name(), place, found.name()));
    }
}
