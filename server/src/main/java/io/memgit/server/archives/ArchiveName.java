package io.memgit.server.archives;

import io.memgit.core.archive.ArchiveFormat;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import java.util.Optional;

/**
 * What the end of an archive's URL says.
 *
 * @param ref
 *            the revision; empty for the default branch
 * @param format
 *            the form
 */
record ArchiveName(Optional<String> ref, ArchiveFormat format) {

    /**
     * Reads {@code main.tar.gz}, {@code feature/one.zip}, {@code .zip}.
     *
     * @throws ProblemException
     *             400 {@code INVALID_REQUEST} where the name ends in no known form
     */
    static ArchiveName of(String name) {
        for (ArchiveFormat format : ArchiveFormat.values()) {
            if (name.endsWith(format.suffix())) {
                String ref = name.substring(0, name.length() - format.suffix().length());
                return new ArchiveName(Optional.of(ref).filter(r -> !r.isEmpty()), format);
            }
        }
        throw Problem.of(Code.INVALID_REQUEST, "an archive is a revision followed by .tar.gz or .zip")
                .with("ref", name)
                .asException();
    }
}
