package io.memgit.server.combining;

import io.memgit.core.merge.Favor;
import io.memgit.core.sequencer.MergeStrategy;
import io.memgit.server.people.PersonBody;
import java.util.Locale;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request for a merge.
 *
 * @param source
 *            the revision that is merged; {@code from} is another name for it
 * @param target
 *            the branch that takes it in, the default branch when it is not given; {@code to} is
 *            another name for it
 * @param strategy
 *            merge when it is not given
 * @param favor
 *            none when it is not given
 * @param message
 *            of the commit that is made, as git words it when it is not given
 * @param author
 *            the caller when it is not given
 * @param committer
 *            the author when it is not given
 * @param expectedHead
 *            where the target must point
 */
record MergeBody(@Nullable String source, @Nullable String from, @Nullable String target, @Nullable String to,
        @Nullable Strategy strategy, @Nullable Favored favor, @Nullable String message, @Nullable PersonBody author,
        @Nullable PersonBody committer, @Nullable ObjectId expectedHead) {

    /** How the target takes it in. */
    enum Strategy {
        MERGE(MergeStrategy.MERGE), SQUASH(MergeStrategy.SQUASH), FF_ONLY(MergeStrategy.FF_ONLY), REBASE(
                MergeStrategy.REBASE);

        private final MergeStrategy strategy;

        Strategy(MergeStrategy strategy) {
            this.strategy = strategy;
        }

        MergeStrategy strategy() {
            return strategy;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whose lines win where both sides changed them. */
    enum Favored {
        OURS(Favor.OURS), THEIRS(Favor.THEIRS), NONE(Favor.NONE);

        private final Favor favor;

        Favored(Favor favor) {
            this.favor = favor;
        }

        Favor favor() {
            return favor;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
