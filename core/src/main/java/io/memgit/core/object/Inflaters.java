package io.memgit.core.object;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates single objects of packs, with inflaters that are used again. */
final class Inflaters {

    private static final IdlePool<Inflater> IDLE = new IdlePool<>(Inflater::new);

    private Inflaters() {}

    /**
     * The content of the zlib stream that begins at {@code position}, which has exactly {@code length}
     * bytes.
     */
    static byte[] inflate(ChunkedBytes from, long position, int length) throws DataFormatException {
        byte[] content = new byte[length];
        Inflater inflater = IDLE.take();
        try {
            from.inflate(position, inflater, content);
            return content;
        } finally {
            giveBack(inflater);
        }
    }

    /**
     * As {@link #inflate}, for the first {@code length} bytes of a stream that has at least so many.
     */
    static byte[] inflatePrefix(ChunkedBytes from, long position, int length) throws DataFormatException {
        byte[] content = new byte[length];
        Inflater inflater = IDLE.take();
        try {
            from.inflatePrefix(position, inflater, content);
            return content;
        } finally {
            giveBack(inflater);
        }
    }

    private static void giveBack(Inflater inflater) {
        inflater.reset();
        Inflater surplus = IDLE.giveBack(inflater);
        if (surplus != null)
            surplus.end();
    }
}
