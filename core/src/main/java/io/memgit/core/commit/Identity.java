package io.memgit.core.commit;

/**
 * The author or committer of a commit, or the tagger of a tag.
 *
 * @param name
 *            not blank: Git takes no commit of nobody
 * @param email
 *            may be empty
 * @param epochSeconds
 *            when, in seconds since 1970
 * @param offsetMinutes
 *            how far the person's local time is ahead of UTC
 */
public record Identity(String name, String email, long epochSeconds, int offsetMinutes) {

    private static final int MAX_OFFSET_MINUTES = 24 * 60;

    /**
     * @throws IllegalArgumentException
     *             when the name is blank, name or email hold a character that would break Git's header
     *             ({@code <},
     *             {@code >}, a line end, NUL), the time is before 1970 or the offset a day or more
     */
    public Identity {
        if (name.isBlank())
            throw new IllegalArgumentException("a person without a name");
        if (!isHeaderText(name) || !isHeaderText(email))
            throw new IllegalArgumentException("names and addresses hold no angle brackets, line ends or NUL");
        if (epochSeconds < 0 || Math.abs(offsetMinutes) >= MAX_OFFSET_MINUTES)
            throw new IllegalArgumentException("a time that a commit cannot hold");
    }

    /** Whether {@code text} can stand in a header as a name or address. */
    public static boolean isHeaderText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<' || c == '>' || c == '\n' || c == '\r' || c == 0)
                return false;
        }
        return true;
    }
}
