package io.memgit.core.browse;

import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.RawParseUtils;

/** The object that an annotated tag is put on: the first line of the tag names it. */
final class TagTarget {

    private static final byte[] OBJECT = Constants.encodeASCII("object ");

    private TagTarget() {}

    static ObjectId of(ObjectId tag, byte[] raw) throws CorruptObjectException {
        if (raw.length <= OBJECT.length + Constants.OBJECT_ID_STRING_LENGTH
                || RawParseUtils.match(raw, 0, OBJECT) < 0)
            throw new CorruptObjectException(tag, "the line 'object' is broken");
        return ObjectId.fromString(raw, OBJECT.length);
    }
}
