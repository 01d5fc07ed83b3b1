package io.memgit.core.browse;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Holds what is written to it up to a limit, and nothing any more beyond. */
final class BoundedBuffer extends OutputStream {

    private final long limit;
    private ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean overflowed;

    BoundedBuffer(long limit) {
        this.limit = limit;
    }

    @Override
    public void write(int b) {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (!overflowed && held.size() + (long) length > limit) {
            overflowed = true;
            held = new ByteArrayOutputStream();
        }
        if (!overflowed)
            held.write(bytes, offset, length);
    }

    boolean hasOverflowed() {
        return overflowed;
    }

    int size() {
        return held.size();
    }

    /** What is held as text, or empty when it is not UTF-8. */
    Optional<String> utf8() {
        try {
            return Optional
                    .of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(held.toByteArray())).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
