package io.memgit.server.repos;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a repository is made of after it was folded.
 *
 * @param packs
 *            how many packs there are
 * @param objects
 *            how many objects
 * @param sizeBytes
 *            the memory that they take
 * @param durationMs
 *            how long it took
 */
record MaintenanceBody(int packs, long objects, long sizeBytes, long durationMs) {

    /** The same with the names that JSON has. */
    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("packs", packs);
        map.put("objects", objects);
        map.put("size_bytes", sizeBytes);
        map.put("duration_ms", durationMs);
        return map;
    }
}
