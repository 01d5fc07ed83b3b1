package io.memgit.server.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** How many data groups a data directory has: written when it is made, and never changed. */
final class DataGroups {

    private static final String FILE = "data-groups";
    private static final int MAX = 64;

    private DataGroups() {}

    /**
     * Sees that the directory has so many, and makes it so where nothing is in it yet.
     *
     * @throws UnusableDirectoryException
     *             when it has another number
     */
    static void require(Path directory, int wanted) throws IOException, UnusableDirectoryException {
        if (!Files.exists(directory.resolve(FILE)) && !Files.exists(directory.resolve(Storages.LEDGER)))
            write(directory, wanted);
        int there = of(directory);
        if (there != wanted)
            throw new UnusableDirectoryException(
                    "the data directory " + directory + " was made with storage.data_groups "
                            + there + " and cannot be used with " + wanted);
    }

    /**
     * How many a directory with a ledger has; one where it does not say.
     *
     * @throws UnusableDirectoryException
     *             when the file is damaged
     */
    static int of(Path directory) throws IOException, UnusableDirectoryException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file))
            return 1;
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!text.matches("[1-9]\\d?") || Integer.parseInt(text) > MAX)
            throw new UnusableDirectoryException(file + " is damaged: it should say how many data groups there are");
        return Integer.parseInt(text);
    }

    private static void write(Path directory, int count) throws IOException {
        Path part = directory.resolve(FILE + ".tmp");
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap((count + "\n").getBytes(StandardCharsets.ISO_8859_1)));
            channel.force(true);
        }
        Files.move(part, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(directory)) {
            folder.force(true);
        }
    }
}
