package io.memgit.core.object;

import io.memgit.core.limits.PushLimits;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.sha1.SHA1;

/**
 * A pack while it comes in: all bytes go straight to where they stay, and are inflated from there.
 * Used by the receiving thread.
 */
final class PackStream implements AutoCloseable {

    private static final int STEP_BYTES = 64 << 10;
    /** What an announced length is believed at once; beyond that, bytes have to come first. */
    private static final int TRUSTED_BYTES = 1 << 20;

    private final InputStream in;
    private final PushLimits limits;
    private final GrowingBytes pack;
    private final MessageDigest digest = Constants.newMessageDigest();
    private final CRC32 checksum = new CRC32();
    private final Inflater inflater = new Inflater();
    private final byte[] buffer = new byte[STEP_BYTES];
    private long position;
    private long digested;

    /**
     * @param pack
     *            takes the bytes
     */
    PackStream(InputStream in, GrowingBytes pack, PushLimits limits) {
        this.in = in;
        this.pack = pack;
        this.limits = limits;
    }

    GrowingBytes pack() {
        return pack;
    }

    /** Where the next byte is read from. */
    long position() {
        return position;
    }

    /** The next byte, as 0 to 255. */
    int read() throws IOException {
        while (position == pack.size())
            fill();
        return pack.byteAt(position++);
    }

    int readInt() throws IOException {
        return read() << 24 | read() << 16 | read() << 8 | read();
    }

    ObjectId readId() throws IOException {
        byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
        for (int i = 0; i < raw.length; i++)
            raw[i] = (byte) read();
        return ObjectId.fromRaw(raw);
    }

    /** The CRC-32 of all bytes from {@code start} to here. */
    int checksumFrom(long start) {
        checksum.reset();
        pack.forEach(start, position, checksum::update);
        return (int) checksum.getValue();
    }

    /** Inflates what comes next, which has exactly {@code length} bytes. */
    byte[] inflate(int length) throws IOException {
        byte[] content = new byte[Math.min(length, TRUSTED_BYTES)];
        inflater.reset();
        for (int done = inflateSome(content, 0); done < length; done = inflateSome(content, done)) {
            if (done < content.length)
                throw differentLength(length);
            content = Arrays.copyOf(content, (int) Math.min(length, 2L * content.length));
        }
        finish(length);
        return content;
    }

    /** Inflates what comes next, which has exactly {@code length} bytes, only to identify it. */
    ObjectId inflateToHash(int type, int length) throws IOException {
        SHA1 sha1 = ObjectHasher.foreign(type, length);
        byte[] step = new byte[STEP_BYTES];
        inflater.reset();
        int done = 0;
        int got;
        do {
            got = inflateSome(step, 0);
            if (got > length - done)
                throw differentLength(length);
            sha1.update(step, 0, got);
            done += got;
        } while (got == step.length);
        if (done < length)
            throw differentLength(length);
        finish(length);
        return sha1.toObjectId();
    }

    /** Reads the checksum of the pack, behind which nothing may follow that was read already. */
    void end() throws IOException {
        digestUpTo(position);
        byte[] expected = digest.digest();
        byte[] raw = new byte[Constants.OBJECT_ID_LENGTH];
        for (int i = 0; i < raw.length; i++)
            raw[i] = (byte) read();
        if (!MessageDigest.isEqual(expected, raw))
            throw new CorruptObjectException("the pack's checksum is wrong");
        if (position < pack.size())
            throw new PackRefusedException("something follows the pack");
    }

    @Override
    public void close() {
        inflater.end();
    }

    // Fills the rest of the target or ends with the stream; returns where the bytes end.
    private int inflateSome(byte[] target, int from) throws IOException {
        int done = from;
        try {
            while (done < target.length && !inflater.finished()) {
                if (inflater.needsInput())
                    feed();
                int got = inflater.inflate(target, done, target.length - done);
                if (got == 0 && !inflater.needsInput() && !inflater.finished())
                    throw new CorruptObjectException("an object of the pack needs a dictionary");
                done += got;
            }
        } catch (DataFormatException e) {
            throw damaged(e);
        }
        return done;
    }

    // The end of the stream may still be unread when its content is complete.
    private void finish(int length) throws IOException {
        byte[] more = new byte[1];
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput())
                    feed();
                if (inflater.inflate(more) > 0)
                    throw differentLength(length);
            }
        } catch (DataFormatException e) {
            throw damaged(e);
        }
        position -= inflater.getRemaining();
        if (position - digested >= STEP_BYTES)
            digestUpTo(position);
    }

    private void feed() throws IOException, DataFormatException {
        while (position == pack.size())
            fill();
        position = pack.feed(inflater, position, buffer);
    }

    private void fill() throws IOException {
        if (pack.fill(in) < 0)
            throw new EOFException("the pack ends early");
        if (pack.size() > limits.packSize().bytes())
            throw new PackRefusedException("the pack has more than " + limits.packSize().bytes() + " bytes");
    }

    private void digestUpTo(long end) {
        pack.forEach(digested, end, digest::update);
        digested = end;
    }

    private static CorruptObjectException differentLength(int length) {
        return new CorruptObjectException("an object of the pack has not the %d bytes it announces".formatted(length));
    }

    private static CorruptObjectException damaged(DataFormatException e) {
        CorruptObjectException corrupt = new CorruptObjectException("the pack is damaged: " + e.getMessage());
        corrupt.initCause(e);
        return corrupt;
    }
}
