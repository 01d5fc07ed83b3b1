package io.memgit.core.archive;

/** The forms of an archive. */
public enum ArchiveFormat {
    /** A tar file, compressed with gzip. */
    TAR_GZ(".tar.gz", "application/gzip"),
    /** A zip file. */
    ZIP(".zip", "application/zip");

    private final String suffix;
    private final String mediaType;

    ArchiveFormat(String suffix, String mediaType) {
        this.suffix = suffix;
        this.mediaType = mediaType;
    }

    /** What names of such files end with, such as {@code .tar.gz}. */
    public String suffix() {
        return suffix;
    }

    /** The Content-Type. */
    public String mediaType() {
        return mediaType;
    }
}
