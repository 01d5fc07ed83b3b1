package io.memgit.server.workspaces;

import io.memgit.core.object.Quarantine;
import io.memgit.server.files.FileText;
import java.util.Base64;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** What is shown of the content of a file that was just written. */
record WrittenText(@Nullable String content, @Nullable String encoding) {

    private static final int MOST_BYTES = 1 << 20;

    static WrittenText of(byte[] bytes) {
        if (bytes.length > MOST_BYTES)
            return new WrittenText(null, null);
        String text = FileText.of(bytes);
        return text == null
                ? new WrittenText(Base64.getEncoder().encodeToString(bytes), "base64")
                : new WrittenText(text, "utf-8");
    }

    /** The blob that the bytes are. */
    static ObjectId blob(byte[] bytes) {
        return new Quarantine().insert(Constants.OBJ_BLOB, bytes);
    }
}
