package io.memgit.cluster.disk;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much room a disk has, looked up now and then and remembered. What it says is as old as the
 * last
 * {@link #look}.
 */
public final class FreeSpace {

    private final FileStore disk;
    private final long reserveBytes;
    private volatile long usableBytes;

    /**
     * @param folder
     *            a folder on the disk
     * @param reserveBytes
     *            what is to be kept free
     */
    public FreeSpace(Path folder, long reserveBytes) throws IOException {
        this.disk = Files.getFileStore(folder);
        this.reserveBytes = reserveBytes;
        look();
    }

    /** Looks how much room there is. */
    public void look() throws IOException {
        usableBytes = disk.getUsableSpace();
    }

    /** Whether more than the reserve is free. */
    public boolean isEnough() {
        return usableBytes > reserveBytes;
    }

    /** Whether that is so still when {@code bytes} more are written. */
    public boolean isEnoughFor(long bytes) {
        return usableBytes - bytes > reserveBytes;
    }

    /** Whether even half of the reserve is no longer free: the ledger's own upkeep stops here. */
    public boolean isNearlyUp() {
        return usableBytes <= reserveBytes / 2;
    }

    /** What is free and what should be, for a message. */
    public String describe() {
        return "only " + usableBytes + " bytes are free, and " + reserveBytes + " are to be kept free";
    }

    /** Bytes that were free. */
    public long usableBytes() {
        return usableBytes;
    }
}
