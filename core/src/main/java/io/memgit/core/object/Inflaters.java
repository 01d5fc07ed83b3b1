package io.memgit.core.object;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates single objects of packs, with inflaters that are used again. */
final class Inflaters {

    private static final int BUFFER_BYTES = 8 << 10;
    private static final IdlePool<Tool> IDLE = new IdlePool<>(Tool::new);

    /** An inflater, and room for what it reads. */
    private static final class Tool {
        final Inflater inflater = new Inflater();
        final byte[] buffer = new byte[BUFFER_BYTES];
    }

    private Inflaters() {}

    /**
     * The content of the zlib stream that begins at {@code position}, which has exactly {@code length}
     * bytes.
     */
    static byte[] inflate(StoredBytes from, long position, int length) throws DataFormatException {
        byte[] content = new byte[length];
        Tool tool = IDLE.take();
        try {
            from.inflate(position, tool.inflater, tool.buffer, content);
            return content;
        } finally {
            giveBack(tool);
        }
    }

    /**
     * As {@link #inflate}, for the first {@code length} bytes of a stream that has at least so many.
     */
    static byte[] inflatePrefix(StoredBytes from, long position, int length) throws DataFormatException {
        byte[] content = new byte[length];
        Tool tool = IDLE.take();
        try {
            from.inflatePrefix(position, tool.inflater, tool.buffer, content);
            return content;
        } finally {
            giveBack(tool);
        }
    }

    private static void giveBack(Tool tool) {
        tool.inflater.reset();
        Tool surplus = IDLE.giveBack(tool);
        if (surplus != null)
            surplus.inflater.end();
    }
}
