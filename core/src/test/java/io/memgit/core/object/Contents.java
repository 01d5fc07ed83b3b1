package io.memgit.core.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What tests read out of views. */
final class Contents {

    private Contents() {}

    /** The bytes of an object that must be there. */
    static byte[] bytesOf(@Nullable ObjectView view) {
        return Objects.requireNonNull(view, "no such object").toByteArray();
    }

    /** The text of an object that must be there. */
    static String textOf(@Nullable ObjectView view) {
        return new String(bytesOf(view), UTF_8);
    }
}
