package io.memgit.core.pattern;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds texts of which every match of an expression holds at least one, so that bytes without any
 * of
 * them need not be looked at closely.
 */
final class RequiredTexts {

    private static final int MOST_TEXTS = 16;
    private static final int MOST_BYTES = 64;

    private RequiredTexts() {}

    /**
     * The texts, in lower case where the expression takes both cases; empty when there are none.
     */
    static List<String> of(Node node) {
        return best(node).orElse(List.of());
    }

    private static Optional<List<String>> best(Node node) {
        return switch (node) {
            case Node.Chars chars -> letter(chars).map(c -> List.of(Character.toString(c)));
            case Node.At _ -> Optional.empty();
            case Node.Sequence(List<Node> parts) -> ofSequence(parts);
            case Node.Choice(List<Node> branches) -> ofChoice(branches);
            case Node.Repeat(Node what, int least, int _) -> least == 0 ? Optional.empty() : best(what);
        };
    }

    private static Optional<List<String>> ofSequence(List<Node> parts) {
        Optional<List<String>> best = Optional.empty();
        StringBuilder run = new StringBuilder();
        for (Node part : flat(parts)) {
            Optional<Integer> letter = part instanceof Node.Chars chars ? letter(chars) : Optional.empty();
            if (letter.isPresent() && run.length() < MOST_BYTES) {
                run.appendCodePoint(letter.get());
                continue;
            }
            best = better(best, texts(run));
            run.setLength(0);
            if (letter.isPresent())
                run.appendCodePoint(letter.get());
            else
                best = better(best, best(part));
        }
        return better(best, texts(run));
    }

    /** Parts of parts, and without the edges, which take no room. */
    private static List<Node> flat(List<Node> parts) {
        List<Node> flat = new ArrayList<>();
        for (Node part : parts) {
            switch (part) {
                case Node.Sequence(List<Node> inner) -> flat.addAll(flat(inner));
                case Node.At _ -> {
                    // Nothing of a match.
                }
                case Node.Chars _,Node.Choice _,Node.Repeat _ -> flat.add(part);
            }
        }
        return flat;
    }

    private static Optional<List<String>> texts(StringBuilder run) {
        return run.isEmpty() ? Optional.empty() : Optional.of(List.of(run.toString()));
    }

    private static Optional<List<String>> ofChoice(List<Node> branches) {
        List<String> all = new ArrayList<>();
        for (Node branch : branches) {
            Optional<List<String>> texts = best(branch);
            if (texts.isEmpty() || all.size() + texts.get().size() > MOST_TEXTS)
                return Optional.empty();
            all.addAll(texts.get());
        }
        return Optional.of(all);
    }

    private static Optional<List<String>> better(Optional<List<String>> one, Optional<List<String>> other) {
        if (one.isEmpty() || other.isEmpty())
            return one.isEmpty() ? other : one;
        return score(other.get()) > score(one.get()) ? other : one;
    }

    /** Long texts are rare, and one is looked for faster than several. */
    private static int score(List<String> texts) {
        int shortest = Integer.MAX_VALUE;
        for (String text : texts)
            shortest = Math.min(shortest, text.getBytes(StandardCharsets.UTF_8).length);
        return shortest * 4 - texts.size();
    }

    /** The one character that is taken, or the small one of two cases of a letter of ASCII. */
    private static Optional<Integer> letter(Node.Chars chars) {
        CharSet set = chars.set();
        if (set.ranges() == 1 && set.first(0) == set.last(0))
            return Optional.of(set.first(0));
        boolean isBothCases = set.ranges() == 2 && set.first(0) == set.last(0) && set.first(1) == set.last(1)
                && set.first(0) >= 'A' && set.first(0) <= 'Z' && set.first(1) == set.first(0) + 'a' - 'A';
        return isBothCases ? Optional.of(set.first(1)) : Optional.empty();
    }
}
