package io.memgit.core.check;

import io.memgit.core.limits.TreeLimits;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A file that Git obeys when it is checked out, so its content matters. */
public enum SpecialFile {

    /**
     * Says where submodules come from: must be a regular file without hostile names, addresses, paths
     * and commands.
     */
    GITMODULES,
    /** Says how files are treated: must have lines that every Git can read. */
    GITATTRIBUTES;

    // Git ignores longer lines since they overflowed its integers, and refuses to receive them.
    private static final int ATTRIBUTES_LINE_BYTES = 2048;
    private static final int ATTRIBUTES_BYTES = 100 << 20;

    /**
     * The special file that some file system takes the last name of the good path {@code path} for, if
     * any.
     */
    public static Optional<SpecialFile> named(String path) {
        int start = path.lastIndexOf('/') + 1;
        char first = start == path.length() ? '/' : path.charAt(start);
        if (first != '.' && first != 'g' && first != 'G' && first < 0x80)
            return Optional.empty();
        byte[] name = path.substring(start).getBytes(StandardCharsets.UTF_8);
        if (NameRules.isGitmodules(name, 0, name.length))
            return Optional.of(GITMODULES);
        return NameRules.isGitattributes(name, 0, name.length) ? Optional.of(GITATTRIBUTES) : Optional.empty();
    }

    /** Whether it may be a symbolic link. */
    public boolean mayBeSymlink() {
        return this == GITATTRIBUTES;
    }

    /**
     * What is wrong with the bytes of such a file, in words that begin with a message id of Git; or
     * empty.
     */
    public Optional<String> problem(byte[] content, TreeLimits limits) {
        if (content.length > maxBytes(limits))
            return Optional.of(tooLarge());
        return switch (this) {
            case GITMODULES -> GitmodulesRules.problem(content);
            case GITATTRIBUTES -> attributesProblem(content);
        };
    }

    int maxBytes(TreeLimits limits) {
        return switch (this) {
            case GITMODULES -> limits.gitmodulesSize().asInt();
            case GITATTRIBUTES -> ATTRIBUTES_BYTES;
        };
    }

    String tooLarge() {
        return switch (this) {
            case GITMODULES -> "gitmodulesLarge: a .gitmodules file is too large";
            case GITATTRIBUTES -> "gitattributesLarge: a .gitattributes file is too large";
        };
    }

    private static Optional<String> attributesProblem(byte[] content) {
        int start = 0;
        for (int i = 0; i <= content.length; i++) {
            boolean end = i == content.length || content[i] == 0;
            if (!end && content[i] != '\n')
                continue;
            if (i - start >= ATTRIBUTES_LINE_BYTES)
                return Optional.of("gitattributesLineLength: a .gitattributes file has a line that is too long");
            if (end)
                break;
            start = i + 1;
        }
        return Optional.empty();
    }
}
