package io.memgit.core.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectStream;

/**
 * A tar file, compressed with gzip, with the modes and the owner that {@code git archive} writes.
 */
final class TarContainer implements Container {

    private static final int BLOCK = 10_240;
    private static final int BUFFER = 64 * 1024;
    private static final int READ_WRITE = 0664;
    private static final int ALL = 0775;
    private static final int LINK = 0777;
    private static final int COMMENT = 0666;

    private final GZIPOutputStream gzip;
    private final TarArchiveOutputStream tar;
    private final FileTime time;

    TarContainer(OutputStream out, Optional<ObjectId> commit, Instant time) throws IOException {
        this.time = FileTime.from(time);
        gzip = new GZIPOutputStream(out, BUFFER);
        // In this encoding every byte is one character: names come out as they are in the tree.
        tar = new TarArchiveOutputStream(gzip, BLOCK, StandardCharsets.ISO_8859_1.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
        if (commit.isPresent())
            comment(commit.get());
    }

    private void comment(ObjectId commit) throws IOException {
        TarArchiveEntry header = entry("pax_global_header", TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER, COMMENT);
        header.addPaxHeader("comment", commit.name());
        // Written as a whole, and closed by that.
        tar.putArchiveEntry(header);
    }

    @Override
    public void directory(byte[] path) throws IOException {
        tar.putArchiveEntry(entry(text(path) + "/", TarConstants.LF_DIR, ALL));
        tar.closeArchiveEntry();
    }

    @Override
    public void file(byte[] path, boolean executable, ObjectStream content) throws IOException {
        TarArchiveEntry entry = entry(text(path), TarConstants.LF_NORMAL, executable ? ALL : READ_WRITE);
        entry.setSize(content.getSize());
        tar.putArchiveEntry(entry);
        content.transferTo(tar);
        tar.closeArchiveEntry();
    }

    @Override
    public void link(byte[] path, byte[] target) throws IOException {
        TarArchiveEntry entry = entry(text(path), TarConstants.LF_SYMLINK, LINK);
        entry.setLinkName(text(target));
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private TarArchiveEntry entry(String name, byte type, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setMode(mode);
        entry.setSize(0);
        entry.setUserName("root");
        entry.setGroupName("root");
        entry.setLastModifiedTime(time);
        return entry;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void finish() throws IOException {
        tar.finish();
        gzip.finish();
    }

    @Override
    public void close() throws IOException {
        gzip.close();
    }
}
