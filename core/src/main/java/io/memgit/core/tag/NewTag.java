package io.memgit.core.tag;

import io.memgit.core.commit.Identity;
import io.memgit.core.ref.RefName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tag to be made.
 *
 * @param name
 *            must not be there yet
 * @param target
 *            the revision it is put on; null for the default branch
 * @param annotation
 *            what makes it an annotated tag; empty for a lightweight one
 */
public record NewTag(RefName name, @Nullable String target, Optional<Annotation> annotation) {

    /**
     * What an annotated tag says.
     *
     * @param message
     *            kept to the byte
     * @param tagger
     *            who says it
     */
    public record Annotation(String message, Identity tagger) {

        /**
         * @throws IllegalArgumentException
         *             when the message holds NUL, which no tag can
         */
        public Annotation {
            if (message.indexOf('\0') >= 0)
                throw new IllegalArgumentException("a message with a NUL");
        }
    }

    /**
     * @throws IllegalArgumentException
     *             when {@code name} is no tag
     */
    public NewTag {
        if (!name.isTag())
            throw new IllegalArgumentException("not a tag: " + name);
    }
}
