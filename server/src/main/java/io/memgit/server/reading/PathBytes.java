package io.memgit.server.reading;

import io.memgit.core.browse.GitPath;
import java.util.Base64;
import java.util.Optional;

/** Shows the bytes of paths that are not UTF-8 and so cannot be read from their text. */
public final class PathBytes {

    private PathBytes() {}

    /** The path's bytes as base64; empty where its text says it all. */
    public static Optional<String> base64(GitPath path) {
        return path.isUtf8() ? Optional.empty() : Optional.of(Base64.getEncoder().encodeToString(path.bytes()));
    }
}
