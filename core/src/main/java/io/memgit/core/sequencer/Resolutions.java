package io.memgit.core.sequencer;

import io.memgit.core.merge.ConflictSide;
import io.memgit.core.merge.ConflictedFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * How conflicts on the way of an operation were resolved. Each belongs to the commit that was
 * being applied and to the three versions of each file: where the branch has moved meanwhile, it
 * counts as long as these are the same.
 */
final class Resolutions {

    /** About what the versions of a file take and how it was resolved, without its path and content. */
    private static final int FILE_BYTES = 400;
    /** The path is in each version, and beside them. */
    private static final int PATH_COPIES = 5;

    static final Resolutions NONE = new Resolutions(Map.of(), 0);

    private final Map<Key, List<FileResolution>> known;
    private final long bytes;

    private Resolutions(Map<Key, List<FileResolution>> known, long bytes) {
        this.known = known;
        this.bytes = bytes;
    }

    /** What tells one conflict from another. */
    record Key(ObjectId commit, List<Versions> files) {

        static Key of(SequencerOutcome.Conflict conflict) {
            return new Key(conflict.commit(), conflict.files().stream().map(Versions::of).toList());
        }
    }

    /** The versions of a file. */
    record Versions(String path, Optional<ConflictSide> base, Optional<ConflictSide> ours,
            Optional<ConflictSide> theirs) {

        static Versions of(ConflictedFile file) {
            return new Versions(file.path().text(), file.base(), file.ours(), file.theirs());
        }
    }

    /** How this conflict was resolved, or null when it was not. */
    @Nullable
    List<FileResolution> of(SequencerOutcome.Conflict conflict) {
        return known.isEmpty() ? null : known.get(Key.of(conflict));
    }

    Resolutions with(Key conflict, List<FileResolution> files) {
        Map<Key, List<FileResolution>> more = new HashMap<>(known);
        List<FileResolution> before = more.put(conflict, List.copyOf(files));
        long sum = bytes + bytesOf(conflict, files) - (before == null ? 0 : bytesOf(conflict, before));
        return new Resolutions(Map.copyOf(more), sum);
    }

    /** About the memory that they take, in bytes. */
    long bytes() {
        return bytes;
    }

    private static long bytesOf(Key conflict, List<FileResolution> files) {
        long sum = 0;
        for (Versions file : conflict.files())
            sum += FILE_BYTES + (long) PATH_COPIES * file.path().length();
        for (FileResolution file : files)
            sum += file instanceof FileResolution.Write write ? write.content().length : 0;
        return sum;
    }
}
