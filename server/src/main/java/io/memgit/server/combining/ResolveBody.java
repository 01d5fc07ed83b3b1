package io.memgit.server.combining;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to resolve a conflict.
 *
 * @param files
 *            one for each file in conflict
 */
record ResolveBody(List<File> files) {

    /**
     * How a file is to be.
     *
     * @param path
     *            as the conflict tells it
     * @param pathBase64
     *            in its place, for one that is not UTF-8
     * @param use
     *            content when it is not given
     * @param content
     *            what it is to hold
     * @param encoding
     *            of the content; utf-8 when it is not given
     * @param mode
     *            of the content: 100644, 100755 or 120000; the file keeps its own when it is not given
     */
    record File(@Nullable String path, @Nullable String pathBase64, @Nullable Use use, @Nullable String content,
            @Nullable String encoding, @Nullable String mode) {}

    /** Which version a file takes. */
    enum Use {
        OURS, THEIRS, BASE, CONTENT, DELETE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
