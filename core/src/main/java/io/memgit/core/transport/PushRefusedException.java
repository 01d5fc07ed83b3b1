package io.memgit.core.transport;

import java.io.IOException;

/** A push is refused as a whole. The message is one line for the user of the pushing client. */
final class PushRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    PushRefusedException(String message) {
        super(message);
    }

    PushRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
