package io.memgit.core.file;

import io.memgit.core.name.RepoId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of one repository that belong together and share a name up to the suffix. None of them is
 * there before {@link #publish}; what was not published is gone when this is closed. Used by one
 * thread.
 */
public final class NewFiles implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NewFiles.class);

    private final ObjectFiles files;
    private final Disk disk;
    private final RepoId owner;
    private final String base;
    private final Map<String, NewFile> made = new LinkedHashMap<>();
    private boolean published;

    NewFiles(ObjectFiles files, Disk disk, RepoId owner, String base) {
        this.files = files;
        this.disk = disk;
        this.owner = owner;
        this.base = base;
    }

    /** The name of the files without a suffix. */
    public String base() {
        return base;
    }

    /** Begins a file. */
    public NewFile create(String suffix) throws IOException {
        String temporary = ObjectFiles.TEMPORARY + base + "." + suffix;
        NewFile file = new NewFile(files.create(owner, temporary));
        made.put(suffix, file);
        return file;
    }

    /** What a file will be called. */
    public FileName nameOf(String suffix) {
        return new FileName(owner, base + "." + suffix);
    }

    /**
     * Makes all files last under their names.
     *
     * @return keeps them until it is closed
     */
    public ObjectFiles.Pin publish() throws IOException {
        for (NewFile file : made.values())
            file.syncAndClose();
        Map<FileName, Long> lengths = new LinkedHashMap<>();
        Path folder = files.folderOf(owner);
        for (Map.Entry<String, NewFile> each : made.entrySet()) {
            FileName name = nameOf(each.getKey());
            disk.rename(folder.resolve(ObjectFiles.TEMPORARY + name.name()), files.path(name));
            lengths.put(name, each.getValue().length());
        }
        disk.syncFolder(folder);
        published = true;
        return files.added(lengths);
    }

    /** Deletes what was not published. */
    @Override
    public void close() {
        if (published)
            return;
        for (Map.Entry<String, NewFile> each : made.entrySet()) {
            try {
                each.getValue().discard();
                FileName name = nameOf(each.getKey());
                // It may have been renamed before another one could not be.
                disk.delete(files.folderOf(owner).resolve(ObjectFiles.TEMPORARY + name.name()));
                disk.delete(files.path(name));
            } catch (IOException e) {
                LOG.warn("a file stays until the next start", e);
            }
        }
    }
}
