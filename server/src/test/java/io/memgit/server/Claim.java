package io.memgit.server;

import java.util.Optional;

/** What the answer to a write says that there is from now on. */
sealed interface Claim {

    /** What is missing of it in what a start has found, or nothing. */
    Optional<String> missingIn(RecoveredData data);

    /** A commit is in the history of a branch, and the event of this number is there. */
    record Commit(String repository, String branch, String hash, long sequence) implements Claim {
        @Override
        public Optional<String> missingIn(RecoveredData data) {
            RecoveredData.Repository found = data.repositories().get(repository);
            boolean there = found != null && found.history(branch).contains(hash) && found.lastEvent() >= sequence;
            return there ? Optional.empty() : Optional.of(this + " of " + (found == null ? "no repository" : found));
        }
    }

    /** A ref stands where it was pushed to. */
    record Ref(String repository, String branch, String hash) implements Claim {
        @Override
        public Optional<String> missingIn(RecoveredData data) {
            RecoveredData.Repository found = data.repositories().get(repository);
            boolean there = found != null && hash.equals(found.branches().get(branch));
            return there ? Optional.empty() : Optional.of(this + " of " + (found == null ? "no repository" : found));
        }
    }

    /** A repository is there. */
    record Exists(String repository) implements Claim {
        @Override
        public Optional<String> missingIn(RecoveredData data) {
            return data.repositories().containsKey(repository) ? Optional.empty() : Optional.of(toString());
        }
    }

    /** A repository is gone. */
    record Gone(String repository) implements Claim {
        @Override
        public Optional<String> missingIn(RecoveredData data) {
            return data.repositories().containsKey(repository) ? Optional.of(toString()) : Optional.empty();
        }
    }

    /** A key is there. */
    record Key(String id) implements Claim {
        @Override
        public Optional<String> missingIn(RecoveredData data) {
            return data.keys().contains(id) ? Optional.empty() : Optional.of(toString());
        }
    }
}
