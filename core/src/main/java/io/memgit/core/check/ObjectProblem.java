package io.memgit.core.check;

import org.eclipse.jgit.errors.CorruptObjectException;

/** Why an object is refused. Names follow the message ids of {@code git fsck} where it has one. */
enum ObjectProblem {

    NUL_IN_HEADER("nulInHeader", "a header has a NUL byte"), UNTERMINATED_HEADER("unterminatedHeader",
            "the last header line does not end"), MISSING_TREE("missingTree", "there is no tree line"), BAD_TREE_ID(
                    "badTreeSha1", "the tree line has no object id"), BAD_PARENT_ID("badParentSha1",
                            "a parent line has no object id"), MISSING_AUTHOR("missingAuthor",
                                    "there is no author line"), MULTIPLE_AUTHORS("multipleAuthors",
                                            "there is more than one author line"), MISSING_COMMITTER("missingCommitter",
                                                    "there is no committer line"), NUL_IN_COMMIT("nulInCommit",
                                                            "the message has a NUL byte"), MISSING_OBJECT(
                                                                    "missingObject",
                                                                    "there is no object line"), BAD_OBJECT_ID(
                                                                            "badObjectSha1",
                                                                            "the object line has no object id"), MISSING_TYPE(
                                                                                    "missingTypeEntry",
                                                                                    "there is no type line"), BAD_TYPE(
                                                                                            "badType",
                                                                                            "the type line has no type of an object"), MISSING_TAG(
                                                                                                    "missingTagEntry",
                                                                                                    "there is no tag line"), MISSING_NAME(
                                                                                                            "missingNameBeforeEmail",
                                                                                                            "there is no name before an email address"), BAD_NAME(
                                                                                                                    "badName",
                                                                                                                    "a name has a '>'"), MISSING_EMAIL(
                                                                                                                            "missingEmail",
                                                                                                                            "there is no email address"), MISSING_SPACE_BEFORE_EMAIL(
                                                                                                                                    "missingSpaceBeforeEmail",
                                                                                                                                    "there is no space before an email address"), BAD_EMAIL(
                                                                                                                                            "badEmail",
                                                                                                                                            "an email address does not end in '>'"), MISSING_SPACE_BEFORE_DATE(
                                                                                                                                                    "missingSpaceBeforeDate",
                                                                                                                                                    "there is no space before a date"), ZERO_PADDED_DATE(
                                                                                                                                                            "zeroPaddedDate",
                                                                                                                                                            "a date begins with a zero"), DATE_OVERFLOW(
                                                                                                                                                                    "badDateOverflow",
                                                                                                                                                                    "a date is too far away"), BAD_DATE(
                                                                                                                                                                            "badDate",
                                                                                                                                                                            "a date is no number"), BAD_TIMEZONE(
                                                                                                                                                                                    "badTimezone",
                                                                                                                                                                                    "a time zone is not a sign and four digits"), BAD_TREE(
                                                                                                                                                                                            "badTree",
                                                                                                                                                                                            "it cannot be read as a tree"), NULL_ID(
                                                                                                                                                                                                    "nullSha1",
                                                                                                                                                                                                    "an entry has the null id"), FULL_PATHNAME(
                                                                                                                                                                                                            "fullPathname",
                                                                                                                                                                                                            "a name has a slash"), ZERO_PADDED_MODE(
                                                                                                                                                                                                                    "zeroPaddedFilemode",
                                                                                                                                                                                                                    "a mode begins with a zero"), BAD_MODE(
                                                                                                                                                                                                                            "badFilemode",
                                                                                                                                                                                                                            "a mode is none of 100644, 100755, 120000, 040000 and 160000"), DUPLICATE_ENTRIES(
                                                                                                                                                                                                                                    "duplicateEntries",
                                                                                                                                                                                                                                    "two entries have the same name"), NOT_SORTED(
                                                                                                                                                                                                                                            "treeNotSorted",
                                                                                                                                                                                                                                            "its entries are not sorted"), TOO_MANY_ENTRIES(
                                                                                                                                                                                                                                                    "tooManyEntries",
                                                                                                                                                                                                                                                    "it has too many entries"), GITMODULES_SYMLINK(
                                                                                                                                                                                                                                                            "gitmodulesSymlink",
                                                                                                                                                                                                                                                            "a .gitmodules file is a symbolic link"), GITMODULES_BLOB(
                                                                                                                                                                                                                                                                    "gitmodulesBlob",
                                                                                                                                                                                                                                                                    "what is named .gitmodules is no file"), GITATTRIBUTES_BLOB(
                                                                                                                                                                                                                                                                            "gitattributesBlob",
                                                                                                                                                                                                                                                                            "what is named .gitattributes is no file"), UNKNOWN_TYPE(
                                                                                                                                                                                                                                                                                    "unknownType",
                                                                                                                                                                                                                                                                                    "it has no type that Git knows");

    private final String id;
    private final String message;

    ObjectProblem(String id, String message) {
        this.id = id;
        this.message = message;
    }

    /** The refusal; the parser of a pack puts type and id of the object before it. */
    CorruptObjectException refusal() {
        return refusal(id, message);
    }

    /** The refusal of a name in a tree. */
    static CorruptObjectException refusal(PathProblem problem) {
        String id = switch (problem) {
            case EMPTY, EMPTY_NAME -> "emptyName";
            case ABSOLUTE -> "fullPathname";
            case DOT -> "hasDot";
            case DOT_DOT -> "hasDotdot";
            case DOT_GIT -> "hasDotgit";
            case BACKSLASH -> "hasBackslash";
            case CONTROL_CHARACTER -> "hasControlCharacter";
            case DRIVE_LETTER -> "hasDriveLetter";
            case NOT_UNICODE -> "notUnicode";
            case NAME_TOO_LONG, TOO_LONG -> "largePathname";
            case TOO_DEEP -> "tooDeep";
        };
        return refusal(id, "it " + problem.message());
    }

    static CorruptObjectException refusal(String id, String message) {
        return new CorruptObjectException(id + ": " + message);
    }
}
