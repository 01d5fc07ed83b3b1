package io.memgit.core.archive;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.Missing;
import io.memgit.core.limits.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** Writes archives. It is safe for use by many threads. */
public final class Archives {

    private final Browse browse;
    private final Limits limits;
    private final LongSupplier nanoTime;

    public Archives(Browse browse, Limits limits) {
        this(browse, limits, System::nanoTime);
    }

    Archives(Browse browse, Limits limits, LongSupplier nanoTime) {
        this.browse = browse;
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /**
     * Whether there is anything at the query's path.
     *
     * @throws IOException
     *             when the repository cannot be read
     */
    public boolean isThere(Repository repository, ArchiveQuery query) throws IOException {
        return query.path().isRoot()
                || !(browse.find(repository, query.tree(), query.path()) instanceof Missing);
    }

    /**
     * Writes an archive, which the stream may take as slowly as it likes: limits are looked at before.
     * The stream stays open.
     *
     * @throws IOException
     *             when the repository cannot be read, or the stream does not take what is written; what
     *             was written then is no whole archive
     */
    public ArchiveResult write(Repository repository, ArchiveQuery query, OutputStream out) throws IOException {
        if (!isThere(repository, query))
            return new ArchiveResult.Absent();
        Instant time = query.commit().isPresent()
                ? browse.commit(repository, query.commit().get()).committer().time()
                : Instant.EPOCH;
        try (ObjectReader reader = repository.newObjectReader()) {
            ArchiveMeter meter = new ArchiveMeter(limits, nanoTime);
            Survey survey = new Survey(reader, meter);
            new ArchiveWalk(reader, query, meter, survey).run();
            write(reader, query, time, out);
            return new ArchiveResult.Written(survey.entries(), meter.bytes());
        } catch (LimitMet met) {
            return new ArchiveResult.TooMuch(met.limit());
        }
    }

    private void write(ObjectReader reader, ArchiveQuery query, Instant time, OutputStream out) throws IOException {
        OpenEnd end = new OpenEnd(out);
        try (Container container = switch (query.format()) {
            case TAR_GZ -> new TarContainer(end, query.commit(), time);
            case ZIP -> new ZipContainer(end, query.commit(), time);
        }) {
            fill(container, reader, query, end);
        }
    }

    // The clock stands still: the first walk has found that this one ends.
    private void fill(Container container, ObjectReader reader, ArchiveQuery query, OpenEnd end) throws IOException {
        try {
            ArchiveMeter untimed = new ArchiveMeter(limits, () -> 0);
            new ArchiveWalk(reader, query, untimed, new ArchiveContent(reader, container)).run();
            container.finish();
        } catch (IOException | RuntimeException e) {
            end.cut();
            throw e;
        }
    }
}
