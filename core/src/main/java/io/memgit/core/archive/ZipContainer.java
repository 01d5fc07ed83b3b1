package io.memgit.core.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.X5455_ExtendedTimestamp;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipLong;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectStream;

/** A zip file. */
final class ZipContainer implements Container {

    private static final int FILE = 0100644;
    private static final int EXECUTABLE = 0100755;
    private static final int DIRECTORY = 040755;
    private static final int LINK = 0120777;
    // What readers take names for that are not marked as UTF-8.
    private static final Charset UNMARKED = Charset.forName("IBM437");

    private final ZipArchiveOutputStream zip;
    private final Instant time;

    ZipContainer(OutputStream out, Optional<ObjectId> commit, Instant time) {
        this.time = time;
        zip = new ZipArchiveOutputStream(out);
        zip.setEncoding(StandardCharsets.US_ASCII.name());
        // Names that are not ASCII are UTF-8, and marked so.
        zip.setFallbackToUTF8(true);
        zip.setUseZip64(Zip64Mode.AsNeeded);
        commit.ifPresent(id -> zip.setComment(id.name()));
    }

    @Override
    public void directory(byte[] path) throws IOException {
        ZipArchiveEntry entry = entry(text(path) + "/", DIRECTORY);
        entry.setMethod(ZipArchiveEntry.STORED);
        entry.setSize(0);
        entry.setCrc(0);
        zip.putArchiveEntry(entry);
        zip.closeArchiveEntry();
    }

    @Override
    public void file(byte[] path, boolean executable, ObjectStream content) throws IOException {
        ZipArchiveEntry entry = entry(text(path), executable ? EXECUTABLE : FILE);
        entry.setMethod(ZipArchiveEntry.DEFLATED);
        entry.setSize(content.getSize());
        zip.putArchiveEntry(entry);
        content.transferTo(zip);
        zip.closeArchiveEntry();
    }

    @Override
    public void link(byte[] path, byte[] target) throws IOException {
        ZipArchiveEntry entry = entry(text(path), LINK);
        entry.setMethod(ZipArchiveEntry.DEFLATED);
        entry.setSize(target.length);
        zip.putArchiveEntry(entry);
        zip.write(target);
        zip.closeArchiveEntry();
    }

    private ZipArchiveEntry entry(String name, int mode) {
        ZipArchiveEntry entry = new ExactEntry(name, mode);
        // The old field has no time zone: what it shows must not depend on the server's.
        entry.setTime(time.atOffset(ZoneOffset.UTC).toLocalDateTime().atZone(ZoneId.systemDefault()).toInstant()
                .toEpochMilli());
        long seconds = time.getEpochSecond();
        if (seconds == (int) seconds) {
            X5455_ExtendedTimestamp exact = new X5455_ExtendedTimestamp();
            exact.setModifyTime(new ZipLong(seconds & 0xffffffffL));
            entry.addExtraField(exact);
        }
        return entry;
    }

    /** An entry whose name keeps its backslashes, which mean nothing on Unix. */
    private static final class ExactEntry extends ZipArchiveEntry {

        ExactEntry(String name, int mode) {
            super(name);
            setUnixMode(mode);
            setName(name);
        }
    }

    /** A name as readers show it; one that is not UTF-8 as those show it that know one-byte names. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, UNMARKED);
        }
    }

    @Override
    public void finish() throws IOException {
        zip.finish();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
