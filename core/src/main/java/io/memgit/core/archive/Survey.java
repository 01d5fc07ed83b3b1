package io.memgit.core.archive;

import java.io.IOException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectReader;

/** Counts what an archive would hold. */
final class Survey implements ArchiveEntries {

    private final ObjectReader reader;
    private final ArchiveMeter meter;
    private long entries;

    Survey(ObjectReader reader, ArchiveMeter meter) {
        this.reader = reader;
        this.meter = meter;
    }

    @Override
    public void directory(byte[] path) {
        entries++;
    }

    @Override
    public void file(byte[] path, boolean executable, AnyObjectId blob) throws IOException {
        entries++;
        meter.content(reader.getObjectSize(blob, Constants.OBJ_BLOB));
    }

    @Override
    public void link(byte[] path, AnyObjectId blob) throws IOException {
        entries++;
        long size = reader.getObjectSize(blob, Constants.OBJ_BLOB);
        meter.path(size);
        meter.content(size);
    }

    long entries() {
        return entries;
    }
}
