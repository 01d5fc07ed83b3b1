package io.memgit.server.settings;

import io.memgit.core.limits.ByteCount;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the text of a setting becomes a value.
 *
 * @param rule
 *            what a right value is, in words that follow "must be"
 * @param reader
 *            gives the value, or nothing for a text that breaks the rule
 */
record Form<T>(String rule, Function<String, Optional<T>> reader) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

    static Form<Integer> wholeNumber(int min, int max) {
        return new Form<>("a whole number from " + min + " to " + max,
                text -> number(text).filter(n -> n >= min && n <= max).map(Long::intValue));
    }

    static Form<Boolean> flag() {
        return new Form<>("true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> Optional.of(true);
            case "false", "no", "off" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    static Form<ByteCount> size(ByteCount min, ByteCount max) {
        return new Form<>("a size such as 64MB, from " + min + " to " + max,
                text -> ByteCount.parse(text).filter(b -> b.compareTo(min) >= 0 && b.compareTo(max) <= 0));
    }

    /** A size, or an empty text where the server is to choose one. */
    static Form<Optional<ByteCount>> optionalSize(ByteCount min, ByteCount max) {
        Form<ByteCount> given = size(min, max);
        return new Form<>("empty, or " + given.rule(), text -> {
            Optional<ByteCount> size = given.reader().apply(text);
            return text.isEmpty() || size.isPresent() ? Optional.of(size) : Optional.empty();
        });
    }

    static Form<Duration> duration(Duration min, Duration max) {
        return new Form<>("a duration such as 10s, 30m or 24h, from " + spell(min) + " to " + spell(max),
                text -> parseDuration(text).filter(d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0));
    }

    static Form<String> text(String rule, Predicate<String> isRight) {
        return new Form<>(rule, text -> Optional.of(text).filter(isRight));
    }

    static Form<Path> folder() {
        return new Form<>("the path of a folder", text -> {
            try {
                return text.isBlank() || text.chars().anyMatch(Character::isISOControl)
                        ? Optional.empty()
                        : Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        });
    }

    static <E extends Enum<E>> Form<E> oneOf(Class<E> type) {
        String names = Arrays.stream(type.getEnumConstants())
                .map(e -> e.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return new Form<>("one of " + names,
                text -> Arrays.stream(type.getEnumConstants()).filter(e -> e.name().equalsIgnoreCase(text))
                        .findFirst());
    }

    /** The shortest exact spelling: {@code 24h}, {@code 90s}. */
    static String spell(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0)
            return millis + "ms";
        long seconds = millis / 1000;
        if (seconds % 3600 == 0)
            return seconds / 3600 + "h";
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> parseDuration(String text) {
        Matcher match = DURATION.matcher(text.strip());
        if (!match.matches())
            return Optional.empty();
        long amount = Long.parseLong(match.group(1));
        return Optional.of(switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        });
    }
}
