package io.memgit.server.combining;

import io.memgit.core.browse.Resolution.Resolved;
import io.memgit.core.ref.RefName;
import java.util.Optional;
import java.util.regex.Pattern;

/** How messages of merges speak of what was merged, in the words of git. */
final class SourceName {

    private static final Pattern STEPS_BACK = Pattern.compile("[^~^]+(~[0-9]+|\\^+)");

    private SourceName() {}

    static String of(String revision, Resolved found) {
        Optional<RefName> ref = found.ref();
        boolean whole = revision.indexOf('~') < 0 && revision.indexOf('^') < 0;
        if (ref.isPresent() && ref.get().isBranch()) {
            String branch = "branch '" + ref.get().shortName() + "'";
            if (whole)
                return branch;
            if (STEPS_BACK.matcher(revision).matches())
                return branch + " (early part)";
        }
        return ref.isPresent() && ref.get().isTag() && whole
                ? "tag '" + ref.get().shortName() + "'"
                : "commit '" + revision + "'";
    }
}
