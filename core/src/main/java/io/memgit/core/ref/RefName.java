package io.memgit.core.ref;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The full name of a ref: {@code HEAD}, or a name below {@code refs/heads/}, {@code refs/tags/} or
 * {@code refs/notes/}.
 *
 * <p>
 * Every name obeys {@code git check-ref-format}, and is stricter where Git leaves room for harm: no
 * component starts
 * with {@code -} (it would read as an option of a command), the short name is neither {@code HEAD}
 * nor 40 hex digits
 * (it would read as something else), it takes at most {@value #MAX_BYTES} bytes of UTF-8, holds no
 * control character
 * of Unicode and no lone surrogate.
 *
 * @param value
 *            the full name
 */
public record RefName(String value) implements Comparable<RefName> {

    /** The longest name, in bytes of UTF-8. */
    public static final int MAX_BYTES = 255;

    private static final String HEADS = "refs/heads/";
    private static final String TAGS = "refs/tags/";
    private static final String NOTES = "refs/notes/";
    private static final int OBJECT_ID_HEX_DIGITS = 40;

    /**
     * The ref that names a repository's default branch. It can be read under this name, not written.
     */
    public static final RefName HEAD = new RefName("HEAD");

    /**
     * @throws IllegalArgumentException
     *             when {@code value} is not the full name of a ref
     */
    public RefName {
        if (!isReadable(value))
            throw new IllegalArgumentException("not a ref name: " + value);
    }

    /** The ref whose full name is {@code fullName}, or empty when there can be none. */
    public static Optional<RefName> parse(String fullName) {
        return isReadable(fullName) ? Optional.of(new RefName(fullName)) : Optional.empty();
    }

    /** The branch with the short name {@code shortName}, or empty when no branch can have it. */
    public static Optional<RefName> branch(String shortName) {
        return parse(HEADS + shortName);
    }

    /** The tag with the short name {@code shortName}, or empty when no tag can have it. */
    public static Optional<RefName> tag(String shortName) {
        return parse(TAGS + shortName);
    }

    /**
     * Whether a ref of this full name may be created, moved and deleted: all that can be read except
     * {@code HEAD}.
     */
    public static boolean isWritable(String fullName) {
        String shortName = shortNameOf(fullName);
        return shortName.length() < fullName.length() && isWellFormed(fullName) && isUnambiguous(shortName);
    }

    /** Whether this is {@code HEAD} itself. */
    public boolean isHead() {
        return value.equals("HEAD");
    }

    /** Whether this names a branch. */
    public boolean isBranch() {
        return value.startsWith(HEADS);
    }

    /** Whether this names a tag. */
    public boolean isTag() {
        return value.startsWith(TAGS);
    }

    /**
     * The name without {@code refs/heads/}, {@code refs/tags/} or {@code refs/notes/}; {@code HEAD} for
     * itself.
     */
    public String shortName() {
        return shortNameOf(value);
    }

    /** In the order of the names' UTF-16 units. */
    @Override
    public int compareTo(RefName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isReadable(String name) {
        return name.equals("HEAD") || isWritable(name);
    }

    private static String shortNameOf(String name) {
        if (name.startsWith(HEADS))
            return name.substring(HEADS.length());
        if (name.startsWith(TAGS))
            return name.substring(TAGS.length());
        if (name.startsWith(NOTES))
            return name.substring(NOTES.length());
        return name;
    }

    private static boolean isUnambiguous(String shortName) {
        return !shortName.equals("HEAD") && !isObjectId(shortName);
    }

    private static boolean isObjectId(String shortName) {
        return shortName.length() == OBJECT_ID_HEX_DIGITS && shortName.chars()
                .allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
    }

    private static boolean isWellFormed(String name) {
        return name.length() <= MAX_BYTES && (isPlain(name) || isWellFormedThoughUnusual(name));
    }

    // Most names are of these characters alone, and are judged in one pass.
    private static boolean isPlain(String name) {
        boolean begins = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            if (!word && (begins || (c != '-' && c != '/')))
                return false;
            begins = c == '/';
        }
        return !begins;
    }

    private static boolean isWellFormedThoughUnusual(String name) {
        return hasGoodCharacters(name) && hasGoodComponents(name)
                && utf8Length(name) <= MAX_BYTES;
    }

    private static boolean hasGoodCharacters(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isISOControl(c) || " ~^:?*[\\".indexOf(c) >= 0)
                return false;
            if (c == '@' && name.startsWith("@{", i))
                return false;
            if (c == '.' && name.startsWith("..", i))
                return false;
            if (Character.isSurrogate(c)) {
                if (!Character.isSurrogatePair(c, i + 1 < name.length() ? name.charAt(i + 1) : ' '))
                    return false;
                i++;
            }
        }
        return !name.endsWith(".");
    }

    private static boolean hasGoodComponents(String name) {
        int start = 0;
        while (true) {
            int slash = name.indexOf('/', start);
            int end = slash < 0 ? name.length() : slash;
            if (start == end || name.charAt(start) == '.' || name.charAt(start) == '-')
                return false;
            if (end - start >= 5 && name.startsWith(".lock", end - 5))
                return false;
            if (slash < 0)
                return true;
            start = slash + 1;
        }
    }

    private static int utf8Length(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
