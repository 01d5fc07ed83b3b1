package io.memgit.core.archive;

/** Leaves a walk that met a limit; the door turns it into a result. */
final class LimitMet extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ArchiveLimit limit;

    LimitMet(ArchiveLimit limit) {
        super(limit.setting(), null, false, false);
        this.limit = limit;
    }

    ArchiveLimit limit() {
        return limit;
    }
}
