package io.memgit.server.web;

/**
 * A query parameter that a route understands; any other is refused by name.
 *
 * @param name
 *            as it stands in the URL, snake_case
 * @param type
 *            how its values are read, for the API document
 * @param description
 *            one line for the API document
 */
public record QueryParam(String name, Type type, String description) {

    /** How a value is read. */
    public enum Type {
        TEXT,
        /** May be given several times. */
        TEXTS, FLAG, NUMBER, INSTANT
    }

    public static final QueryParam REF = text("ref",
            "Branch, tag, full ref name, commit hash or revision expression; the default branch when absent.");
    public static final QueryParam WORKSPACE = text("workspace",
            "Read the uncommitted state of this workspace of the caller in place of a revision.");
    public static final QueryParam AT = instant("at",
            "Read branches and tags as they were recorded at this time; not together with a hash.");
    public static final QueryParam LIMIT = number("limit", "At most this many items, 1 to 1000.");
    public static final QueryParam CURSOR = text("cursor", "The next_cursor of the page before.");
    public static final QueryParam OFFSET = number("offset", "Skip this many items; not together with cursor.");
    public static final QueryParam DRY_RUN = flag("dry_run", "Say what would happen, change nothing.");

    public static QueryParam text(String name, String description) {
        return new QueryParam(name, Type.TEXT, description);
    }

    public static QueryParam texts(String name, String description) {
        return new QueryParam(name, Type.TEXTS, description);
    }

    public static QueryParam flag(String name, String description) {
        return new QueryParam(name, Type.FLAG, description);
    }

    public static QueryParam number(String name, String description) {
        return new QueryParam(name, Type.NUMBER, description);
    }

    public static QueryParam instant(String name, String description) {
        return new QueryParam(name, Type.INSTANT, description);
    }
}
