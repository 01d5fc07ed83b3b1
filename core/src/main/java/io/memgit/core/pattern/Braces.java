package io.memgit.core.pattern;

import java.util.ArrayList;
import java.util.List;

/** Writes out the alternatives of globs: {@code a{b,c}} is {@code ab} and {@code ac}. */
final class Braces {

    private final String text;
    private final int most;
    private int at;

    private Braces(String text, int most) {
        this.text = text;
        this.most = most;
    }

    /**
     * @param most
     *            how many there may be
     * @throws BadPatternException
     *             when braces do not match
     * @throws LimitReachedException
     *             when there are more
     */
    static List<String> expand(String text, int most) throws BadPatternException, LimitReachedException {
        Braces braces = new Braces(text, most);
        List<String> all = braces.row(false);
        if (braces.at < text.length())
            throw new BadPatternException("} without {");
        return all;
    }

    private List<String> row(boolean inside) throws BadPatternException, LimitReachedException {
        List<String> all = List.of("");
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '}' || (inside && c == ','))
                return all;
            all = joined(all, c == '{' ? group() : List.of(plain()));
        }
        return all;
    }

    private String plain() {
        int start = at;
        at += text.charAt(at) == '\\' && at + 1 < text.length() ? 2 : 1;
        return text.substring(start, at);
    }

    private List<String> group() throws BadPatternException, LimitReachedException {
        List<String> all = new ArrayList<>();
        do {
            at++;
            all.addAll(row(true));
            if (at == text.length())
                throw new BadPatternException("{ without }");
        } while (text.charAt(at) == ',');
        at++;
        return all;
    }

    private List<String> joined(List<String> starts, List<String> ends) throws LimitReachedException {
        if ((long) starts.size() * ends.size() > most)
            throw new LimitReachedException("paths", most);
        List<String> all = new ArrayList<>(starts.size() * ends.size());
        for (String start : starts) {
            for (String end : ends)
                all.add(start + end);
        }
        return all;
    }
}
