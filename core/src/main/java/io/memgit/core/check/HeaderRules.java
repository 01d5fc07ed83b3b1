package io.memgit.core.check;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Judges one commit or tag as {@code git fsck --strict} does. */
final class HeaderRules {

    private static final byte[] TREE = key("tree ");
    private static final byte[] PARENT = key("parent ");
    private static final byte[] AUTHOR = key("author ");
    private static final byte[] COMMITTER = key("committer ");
    private static final byte[] OBJECT = key("object ");
    private static final byte[] TYPE = key("type ");
    private static final byte[] TAG = key("tag ");
    private static final byte[] TAGGER = key("tagger ");
    private static final Map<String, Integer> TYPES = Map.of("commit", Constants.OBJ_COMMIT, "tree", Constants.OBJ_TREE,
            "blob", Constants.OBJ_BLOB, "tag", Constants.OBJ_TAG);

    private HeaderRules() {}

    static void checkCommit(byte[] raw, @Nullable ObjectLinks links) throws CorruptObjectException {
        HeaderLines lines = new HeaderLines(raw);
        require(lines.skip(TREE), ObjectProblem.MISSING_TREE);
        note(links, lines.id(ObjectProblem.BAD_TREE_ID), Constants.OBJ_TREE);
        while (lines.skip(PARENT)) {
            note(links, lines.id(ObjectProblem.BAD_PARENT_ID), Constants.OBJ_COMMIT);
        }
        require(lines.skip(AUTHOR), ObjectProblem.MISSING_AUTHOR);
        lines.ident();
        require(!lines.skip(AUTHOR), ObjectProblem.MULTIPLE_AUTHORS);
        require(lines.skip(COMMITTER), ObjectProblem.MISSING_COMMITTER);
        lines.ident();
        for (byte c : raw)
            require(c != 0, ObjectProblem.NUL_IN_COMMIT);
    }

    static void checkTag(byte[] raw, @Nullable ObjectLinks links) throws CorruptObjectException {
        HeaderLines lines = new HeaderLines(raw);
        require(lines.skip(OBJECT), ObjectProblem.MISSING_OBJECT);
        ObjectId target = lines.id(ObjectProblem.BAD_OBJECT_ID);
        require(lines.skip(TYPE), ObjectProblem.MISSING_TYPE);
        Integer type = TYPES.get(lines.rest(ObjectProblem.BAD_TYPE));
        if (type == null)
            throw ObjectProblem.BAD_TYPE.refusal();
        note(links, target, type);
        require(lines.skip(TAG), ObjectProblem.MISSING_TAG);
        lines.rest(ObjectProblem.MISSING_TAG);
        // The first tags of Git's own history have no tagger.
        if (lines.skip(TAGGER))
            lines.ident();
    }

    private static void note(@Nullable ObjectLinks links, ObjectId id, int type) throws CorruptObjectException {
        if (links != null)
            links.link(id, type);
    }

    private static void require(boolean good, ObjectProblem otherwise) throws CorruptObjectException {
        if (!good)
            throw otherwise.refusal();
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
