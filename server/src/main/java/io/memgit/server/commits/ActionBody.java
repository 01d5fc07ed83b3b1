package io.memgit.server.commits;

import io.memgit.core.commit.BlobMode;
import java.util.Locale;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * One step of a commit.
 *
 * @param op
 *            what is done
 * @param path
 *            the file it is done to
 * @param from
 *            move, copy: the file that is there
 * @param content
 *            put, create, update, move: the new content
 * @param encoding
 *            of the content; utf-8 when it is not given
 * @param blob
 *            in place of the content: a blob that the caller may see
 * @param expectedBlob
 *            the blob that the file must have
 * @param mode
 *            the file keeps its own, or is 100644, when it is not given
 */
public record ActionBody(Op op, String path, @Nullable String from, @Nullable String content,
        @Nullable Encoding encoding,
        @Nullable ObjectId blob, @Nullable ObjectId expectedBlob, @Nullable Mode mode) {

    /** What is done to a file. */
    public enum Op {
        PUT, CREATE, UPDATE, DELETE, MOVE, COPY, CHMOD;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a content is written in JSON. */
    public enum Encoding {
        UTF_8("utf-8"), BASE64("base64");

        private final String text;

        Encoding(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What a file is. */
    public enum Mode {
        REGULAR(BlobMode.REGULAR), EXECUTABLE(BlobMode.EXECUTABLE), SYMLINK(BlobMode.SYMLINK);

        private final BlobMode mode;

        Mode(BlobMode mode) {
            this.mode = mode;
        }

        /** The same in core. */
        public BlobMode mode() {
            return mode;
        }

        @Override
        public String toString() {
            return mode.octal();
        }
    }
}
