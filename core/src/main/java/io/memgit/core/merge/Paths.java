package io.memgit.core.merge;

import io.memgit.core.browse.GitPath;
import java.nio.charset.StandardCharsets;

/** Paths as text in which every byte is one character. The root is the empty path. */
final class Paths {

    private Paths() {}

    /** The path without its last name. */
    static String directory(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** The last name of a path. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String child(String directory, String name) {
        return directory.isEmpty() ? name : directory + '/' + name;
    }

    static GitPath gitPath(String path) {
        return GitPath.ofRaw(path.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A text as bytes of UTF-8, each of them one character. */
    static String ofText(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The text that {@link #ofText} was made of. */
    static String text(String path) {
        return new String(path.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
