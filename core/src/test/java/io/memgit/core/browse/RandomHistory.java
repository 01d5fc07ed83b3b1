package io.memgit.core.browse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A history drawn from a seed, as a stream for {@code git fast-import}: branches, merges that take
 * files from either side, files that are edited, moved, deleted, made executable or turned into
 * links, and dates that tie and now and then go back.
 */
final class RandomHistory {

    private static final String[] NAMES = {"a.txt", "b.txt", "dir/a.txt", "dir/b.txt", "dir/sub/c.txt", "dir/sub/d.txt",
            "dir.x", "other/e f.txt", "other/\u00e4.txt", "z"};

    private final Random random;
    private final StringBuilder stream = new StringBuilder();
    private final List<Map<String, String>> trees = new ArrayList<>();
    private final Map<Integer, Integer> heads = new HashMap<>();
    private long seconds = 1_700_000_000L;

    private RandomHistory(long seed) {
        this.random = new Random(seed);
    }

    /** A history of {@code commits} commits whose newest one is {@code refs/heads/main}. */
    static String of(long seed, int commits) {
        RandomHistory history = new RandomHistory(seed);
        for (int i = 0; i < commits; i++) {
            history.commit(i);
        }
        history.stream.append("reset refs/heads/main\nfrom :").append(commits).append("\n\n");
        return history.stream.toString();
    }

    private void commit(int number) {
        int lane = random.nextInt(4);
        List<Integer> parents = new ArrayList<>();
        if (number > 0)
            parents.add(heads.getOrDefault(lane, random.nextInt(number)));
        while (number > 2 && random.nextInt(4) == 0 && parents.size() < 4) {
            int other = random.nextInt(Math.max(0, number - 8), number);
            if (!parents.contains(other))
                parents.add(other);
        }
        Map<String, String> tree = merged(parents);
        for (int n = random.nextInt(parents.size() > 1 ? 2 : 4); n > 0 || (number == 0 && tree.isEmpty()); n--) {
            edit(tree);
        }
        trees.add(tree);
        heads.put(lane, number);
        write(number, parents, tree);
    }

    private Map<String, String> merged(List<Integer> parents) {
        Map<String, String> tree = new TreeMap<>();
        if (!parents.isEmpty())
            tree.putAll(trees.get(parents.getFirst()));
        for (int parent : parents) {
            if (random.nextInt(5) == 0) {
                tree.clear();
                tree.putAll(trees.get(parent));
            }
            trees.get(parent).forEach((name, content) -> {
                if (random.nextInt(3) == 0)
                    tree.put(name, content);
            });
        }
        return tree;
    }

    private void edit(Map<String, String> tree) {
        String name = NAMES[random.nextInt(NAMES.length)];
        String before = tree.get(name);
        int what = random.nextInt(10);
        if (before == null) {
            tree.put(name, "100644 " + text(20));
        } else if (what == 0) {
            tree.remove(name);
        } else if (what == 1) {
            tree.put(name, (before.startsWith("100644") ? "100755" : "100644") + before.substring(6));
        } else if (what == 2) {
            tree.put(name, "120000 target" + random.nextInt(3));
        } else if (what == 3) {
            tree.remove(name);
            tree.put(NAMES[random.nextInt(NAMES.length)], before);
        } else if (what == 4) {
            tree.put(name, "100644 " + text(20));
        } else {
            tree.put(name, before.startsWith("12") ? "100644 " + text(5) : changed(before));
        }
    }

    private String changed(String before) {
        List<String> lines = new ArrayList<>(List.of(before.substring(7).split("(?<=\n)")));
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(lines.size() + 1);
            if (random.nextBoolean() && at < lines.size())
                lines.set(at, line());
            else if (random.nextBoolean() && at < lines.size() && lines.size() > 1)
                lines.remove(at);
            else if (lines.getLast().endsWith("\n"))
                lines.add(at, line());
        }
        String text = String.join("", lines);
        return before.substring(0, 7) + (random.nextInt(8) == 0 && text.endsWith("\n")
                ? text.substring(0, text.length() - 1)
                : text);
    }

    private String text(int most) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(most + 1); n > 0; n--) {
            text.append(line());
        }
        return text.toString();
    }

    private String line() {
        return switch (random.nextInt(12)) {
            case 0 -> "\n";
            case 1 -> "}\n";
            case 2 -> "    if (x" + random.nextInt(4) + ") {\r\n";
            case 3 -> "\tint y = " + random.nextInt(9) + ";\n";
            case 4 -> "void name" + random.nextInt(30) + "() {\n";
            default -> "line " + random.nextInt(200) + " of some length, so that files are alike\n";
        };
    }

    private void write(int number, List<Integer> parents, Map<String, String> tree) {
        seconds += random.nextInt(3) == 0 ? 0 : random.nextInt(60) == 0 ? -300 : random.nextInt(100);
        String who = "Author " + random.nextInt(3) + " <author" + random.nextInt(2) + "@example.com> ";
        String message = "Change " + number + (random.nextInt(4) == 0 ? " fixes a bug" : "") + "\n";
        stream.append("commit refs/heads/work\nmark :").append(number + 1).append("\nauthor ").append(who)
                .append(seconds - random.nextInt(500)).append(" +0130\ncommitter ").append(who).append(seconds)
                .append(" -0700\n");
        data(message);
        for (int i = 0; i < parents.size(); i++) {
            stream.append(i == 0 ? "from :" : "merge :").append(parents.get(i) + 1).append('\n');
        }
        stream.append("deleteall\n");
        tree.forEach((name, content) -> {
            stream.append("M ").append(content, 0, 6).append(" inline ").append(name).append('\n');
            data(content.substring(7));
        });
        stream.append('\n');
    }

    private void data(String text) {
        stream.append("data ").append(text.getBytes(StandardCharsets.UTF_8).length).append('\n').append(text)
                .append('\n');
    }
}
