package io.memgit.core.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws texts, and changes of texts, with the repeated, short and odd lines that make diffs hard.
 */
public final class RandomText {

    private static final int MANY_LINES = 260;

    private final Random random;

    public RandomText(Random random) {
        this.random = random;
    }

    /** A text of any kind. */
    public String text() {
        int kind = random.nextInt(40);
        if (kind == 0)
            return "";
        if (kind == 1)
            return binary();
        if (kind == 2)
            return repeated();
        StringBuilder text = new StringBuilder();
        for (int n = 1 + random.nextInt(kind < 8 ? 60 : 16); n > 0; n--) {
            text.append(line());
        }
        if (random.nextInt(10) == 0)
            return text.toString().replace("\n", "\r\n");
        return random.nextInt(10) == 0 ? text.substring(0, text.length() - 1) : text.toString();
    }

    /** So many equal lines that they tell nothing. */
    private String repeated() {
        StringBuilder text = new StringBuilder();
        int different = 1 + random.nextInt(3);
        for (int n = random.nextInt(MANY_LINES); n > 0; n--) {
            text.append(random.nextInt(60) == 0 ? line() : "row " + random.nextInt(different) + "\n");
        }
        return text.toString();
    }

    private String binary() {
        StringBuilder bytes = new StringBuilder("\0");
        for (int n = random.nextInt(300); n > 0; n--) {
            bytes.append((char) random.nextInt(256));
        }
        return bytes.toString();
    }

    private String line() {
        return switch (random.nextInt(14)) {
            case 0, 1 -> "\n";
            case 2, 3 -> "}\n";
            case 4 -> "    return;\n";
            case 5 -> "    if (x" + random.nextInt(4) + ") {\n";
            case 6 -> "\tint y = " + random.nextInt(9) + ";\n";
            default -> "line " + random.nextInt(1000) + " of this and that\n";
        };
    }

    /** A few places of a text changed; what is not text becomes something else. */
    public String edited(String before) {
        if (before.indexOf('\0') >= 0)
            return random.nextInt(8) == 0 ? text() : before + (char) random.nextInt(256);
        List<String> lines = new ArrayList<>(List.of(before.split("(?<=\n)")));
        if (lines.size() == 1 && lines.getFirst().isEmpty())
            lines.clear();
        String end = before.contains("\r\n") ? "\r\n" : "\n";
        int edits = random.nextInt(12) == 0 ? 1 + lines.size() / 2 : 1 + random.nextInt(3);
        for (int n = 0; n < edits; n++) {
            edit(lines, end);
        }
        String text = String.join("", lines);
        if (random.nextInt(25) == 0)
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text + "\n";
        return random.nextInt(60) == 0 ? text.replace("\r\n", "\n") : text;
    }

    private void edit(List<String> lines, String end) {
        int at = random.nextInt(lines.size() + 1);
        boolean there = at < lines.size();
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> {
                if (there)
                    lines.set(at, newLine(end));
            }
            case 3, 4 -> lines.add(ended(lines, at, end), newLine(end));
            case 5 -> {
                for (int n = 1 + random.nextInt(3); n > 0 && at < lines.size(); n--) {
                    lines.remove(at);
                }
            }
            case 6 -> {
                if (there)
                    lines.add(at, lines.get(at).endsWith("\n") ? lines.get(at) : newLine(end));
            }
            case 7 -> {
                if (there)
                    lines.add(ended(lines, random.nextInt(lines.size() + 1), end), newLine(end));
            }
            default -> {
                List<String> block = new ArrayList<>(lines.subList(at, Math.min(lines.size(), at + 3)));
                block.removeIf(line -> !line.endsWith("\n"));
                lines.addAll(ended(lines, random.nextInt(lines.size() + 1), end), block);
            }
        }
    }

    /** A place where a line can stand: the one before it has an end. */
    private static int ended(List<String> lines, int at, String end) {
        if (at > 0 && !lines.get(at - 1).endsWith("\n"))
            lines.set(at - 1, lines.get(at - 1) + end);
        return at;
    }

    private String newLine(String end) {
        return random.nextInt(4) == 0 ? line().replace("\n", end) : "new " + random.nextInt(50) + end;
    }
}
