package io.memgit.core.archive;

import io.memgit.core.browse.GitPath;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What stands before every path of an archive. It is put there as it is: without a slash at its end
 * it begins the first name.
 *
 * @param text
 *            empty, or a relative path without empty names, {@code .} and {@code ..}
 */
public record ArchivePrefix(String text) {

    /** No prefix. */
    public static final ArchivePrefix NONE = new ArchivePrefix("");

    /**
     * @throws IllegalArgumentException
     *             when {@code text} could lead out of the folder that the archive is unpacked in
     */
    public ArchivePrefix {
        if (!isInside(text))
            throw new IllegalArgumentException("no prefix of an archive");
    }

    /** The prefix, or empty when it could lead out of the folder that the archive is unpacked in. */
    public static Optional<ArchivePrefix> parse(String text) {
        return isInside(text) ? Optional.of(new ArchivePrefix(text)) : Optional.empty();
    }

    // Backslashes and drives would lead out on systems that know them.
    private static boolean isInside(String text) {
        if (text.isEmpty())
            return true;
        String names = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        boolean drive = names.length() > 1 && names.charAt(1) == ':' && Character.isLetter(names.charAt(0));
        return !names.isEmpty() && !drive && names.indexOf('\\') < 0 && GitPath.parse(names).isPresent();
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it names a directory, which then is an entry of its own. */
    boolean isDirectory() {
        return text.endsWith("/");
    }
}
