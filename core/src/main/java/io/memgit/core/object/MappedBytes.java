package io.memgit.core.object;

import io.memgit.core.file.MappedFile;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A file on disk, read where the page cache has it. */
record MappedBytes(MappedFile file) implements StoredBytes {

    private static final int STEP_BYTES = 64 << 10;

    @Override
    public long size() {
        return file.size();
    }

    /** None to speak of: the page cache is the system's to take away. */
    @Override
    public long memoryBytes() {
        return 0;
    }

    @Override
    public int byteAt(long position) {
        return file.byteAt(position);
    }

    @Override
    public int intAt(long position) {
        return file.intAt(position);
    }

    @Override
    public long longAt(long position) {
        return file.longAt(position);
    }

    @Override
    public int read(long position, byte[] target, int offset, int length) {
        return file.read(position, target, offset, length);
    }

    @Override
    public int read(long position, ByteBuffer target) {
        return file.read(position, target);
    }

    @Override
    public long feed(Inflater inflater, long position, byte[] buffer) throws DataFormatException {
        int got = file.read(position, buffer, 0, buffer.length);
        if (got == 0)
            throw new DataFormatException("ends after " + size() + " bytes");
        inflater.setInput(buffer, 0, got);
        return position + got;
    }

    @Override
    public void forEach(long from, long to, Sink sink) {
        byte[] step = new byte[(int) Math.min(STEP_BYTES, Math.max(0, to - from))];
        for (long position = from; position < to;) {
            int got = file.read(position, step, 0, (int) Math.min(step.length, to - position));
            sink.accept(step, 0, got);
            position += got;
        }
    }
}
