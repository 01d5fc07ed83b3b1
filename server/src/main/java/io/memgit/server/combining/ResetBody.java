package io.memgit.server.combining;

import java.util.Locale;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a reset.
 *
 * @param branch
 *            what is reset; the default branch when it is not given
 * @param workspace
 *            the workspace of the caller that is reset in place of a branch
 * @param target
 *            the revision it is put on
 * @param mode
 *            mixed when it is not given; a branch has neither index nor files, so that all do the
 *            same
 *            to it
 * @param expectedHead
 *            where the branch must point before
 */
record ResetBody(@Nullable String branch, @Nullable String workspace, String target, @Nullable Mode mode,
        @Nullable ObjectId expectedHead) {

    /** How far it goes. */
    enum Mode {
        SOFT, MIXED, HARD;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
