package io.memgit.server.settings;

/**
 * Something wrong in the settings.
 *
 * @param place
 *            where it stands, such as {@code config.yaml line 3} or {@code MEMGIT_SERVER_PORT}
 * @param text
 *            what is wrong, with the key, the value and what would be right
 */
public record Mistake(String place, String text) {

    @Override
    public String toString() {
        return place + ": " + text;
    }
}
