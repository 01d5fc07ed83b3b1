package io.memgit.core.updateref;

import io.memgit.core.object.ObjectView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** What an annotated tag leads to: it may be put on another tag. */
final class TagChain {

    private static final byte[] OBJECT = "object ".getBytes(StandardCharsets.US_ASCII);

    private TagChain() {}

    /** What remains when all tags are taken off. */
    static ObjectId end(ObjectView first, Function<ObjectId, @Nullable ObjectView> objects) throws IOException {
        ObjectView tag = first;
        while (true) {
            ObjectId id = ObjectId.fromString(tag.buffer(), tag.offset() + OBJECT.length);
            ObjectView next = objects.apply(id);
            if (next == null)
                throw new IOException("a tag is on " + id.name() + ", which is not there");
            if (next.type() != Constants.OBJ_TAG)
                return id;
            tag = next;
        }
    }
}
