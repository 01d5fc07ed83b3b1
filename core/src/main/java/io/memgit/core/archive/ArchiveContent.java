package io.memgit.core.archive;

import java.io.IOException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ObjectStream;

/** Brings the entries of an archive into its container. */
final class ArchiveContent implements ArchiveEntries {

    private final ObjectReader reader;
    private final Container container;

    ArchiveContent(ObjectReader reader, Container container) {
        this.reader = reader;
        this.container = container;
    }

    @Override
    public void directory(byte[] path) throws IOException {
        container.directory(path);
    }

    @Override
    public void file(byte[] path, boolean executable, AnyObjectId blob) throws IOException {
        try (ObjectStream content = reader.open(blob, Constants.OBJ_BLOB).openStream()) {
            container.file(path, executable, content);
        }
    }

    @Override
    public void link(byte[] path, AnyObjectId blob) throws IOException {
        container.link(path, reader.open(blob, Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE));
    }
}
