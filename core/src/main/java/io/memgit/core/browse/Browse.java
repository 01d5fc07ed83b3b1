package io.memgit.core.browse;

import io.memgit.core.limits.BrowseLimits;
import io.memgit.core.limits.Limits;
import io.memgit.core.limits.TreeLimits;
import io.memgit.core.object.WalkLimitException;
import io.memgit.core.ref.RefName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * Reads repositories.
 *
 * <p>
 * It is safe for use by many threads. Trees and commits are named by ids that {@link #resolve}
 * gave, so what is read together is of one state. Every method throws {@link IOException} when the
 * repository cannot be read, and for no other reason.
 */
public final class Browse {

    private final BrowseLimits limits;
    private final TreeLimits treeLimits;
    private final LongSupplier nanoTime;

    public Browse(Limits limits) {
        this(limits, System::nanoTime);
    }

    Browse(Limits limits, LongSupplier nanoTime) {
        this.limits = limits.browse();
        this.treeLimits = limits.tree();
        this.nanoTime = nanoTime;
    }

    /**
     * Finds what {@code revision} names: a branch, a tag, a full ref name, a full hash or a unique
     * prefix of one with seven or more digits, followed by any number of {@code ~n}, {@code ^n},
     * {@code ^{commit}} and a last {@code ^{tree}}.
     *
     * @param visible
     *            which commits may be named by a hash
     */
    public Resolution resolve(Repository repository, String revision, Visible visible) throws IOException {
        return resolve(repository, RefLookup.of(repository.getRefDatabase()), revision, visible);
    }

    /** The same where refs stand for what {@code refs} says. */
    public Resolution resolve(Repository repository, RefLookup refs, String revision, Visible visible)
            throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return new Revisions(refs, reader, visible, meter()).resolve(revision);
        } catch (WalkLimitException tooFar) {
            return new Exceeded(tooFar.limit().equals("browse.walk_time") ? Bound.WALK_TIME : Bound.WALK_COMMITS);
        } catch (BoundReached reached) {
            return reached.asResult();
        }
    }

    /** Finds what the ref of exactly this name stands for. */
    public Resolution resolve(Repository repository, RefName ref) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return new Revisions(RefLookup.of(repository.getRefDatabase()), reader, _ -> true, meter()).resolve(ref);
        } catch (BoundReached reached) {
            return reached.asResult();
        }
    }

    /**
     * Finds the file or link at {@code path} below the tree {@code root} without reading its
     * content.
     */
    public FileResult find(Repository repository, ObjectId root, GitPath path) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return new Files(reader).entry(root, path);
        }
    }

    /**
     * Reads the file or link at {@code path} below the tree {@code root} into memory. A larger one
     * than a batch may hold is refused: {@link #open} streams it.
     */
    public ReadResult read(Repository repository, ObjectId root, GitPath path) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return new Files(reader).read(root, path, limits.batchSize().bytes());
        }
    }

    /** Reads many files below the tree {@code root}, opening each directory once. */
    public BatchResult readAll(Repository repository, ObjectId root, List<GitPath> paths) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return new Files(reader).readAll(root, paths, limits);
        }
    }

    /** The size of a blob in bytes, or empty when there is no such blob. */
    public OptionalLong size(Repository repository, ObjectId blob) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            if (!reader.has(blob) || reader.open(blob).getType() != Constants.OBJ_BLOB)
                return OptionalLong.empty();
            return OptionalLong.of(reader.getObjectSize(blob, Constants.OBJ_BLOB));
        }
    }

    /** The content of a blob as a stream, which the caller closes. */
    public InputStream open(Repository repository, ObjectId blob) throws IOException {
        ObjectReader reader = repository.newObjectReader();
        try {
            return new BlobStream(reader.open(blob, Constants.OBJ_BLOB).openStream(), reader);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Lists a directory below the tree {@code root}. */
    public TreeResult list(Repository repository, ObjectId root, TreeQuery query) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return new TreeListing(reader, meter(), query).list(root);
        } catch (BoundReached reached) {
            return reached.asResult();
        }
    }

    /**
     * Counts the files and links below the tree {@code root}.
     *
     * @param most
     *            how many of them are named
     */
    public TallyResult count(Repository repository, ObjectId root, int most) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return new FileTally(reader, meter(), most).count(root);
        } catch (BoundReached reached) {
            return reached.asResult();
        }
    }

    /** Reads the commit {@code id}, which exists. */
    public CommitDetails commit(Repository repository, ObjectId id) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return new CommitParser(id, reader.open(id, Constants.OBJ_COMMIT).getCachedBytes(Integer.MAX_VALUE))
                    .details();
        }
    }

    /** Lists history. */
    public LogResult log(Repository repository, LogQuery query) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            Meter meter = meter();
            return new Log(reader, meter, renames(reader, meter), query).page();
        } catch (BoundReached reached) {
            return reached.asResult();
        }
    }

    /**
     * Goes through the history that {@link #log} would list, without its pages, until {@code each} has
     * seen enough.
     *
     * @param each
     *            false to end here
     * @return the limit that was met before, or nothing
     */
    public Optional<Exceeded> eachCommit(Repository repository, LogQuery query, Predicate<CommitDetails> each)
            throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            Meter meter = meter();
            new Log(reader, meter, renames(reader, meter), query).forEach(each);
            return Optional.empty();
        } catch (BoundReached reached) {
            return Optional.of(reached.asResult());
        }
    }

    /**
     * Compares two revisions: a page of changed files with their patches, and the sums over all
     * files.
     */
    public DiffResult diff(Repository repository, DiffQuery query) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return new Diff(reader, meter(), limits, query).page();
        } catch (BoundReached reached) {
            return reached.asResult();
        }
    }

    /**
     * Compares two revisions and writes the whole comparison as text. Paging does not apply.
     * Unless the answer is {@link DiffResult.Written}, nothing has been written.
     */
    public DiffResult write(Repository repository, DiffQuery query, DiffFormat format, OutputStream out)
            throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return new Diff(reader, meter(), limits, query).write(format, out);
        } catch (BoundReached reached) {
            return reached.asResult();
        }
    }

    /** Finds where the histories of two commits part, and what each has for itself. */
    public Divergence divergence(Repository repository, ObjectId one, ObjectId other) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return new MergeBases(reader, meter()).divergence(one, other);
        } catch (BoundReached reached) {
            return reached.asResult();
        }
    }

    private RenameFinder renames(ObjectReader reader, Meter meter) {
        return new RenameFinder(reader, meter, limits.renameCandidates());
    }

    private Meter meter() {
        return new Meter(limits, treeLimits, nanoTime);
    }
}
