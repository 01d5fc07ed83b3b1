package io.memgit.core.transport;

import org.jspecify.annotations.Nullable;

/** The version of Git's protocol that a client asks for. */
public enum GitProtocol {

    /** The first one, which everybody speaks. */
    V0,
    /** The first one, with its version said. */
    V1,
    /** Commands instead of an advertisement of all refs. */
    V2;

    /**
     * What the header {@code Git-Protocol} asks for: the highest version that is known here.
     *
     * @param header
     *            keys and values joined by {@code :}, such as {@code version=2}; null when there is
     *            none
     */
    public static GitProtocol of(@Nullable String header) {
        GitProtocol highest = V0;
        if (header == null)
            return highest;
        for (int start = 0; start <= header.length();) {
            int colon = header.indexOf(':', start);
            int end = colon < 0 ? header.length() : colon;
            String part = header.substring(start, end);
            if (part.equals("version=2"))
                highest = V2;
            else if (part.equals("version=1") && highest == V0)
                highest = V1;
            start = end + 1;
        }
        return highest;
    }
}
