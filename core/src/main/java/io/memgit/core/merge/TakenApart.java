package io.memgit.core.merge;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What the files are made of that one side's renames are looked for among. Those that do not fit
 * into memory together are taken apart anew, which takes time, and that has its limit.
 */
final class TakenApart {

    private static final long CAPACITY = Math.clamp(Runtime.getRuntime().maxMemory() / 32, 4L << 20, 256L << 20);

    private final MergeObjects objects;
    private final MergeMeter meter;
    private final long capacity;
    private final Map<ObjectId, Alikeness> known = new HashMap<>();
    private long bytes;

    TakenApart(MergeObjects objects, MergeMeter meter) {
        this(objects, meter, CAPACITY);
    }

    TakenApart(MergeObjects objects, MergeMeter meter, long capacity) {
        this.objects = objects;
        this.meter = meter;
        this.capacity = capacity;
    }

    Alikeness of(ObjectId blob) throws IOException, MergeLimitException {
        Alikeness taken = known.get(blob);
        if (taken != null)
            return taken;
        byte[] content = objects.blob(blob);
        meter.work(content.length);
        taken = Alikeness.of(content);
        if (bytes + taken.bytes() > capacity) {
            known.clear();
            bytes = 0;
        }
        known.put(blob, taken);
        bytes += taken.bytes();
        return taken;
    }

    /** The memory that is taken. */
    long bytes() {
        return bytes;
    }
}
