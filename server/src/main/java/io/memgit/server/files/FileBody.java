package io.memgit.server.files;

import io.memgit.core.browse.FileContent;
import io.memgit.core.browse.FileEntry;
import io.memgit.server.reading.Point;
import io.memgit.server.web.JsonWriting;
import java.util.Base64;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A file with its content. It writes itself, since this is what is asked for most.
 *
 * @param ref
 *            the revision as it was named
 * @param commit
 *            the commit it was read at; null where a tag names a tree
 * @param content
 *            the text or its base64; of a symbolic link, the target
 * @param encoding
 *            {@code utf-8} for UTF-8 without NUL, else {@code base64}
 * @param size
 *            of the content in bytes
 * @param mode
 *            six octal digits
 * @param hash
 *            the blob
 */
public record FileBody(String path, String ref, @Nullable ObjectId commit, String content, String encoding, long size,
        String mode, ObjectId hash) implements JsonWriting {

    /** A file as it was read at a point. */
    public static FileBody of(FileContent file, Point point) {
        FileEntry entry = file.entry();
        String text = FileText.of(file.bytes());
        return new FileBody(entry.path().text(), point.ref(), point.commit(),
                text == null ? Base64.getEncoder().encodeToString(file.bytes()) : text,
                text == null ? "base64" : "utf-8", entry.size(), entry.mode().octal(), entry.blob());
    }

    @Override
    public void writeTo(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("path", path);
        json.writeStringProperty("ref", ref);
        if (commit == null)
            json.writeNullProperty("commit");
        else
            json.writeStringProperty("commit", commit.name());
        json.writeStringProperty("content", content);
        json.writeStringProperty("encoding", encoding);
        json.writeNumberProperty("size", size);
        json.writeStringProperty("mode", mode);
        json.writeStringProperty("hash", hash.name());
        json.writeEndObject();
    }
}
