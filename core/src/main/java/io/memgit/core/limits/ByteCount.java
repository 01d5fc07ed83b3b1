package io.memgit.core.limits;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of bytes, as settings spell it: {@code 4096}, {@code 64KB}, {@code 10MiB}, {@code 2GB}.
 * Units are powers of 1,024 in either spelling.
 *
 * @param bytes
 *            the amount, not negative
 */
public record ByteCount(long bytes) implements Comparable<ByteCount> {

    private static final Pattern SPELLING = Pattern.compile("(\\d{1,18})\\s{0,4}(B|[KMGT]I?B)?");
    private static final String UNITS = "KMGT";
    private static final int BITS_OF_UNIT = 10;

    /**
     * @throws IllegalArgumentException
     *             when {@code bytes} is negative
     */
    public ByteCount {
        if (bytes < 0)
            throw new IllegalArgumentException("a negative amount of bytes: " + bytes);
    }

    /** {@code amount} times 1,024 bytes. */
    public static ByteCount kilobytes(long amount) {
        return new ByteCount(Math.multiplyExact(amount, 1L << BITS_OF_UNIT));
    }

    /** {@code amount} times 1,024 kilobytes. */
    public static ByteCount megabytes(long amount) {
        return kilobytes(Math.multiplyExact(amount, 1L << BITS_OF_UNIT));
    }

    /** {@code amount} times 1,024 megabytes. */
    public static ByteCount gigabytes(long amount) {
        return megabytes(Math.multiplyExact(amount, 1L << BITS_OF_UNIT));
    }

    /** What {@code text} spells, or empty when it is no amount of bytes or more than 63 bits hold. */
    public static Optional<ByteCount> parse(String text) {
        Matcher match = SPELLING.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!match.matches())
            return Optional.empty();
        long amount = Long.parseLong(match.group(1));
        String unit = match.group(2);
        int shift = unit == null ? 0 : BITS_OF_UNIT * (UNITS.indexOf(unit.charAt(0)) + 1);
        return amount > Long.MAX_VALUE >> shift ? Optional.empty() : Optional.of(new ByteCount(amount << shift));
    }

    /** The amount, as something that is held in one array. */
    public int asInt() {
        return Math.toIntExact(bytes);
    }

    @Override
    public int compareTo(ByteCount other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The shortest exact spelling: {@code 64MB}, {@code 1000B}. */
    @Override
    public String toString() {
        int unit = bytes == 0 ? 0 : Math.min(Long.numberOfTrailingZeros(bytes) / BITS_OF_UNIT, UNITS.length());
        return (bytes >> (unit * BITS_OF_UNIT)) + (unit == 0 ? "B" : UNITS.charAt(unit - 1) + "B");
    }
}
