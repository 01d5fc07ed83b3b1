package io.memgit.core.browse;

import java.time.Instant;

/**
 * Who made a commit, and when.
 *
 * @param name
 *            the name, possibly empty
 * @param email
 *            the address, possibly empty
 * @param time
 *            when, in whole seconds of the years 1 to 9999
 * @param offsetMinutes
 *            minutes east of UTC where it was made
 */
public record Ident(String name, String email, Instant time, int offsetMinutes) {

    private static final int MINUTES_OF_HOUR = 60;

    /** The offset as {@code +02:00}. */
    public String offset() {
        int minutes = Math.abs(offsetMinutes);
        return (offsetMinutes < 0 ? "-" : "+") + twoDigits(minutes / MINUTES_OF_HOUR) + ":"
                + twoDigits(minutes % MINUTES_OF_HOUR);
    }

    private static String twoDigits(int value) {
        return value < 10 ? "0" + value : Integer.toString(value);
    }
}
