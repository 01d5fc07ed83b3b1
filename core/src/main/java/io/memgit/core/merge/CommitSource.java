package io.memgit.core.merge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.RawParseUtils;

/** The commits of one merge, each read once, and the virtual ones that it makes. */
final class CommitSource {

    private static final byte[] TREE_KEY = "tree ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PARENT_KEY = "parent ".getBytes(StandardCharsets.US_ASCII);
    private static final int TREE_LINE = TREE_KEY.length + Constants.OBJECT_ID_STRING_LENGTH + 1;
    private static final int PARENT = PARENT_KEY.length;
    private static final int PARENT_LINE = PARENT + Constants.OBJECT_ID_STRING_LENGTH + 1;

    private final MergeObjects objects;
    private final Map<ObjectId, MergeCommit> known = new HashMap<>();
    private int virtual;

    CommitSource(MergeObjects objects) {
        this.objects = objects;
    }

    MergeCommit read(ObjectId id) throws IOException {
        MergeCommit commit = known.get(id);
        if (commit == null) {
            commit = parse(id, objects.commit(id));
            known.put(id, commit);
        }
        return commit;
    }

    /** A commit that is only in this merge: the merged trees of two bases. */
    MergeCommit virtual(ObjectId tree, MergeCommit one, MergeCommit other) {
        byte[] number = new byte[Constants.OBJECT_ID_LENGTH];
        ByteBuffer.wrap(number).putInt(++virtual);
        MergeCommit commit = new MergeCommit(ObjectId.fromRaw(number), tree, List.of(one.id(), other.id()), 0);
        known.put(commit.id(), commit);
        return commit;
    }

    private static MergeCommit parse(ObjectId id, byte[] raw) throws IOException {
        if (raw.length < TREE_LINE || RawParseUtils.match(raw, 0, TREE_KEY) < 0)
            throw new CorruptObjectException(id, "the line 'tree' is broken");
        List<ObjectId> parents = new ArrayList<>(2);
        int at = TREE_LINE;
        while (RawParseUtils.match(raw, at, PARENT_KEY) > 0 && raw.length >= at + PARENT_LINE) {
            parents.add(ObjectId.fromString(raw, at + PARENT));
            at += PARENT_LINE;
        }
        return new MergeCommit(id, ObjectId.fromString(raw, TREE_LINE - 1 - Constants.OBJECT_ID_STRING_LENGTH), parents,
                seconds(raw));
    }

    private static long seconds(byte[] raw) {
        int start = RawParseUtils.committer(raw, 0);
        if (start < 0)
            return 0;
        int end = RawParseUtils.nextLF(raw, start) - 1;
        int at = end;
        while (at > start && raw[at - 1] != '>') {
            at--;
        }
        return RawParseUtils.parseLongBase10(raw, at, null);
    }
}
