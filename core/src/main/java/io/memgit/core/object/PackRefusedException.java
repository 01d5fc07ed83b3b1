package io.memgit.core.object;

import java.io.IOException;

/**
 * A received pack goes beyond a limit, or says what cannot be. The message is for the pushing user.
 */
public final class PackRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    PackRefusedException(String message) {
        super(message);
    }
}
