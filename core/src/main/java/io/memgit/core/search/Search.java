package io.memgit.core.search;

import io.memgit.core.browse.Browse;
import io.memgit.core.limits.Limits;
import io.memgit.core.limits.SearchLimits;
import io.memgit.core.limits.TreeLimits;
import io.memgit.core.pattern.PathFilter;
import io.memgit.core.search.GrepQuery.Place;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * Searches repositories.
 *
 * <p>
 * It is safe for use by many threads. Every method throws {@link IOException} when the repository
 * cannot be read, and for no other reason.
 */
public final class Search {

    private final SearchLimits limits;
    private final int walkEntries;
    private final Browse browse;
    private final ContentIndex index;
    private final LongSupplier nanoTime;
    private final RecentContents recent;
    private final Semaphore running;

    /**
     * @param index
     *            what is known of contents
     */
    public Search(Limits limits, Browse browse, ContentIndex index) {
        this(limits.search(), limits.tree(), browse, index, System::nanoTime);
    }

    /** The same with limits of its own. */
    public Search(SearchLimits limits, TreeLimits trees, Browse browse, ContentIndex index, LongSupplier nanoTime) {
        this.limits = limits;
        this.walkEntries = trees.walkEntries();
        this.browse = browse;
        this.index = index;
        this.nanoTime = nanoTime;
        this.recent = new RecentContents(this.limits.cacheSize().bytes());
        this.running = new Semaphore(this.limits.atOnce(), true);
    }

    /** What searches keep in memory for the next ones, in bytes. */
    public long memoryBytes() {
        return recent.bytes();
    }

    /** Gives up what is kept for the next searches. */
    public void release() {
        recent.clear();
    }

    /** Looks for lines in the files below a tree. */
    public GrepResult grep(Repository repository, ObjectId tree, GrepQuery query) throws IOException {
        Deadline deadline = new Deadline(nanoTime, limits.time());
        if (!begin(deadline))
            return new Overloaded();
        try {
            return new Grep(repository, deadline).page(tree, query);
        } finally {
            running.release();
        }
    }

    /** Looks for files below a tree by their paths. */
    public FilesResult files(Repository repository, ObjectId tree, FilesQuery query) throws IOException {
        Deadline deadline = new Deadline(nanoTime, limits.time());
        if (!begin(deadline))
            return new Overloaded();
        try (Contents contents = contents(repository)) {
            FileList list = new FileWalk(contents, query.paths(), true, deadline, walkEntries).list(tree);
            return new FileSearch(list, query, deadline).page(repository);
        } finally {
            running.release();
        }
    }

    /** Looks for commits in the history of one. */
    public CommitsResult commits(Repository repository, CommitsQuery query) throws IOException {
        Deadline deadline = new Deadline(nanoTime, limits.time());
        if (!begin(deadline))
            return new Overloaded();
        try (CommitSearch search = new CommitSearch(repository, query, deadline)) {
            return search.page(browse);
        } finally {
            running.release();
        }
    }

    private boolean begin(Deadline deadline) {
        recent.begin();
        try {
            return running.tryAcquire(Math.max(0, deadline.leftNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Contents contents(Repository repository) {
        return new Contents(repository.newObjectReader(), recent, limits.fileSize().bytes());
    }

    /** One search for lines. */
    private final class Grep {
        private final Repository repository;
        private final Deadline deadline;

        Grep(Repository repository, Deadline deadline) {
            this.repository = repository;
            this.deadline = deadline;
        }

        GrepResult.Page page(ObjectId tree, GrepQuery query) throws IOException {
            FileList files = list(tree, query.paths());
            boolean isFirst = query.start() instanceof GrepQuery.Skip;
            Place from = query.start() instanceof Place place ? place : new Place(0, 0, 0, 0, false);
            // The first page counts all hits; the others know how many there are.
            long enough = isFirst ? Long.MAX_VALUE : (long) from.hit() + query.limit() + 1;
            Sweep sweep = new Sweep(files, Math.min(from.file(), files.size()), query.pattern(), question(query),
                    query.mostPerFile(), enough, deadline);
            List<ObjectId> unknown = sweep.run(() -> contents(repository));
            if (!unknown.isEmpty())
                index.learn(repository, unknown);
            return new Pages(repository, files, sweep, query, from).page();
        }

        private FileList list(ObjectId tree, PathFilter paths) throws IOException {
            try (Contents contents = contents(repository)) {
                return new FileWalk(contents, paths, false, deadline, walkEntries).list(tree);
            }
        }

        private ContentIndex.Question question(GrepQuery query) {
            List<String> required = query.pattern().required();
            return required.isEmpty() ? _ -> ContentIndex.Answer.MAYBE : index.question(required);
        }
    }

    /** What the sweep of one search has found, as a page. */
    private final class Pages {
        private final Repository repository;
        private final FileList files;
        private final Sweep sweep;
        private final GrepQuery query;
        private final Place from;

        Pages(Repository repository, FileList files, Sweep sweep, GrepQuery query, Place from) {
            this.repository = repository;
            this.files = files;
            this.sweep = sweep;
            this.query = query;
            this.from = from;
        }

        GrepResult.Page page() throws IOException {
            int end = from.file();
            long counted = -from.hit();
            boolean skippedLarge = false;
            for (; end < files.size() && sweep.count(end) != Sweep.UNKNOWN; end++) {
                counted += Math.max(0, sweep.count(end));
                skippedLarge |= sweep.count(end) == Sweep.SKIPPED;
            }
            boolean isSkip = query.start() instanceof GrepQuery.Skip;
            boolean outOfTime = end < files.size() && (isSkip || counted <= query.limit());
            Place begin = isSkip ? skipped(((GrepQuery.Skip) query.start()).hits(), end) : from;
            boolean truncated = from.truncated() || outOfTime || skippedLarge || !files.isComplete();
            long total = Math.max(from.total(), from.shown() + counted);
            return page(begin, end, total, truncated, outOfTime);
        }

        private GrepResult.Page page(Place begin, int end, long total, boolean truncated, boolean outOfTime)
                throws IOException {
            Deadline deadline = new Deadline(nanoTime, limits.time());
            try (Contents contents = contents(repository)) {
                PageMaker maker = new PageMaker(files, query, limits, contents, deadline);
                List<Hit> hits = maker.make(sweep, begin.file(), begin.hit(), end);
                long shown = begin.shown() + hits.size();
                Optional<Place> next = Optional.empty();
                if (maker.isFull())
                    next = Optional.of(maker.next(shown, total, truncated));
                else if (outOfTime)
                    // A file that alone takes longer than a search may is left out.
                    next = Optional.of(new Place(end == begin.file() ? end + 1 : end, 0, shown, total, true))
                            .filter(p -> p.file() < files.size());
                return new GrepResult.Page(hits, total, truncated, begin.shown(), next);
            }
        }

        private Place skipped(int hits, int end) {
            int left = hits;
            int file = 0;
            for (; file < end; file++) {
                int count = Math.max(0, sweep.count(file));
                if (count > left)
                    break;
                left -= count;
            }
            return new Place(file, file < end ? left : 0, hits, 0, false);
        }
    }
}
