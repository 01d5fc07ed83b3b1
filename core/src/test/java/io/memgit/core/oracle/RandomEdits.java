package io.memgit.core.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * Draws steps that change the files of a tree. Whatever it does, the tree stays one that git can
 * hold.
 */
public final class RandomEdits {

    private static final String[] NAMES = {"a", "b.txt", "c", "d.java", "e f", "Makefile", "g", "h.c", "a.b", "a-b",
            "\u00c3\u00a4", "x\"y", "-z"};
    private static final String[] DIRECTORIES = {"", "", "lib/", "src/", "src/main/", "src/main/deep/", "a/",
            "lib.old/",
            "new/", "other/", "src/test/", "m\u00ff/"};

    private final Random random;
    private final Profile profile;
    private final RandomText texts;

    public RandomEdits(Random random, Profile profile) {
        this.random = random;
        this.profile = profile;
        this.texts = new RandomText(random);
    }

    /** A tree of a few files. */
    public Map<String, OracleFile> tree() {
        Map<String, OracleFile> files = new TreeMap<>();
        for (int n = 3 + random.nextInt(12); n > 0; n--) {
            add(files);
        }
        return files;
    }

    /** Takes one step. */
    public void step(Map<String, OracleFile> files) {
        if (files.isEmpty()) {
            add(files);
            return;
        }
        int what = random.nextInt(100);
        if ((what -= profile.rename()) < 0)
            rename(files);
        else if ((what -= profile.directoryRename()) < 0)
            renameDirectory(files);
        else if ((what -= profile.kinds()) < 0)
            changeKind(files);
        else if ((what -= profile.delete()) < 0)
            files.remove(any(files));
        else if (what - profile.add() < 0)
            add(files);
        else
            edit(files, any(files));
    }

    private String any(Map<String, OracleFile> files) {
        return List.copyOf(files.keySet()).get(random.nextInt(files.size()));
    }

    private static OracleFile at(Map<String, OracleFile> files, String path) {
        return Objects.requireNonNull(files.get(path));
    }

    private String path() {
        return DIRECTORIES[random.nextInt(DIRECTORIES.length)] + NAMES[random.nextInt(NAMES.length)];
    }

    private void add(Map<String, OracleFile> files) {
        OracleFile file;
        if (random.nextInt(6) == 0 && !files.isEmpty())
            file = at(files, any(files));
        else if (random.nextInt(25) == 0)
            file = new OracleFile(OracleFile.LINK, "target" + random.nextInt(3));
        else
            file = new OracleFile(random.nextInt(12) == 0 ? OracleFile.EXECUTABLE : OracleFile.REGULAR, texts.text());
        put(files, path(), file);
    }

    /** A file makes way for a directory of its name, and a directory for a file. */
    private static void put(Map<String, OracleFile> files, String path, OracleFile file) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            files.remove(path.substring(0, slash));
        }
        files.keySet().removeIf(other -> other.startsWith(path + "/"));
        files.put(path, file);
    }

    private void edit(Map<String, OracleFile> files, String path) {
        OracleFile file = at(files, path);
        if (file.isFile())
            files.put(path, file.withContent(texts.edited(file.content())));
        else if (file.isSubmodule())
            files.put(path, submodule());
        else
            files.put(path, file.withContent("target" + random.nextInt(4)));
    }

    private OracleFile submodule() {
        return new OracleFile(OracleFile.SUBMODULE, String.valueOf((char) ('1' + random.nextInt(4))).repeat(40));
    }

    private void rename(Map<String, OracleFile> files) {
        String from = any(files);
        OracleFile file = at(files, from);
        files.remove(from);
        String to = switch (random.nextInt(3)) {
            case 0 -> DIRECTORIES[random.nextInt(DIRECTORIES.length)] + from.substring(from.lastIndexOf('/') + 1);
            case 1 -> from.substring(0, from.lastIndexOf('/') + 1) + NAMES[random.nextInt(NAMES.length)];
            default -> path();
        };
        put(files, to, file);
        if (random.nextInt(3) == 0)
            edit(files, to);
    }

    private void renameDirectory(Map<String, OracleFile> files) {
        String from = any(files);
        int slash = from.lastIndexOf('/');
        if (slash < 0) {
            rename(files);
            return;
        }
        String directory = from.substring(0, random.nextBoolean() ? slash + 1 : from.indexOf('/') + 1);
        String to = DIRECTORIES[random.nextInt(DIRECTORIES.length)];
        boolean all = random.nextInt(3) > 0;
        for (String path : new ArrayList<>(files.keySet())) {
            if (!path.startsWith(directory) || to.startsWith(directory) || (!all && random.nextInt(3) == 0))
                continue;
            OracleFile file = files.remove(path);
            String moved = to + path.substring(directory.length());
            if (file == null || moved.isEmpty())
                continue;
            put(files, moved, file);
            if (random.nextInt(5) == 0)
                edit(files, moved);
        }
    }

    private void changeKind(Map<String, OracleFile> files) {
        String path = any(files);
        OracleFile file = at(files, path);
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                if (file.isFile())
                    files.put(path, file.withMode(file.mode().equals(OracleFile.REGULAR)
                            ? OracleFile.EXECUTABLE
                            : OracleFile.REGULAR));
            }
            case 2 -> files.put(path, new OracleFile(OracleFile.LINK, "target" + random.nextInt(3)));
            case 3 -> files.put(path, submodule());
            case 4 -> put(files, path + "/" + NAMES[random.nextInt(NAMES.length)], file);
            case 5 -> {
                int slash = path.lastIndexOf('/');
                if (slash > 0)
                    put(files, path.substring(0, slash), file);
            }
            default -> files.put(path, new OracleFile(OracleFile.REGULAR, texts.text()));
        }
    }
}
