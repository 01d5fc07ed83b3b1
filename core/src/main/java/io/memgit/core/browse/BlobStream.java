package io.memgit.core.browse;

import java.io.FilterInputStream;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ObjectStream;

/** The content of a blob; closing it gives back what reads it. */
final class BlobStream extends FilterInputStream {

    private final ObjectReader reader;

    BlobStream(ObjectStream content, ObjectReader reader) {
        super(content);
        this.reader = reader;
    }

    @Override
    public void close() throws IOException {
        try (reader) {
            super.close();
        }
    }
}
