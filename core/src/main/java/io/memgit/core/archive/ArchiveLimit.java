package io.memgit.core.archive;

/** The limits that an archive can meet. */
public enum ArchiveLimit {
    /** More files and directories than one walk may pass. */
    ENTRIES("tree.walk_entries"),
    /** A path, with the prefix, or a link's target that is longer than a path may be. */
    PATH("tree.path_bytes"),
    /** Directories that are nested deeper than they may be. */
    DEPTH("tree.depth"),
    /** More bytes of files than an archive may hold. */
    SIZE("browse.archive_size"),
    /** More bytes of attributes for one path than are read. */
    ATTRIBUTES("browse.attributes_size"),
    /** Counting that takes longer than a walk may. */
    TIME("browse.walk_time");

    private final String setting;

    ArchiveLimit(String setting) {
        this.setting = setting;
    }

    /** The setting's name below {@code limits}. */
    public String setting() {
        return setting;
    }
}
