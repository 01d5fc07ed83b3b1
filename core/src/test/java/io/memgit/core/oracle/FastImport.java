package io.memgit.core.oracle;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes histories as a stream for {@code git fast-import}. */
public final class FastImport {

    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private int marks;

    /**
     * Adds a history.
     *
     * @return the mark of its first commit; the others' follow
     */
    public int add(List<OracleCommit> commits) {
        int first = marks + 1;
        for (int i = 0; i < commits.size(); i++) {
            write(commits.get(i), commits, first);
        }
        return first;
    }

    /** Points a ref at the commit with a mark. */
    public void ref(String name, int mark) {
        text("reset " + name + "\nfrom :" + mark + "\n\n");
    }

    public byte[] bytes() {
        return stream.toByteArray();
    }

    private void write(OracleCommit commit, List<OracleCommit> commits, int first) {
        marks++;
        // A root starts its ref anew; what had grown on it stays reachable by its own refs.
        if (commit.parents().isEmpty())
            text("reset refs/work\n\n");
        String who = "A U Thor <author@example.com> " + commit.seconds() + " +0000\n";
        text("commit refs/work\nmark :" + marks + "\nauthor " + who + "committer " + who);
        data(commit.message() + "\n");
        Map<String, OracleFile> before = Map.of();
        for (int i = 0; i < commit.parents().size(); i++) {
            int parent = commit.parents().get(i);
            text((i == 0 ? "from :" : "merge :") + (first + parent) + "\n");
            if (i == 0)
                before = commits.get(parent).files();
        }
        changes(new HashMap<>(before), new TreeMap<>(commit.files()));
        text("\n");
    }

    private void changes(Map<String, OracleFile> before, Map<String, OracleFile> now) {
        new TreeMap<>(before).keySet().forEach(path -> {
            if (!now.containsKey(path))
                text("D " + path + "\n");
        });
        now.forEach((path, file) -> {
            if (file.equals(before.get(path)))
                return;
            if (file.isSubmodule()) {
                text("M " + file.mode() + " " + file.content() + " " + path + "\n");
            } else {
                text("M " + file.mode() + " inline " + path + "\n");
                data(file.content());
            }
        });
    }

    private void data(String content) {
        text("data " + content.length() + "\n" + content + "\n");
    }

    private void text(String text) {
        stream.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
