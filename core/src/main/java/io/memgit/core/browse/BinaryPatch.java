package io.memgit.core.browse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ObjectStream;
import org.eclipse.jgit.util.Base85;

/**
 * Writes the contents of a binary file as {@code git apply} takes them: each side whole, deflated
 * and in base 85, the new one first, so that the patch can be reversed.
 */
final class BinaryPatch {

    private static final int BYTES_OF_LINE = 52;
    private static final int LETTERS = 26;

    private final ObjectReader reader;
    private final OutputStream out;

    BinaryPatch(ObjectReader reader, OutputStream out) {
        this.reader = reader;
        this.out = out;
    }

    void write(Change change) throws IOException {
        ascii("GIT binary patch\n");
        writeSide(change.newMode(), change.newId());
        writeSide(change.oldMode(), change.oldId());
    }

    private void writeSide(int mode, ObjectId id) throws IOException {
        if (mode == 0) {
            ascii("literal 0\n");
            writeLines(InputStream.nullInputStream());
            return;
        }
        try (ObjectStream content = reader.open(id, Constants.OBJ_BLOB).openStream()) {
            ascii("literal " + content.getSize() + "\n");
            writeLines(content);
        }
    }

    private void writeLines(InputStream content) throws IOException {
        Deflater deflater = new Deflater();
        try (InputStream deflated = new DeflaterInputStream(content, deflater)) {
            byte[] line = new byte[BYTES_OF_LINE];
            int count;
            while ((count = deflated.readNBytes(line, 0, BYTES_OF_LINE)) > 0) {
                out.write(count <= LETTERS ? 'A' + count - 1 : 'a' + count - LETTERS - 1);
                out.write(Base85.encode(line, 0, count));
                out.write('\n');
            }
        } finally {
            deflater.end();
        }
        out.write('\n');
    }

    private void ascii(String text) throws IOException {
        out.write(Constants.encodeASCII(text));
    }
}
