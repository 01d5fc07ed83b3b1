package io.memgit.server.check;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A copy of a data directory that shares what is never written to again: the files of repositories
 * and the large entries beside the log. All others are copied, since a start goes on writing them.
 */
final class LinkedCopy extends SimpleFileVisitor<Path> {

    private static final String REPOSITORIES = "repositories";
    private static final String SPILLED = "spilled";

    private final Path from;
    private final Path to;

    private LinkedCopy(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    /** Fills the empty folder {@code to}. */
    static void of(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new LinkedCopy(from, to));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        Files.createDirectories(to.resolve(from.relativize(folder)));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Path name = from.relativize(file);
        Path target = to.resolve(name);
        if (isNeverWrittenAgain(name))
            Files.createLink(target, file);
        else
            Files.copy(file, target);
        return FileVisitResult.CONTINUE;
    }

    private static boolean isNeverWrittenAgain(Path name) {
        for (Path part : name) {
            if (part.toString().equals(REPOSITORIES) || part.toString().equals(SPILLED))
                return true;
        }
        return false;
    }
}
