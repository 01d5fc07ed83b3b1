package io.memgit.cluster.disk;

import io.memgit.core.file.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The folder of a ledger: which version wrote it, which groups it has, and that nobody else has it
 * open. A group is listed before its first answer, so that one whose folder was deleted is missed.
 *
 * <pre>
 *   memgit-ledger 1
 *   group data-0
 *   group meta
 *   crc32c 1b2c3d4e
 * </pre>
 */
public final class DataFolder implements Closeable {

    private static final int VERSION = 1;
    private static final String HEAD = "memgit-ledger ";
    private static final String GROUP = "group ";
    private static final String CHECKSUM = "crc32c ";

    private final Path root;
    private final Synced files;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final NavigableSet<String> listed = new TreeSet<>();

    private DataFolder(Path root, Synced files, FileChannel lockFile, FileLock lock) {
        this.root = root;
        this.files = files;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Opens the folder for groups of the given names, and makes what is not there yet.
     *
     * @throws DataFolderException
     *             when it is in use, of a newer version, not writable, or has groups that are not named
     * @throws DataDamagedException
     *             when something of it is gone or not what was written
     */
    public static DataFolder open(Path root, Collection<String> groups, Disk disk) throws IOException {
        DataFolder folder = lock(root.toAbsolutePath().normalize(), new Synced(disk));
        try {
            folder.check(groups);
            return folder;
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static DataFolder lock(Path root, Synced files) throws IOException {
        // Ratis takes a list of folders, separated by these.
        if (root.toString().contains(","))
            throw new DataFolderException(root + " cannot be used: it has a comma in its path");
        FileChannel file;
        try {
            files.createFolders(root);
            // A process that was killed may have made it and not come to syncing its name.
            files.folder(Synced.parentOf(root));
            file = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new DataFolderException(root + " cannot be written to: " + e, e);
        }
        try {
            FileLock lock = file.tryLock();
            if (lock != null)
                return new DataFolder(root, files, file, lock);
        } catch (OverlappingFileLockException e) {
            // held within this process: the same answer
        }
        file.close();
        throw new DataFolderException(root + " is in use by another process");
    }

    private void check(Collection<String> groups) throws IOException {
        read();
        for (String name : listed) {
            if (!groups.contains(name))
                throw new DataFolderException(root + " has the group " + name + ", which is not among " + groups);
            group(name).requireWhole();
        }
        for (String name : groups) {
            if (!listed.contains(name))
                createGroup(name);
        }
    }

    private void createGroup(String name) throws IOException {
        GroupFolder folder = group(name);
        if (folder.hasAnswered())
            throw new DataDamagedException(format(), "it does not list the group " + name + ", which has answered");
        folder.create();
    }

    /** The folder of a group. */
    public GroupFolder group(String name) {
        return new GroupFolder(root.resolve(name), idOf(name), files);
    }

    /** The group is on disk, and from now on expected to be. */
    public synchronized void list(String group) throws IOException {
        if (!listed.add(group))
            return;
        StringBuilder text = new StringBuilder(HEAD).append(VERSION).append('\n');
        listed.forEach(name -> text.append(GROUP).append(name).append('\n'));
        String sum = checksum(text.toString());
        text.append(CHECKSUM).append(sum).append('\n');
        files.write(format(), out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private void read() throws IOException {
        if (!Files.exists(format()))
            return;
        String text = new String(Files.readAllBytes(format()), StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (lines.size() >= 3 && isNewer(lines.getFirst()))
            throw new DataFolderException(root + " was written by a newer version: " + lines.getFirst());
        int end = text.lastIndexOf(CHECKSUM);
        if (end < 0 || !text.substring(end).equals(CHECKSUM + checksum(text.substring(0, end)) + "\n"))
            throw new DataDamagedException(format(), "its checksum is not that of its text");
        lines.stream().filter(line -> line.startsWith(GROUP)).map(line -> line.substring(GROUP.length()))
                .forEach(listed::add);
    }

    private static boolean isNewer(String head) {
        return head.matches(HEAD + "[0-9]{1,9}") && Integer.parseInt(head.substring(HEAD.length())) > VERSION;
    }

    private Path format() {
        return root.resolve("format");
    }

    private static UUID idOf(String name) {
        return UUID.nameUUIDFromBytes(("memgit-group:" + name).getBytes(StandardCharsets.UTF_8));
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }

    @Override
    public void close() throws IOException {
        try (lockFile) {
            lock.release();
        }
    }
}
