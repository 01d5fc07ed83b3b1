package io.memgit.core.commit;

/** Counts the files that a commit changes. */
final class Tally {

    private int files;

    void add(int count) {
        files += count;
    }

    int files() {
        return files;
    }
}
