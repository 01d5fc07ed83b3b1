package io.memgit.auth;

import java.nio.file.Path;

/** What came of seeing to it that there is a user {@code admin}. */
public sealed interface Bootstrap {

    /** There is one, and its password is known to whoever set it. */
    record Ready() implements Bootstrap {}

    /**
     * There is one, whose password was made just now: it is to be shown once.
     *
     * @param password
     *            the password
     * @param file
     *            where it is kept
     */
    record NewPassword(String password, Path file) implements Bootstrap {
        @Override
        public String toString() {
            return "NewPassword[hidden, file=" + file + "]";
        }
    }

    /**
     * There is no password that could be used: the server does not start.
     *
     * @param reason
     *            one sentence that names the setting or the file and says what would be right
     */
    record Impossible(String reason) implements Bootstrap {}
}
