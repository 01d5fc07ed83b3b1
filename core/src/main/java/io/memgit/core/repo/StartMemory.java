package io.memgit.core.repo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a start within its memory. What a snapshot had in memory and what the log brings again may
 * be more than the heap takes, and nothing else makes room before all of it was applied: not the
 * {@link Pool}, which folds, because a fold drops what a later entry of the log may build on.
 *
 * <p>
 * Used on the thread that applies.
 */
final class StartMemory {

    private static final Logger LOG = LoggerFactory.getLogger(StartMemory.class);
    /** Measuring asks every repository, so it is done once this part of what there is has come. */
    private static final int MEASURED_PART = 8;

    private final long most;
    private long unmeasured;
    private boolean failed;

    /**
     * @param most
     *            what hot objects may take, in bytes
     */
    StartMemory(long most) {
        this.most = most;
    }

    /** Whether so much at once would be too much. */
    boolean isLarge(long bytes) {
        return bytes > most / MEASURED_PART;
    }

    /**
     * So much has come into memory: makes room when it is too much.
     *
     * @param complete
     *            the repositories that may give room
     * @param all
     *            these, and those that are not complete yet
     */
    void came(long bytes, Collection<MemoryRepository> complete, Collection<MemoryRepository> all) {
        unmeasured += bytes;
        if (failed || unmeasured < most / MEASURED_PART)
            return;
        unmeasured = 0;
        long taken = takenBy(complete);
        if (taken > most)
            makeRoom(complete, all, taken);
    }

    private void makeRoom(Collection<MemoryRepository> complete, Collection<MemoryRepository> all, long taken) {
        // What several share gives no room before the last of them is copied.
        Map<Object, Integer> sharers = new HashMap<>();
        all.forEach(each -> each.objects().countSharers(sharers));
        List<MemoryRepository> largest = new ArrayList<>(complete);
        largest.sort(Comparator.comparingLong((MemoryRepository each) -> each.objects().ownHotBytes(sharers))
                .reversed());
        long began = System.nanoTime();
        int count = 0;
        long left = taken;
        try {
            for (MemoryRepository each : largest) {
                long bytes = each.objects().ownHotBytes(sharers);
                // Down to half, so that the next time is not soon.
                if (left <= most / 2 || bytes == 0)
                    break;
                left -= each.offload() ? bytes : 0;
                count++;
            }
            LOG.info("the hot objects of {} repositories went to files to make room, in {} ms", count,
                    (System.nanoTime() - began) / 1_000_000);
        } catch (IOException | UncheckedIOException e) {
            // It may fit nevertheless, and a full disk must not keep anybody from reading.
            failed = true;
            LOG.warn("what the log brings stays in memory, for want of files", e);
        }
    }

    private static long takenBy(Collection<MemoryRepository> repositories) {
        Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        return repositories.stream().mapToLong(each -> each.objects().memoryBytes(counted)).sum();
    }
}
