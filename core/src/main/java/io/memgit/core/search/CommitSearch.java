package io.memgit.core.search;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.CommitDetails;
import io.memgit.core.browse.GitPath;
import io.memgit.core.browse.LogQuery;
import io.memgit.core.pattern.LineScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;

/** Looks through the history of a commit. */
final class CommitSearch implements AutoCloseable {

    private final Repository repository;
    private final CommitsQuery query;
    private final Deadline deadline;
    private final Optional<LineScanner> message;
    private final Optional<LineScanner> author;
    private final ChangedPaths changed;
    private final LogQuery log;
    private final boolean looksAtPaths;
    private final List<CommitDetails> page = new ArrayList<>();
    private int total;

    CommitSearch(Repository repository, CommitsQuery query, Deadline deadline) {
        this.repository = repository;
        this.query = query;
        this.deadline = deadline;
        this.message = query.pattern().map(p -> p.scanner(deadline));
        this.author = query.author().map(p -> p.scanner(deadline));
        this.changed = new ChangedPaths(repository, query.paths());
        // One path is followed as git log does; for globs, commits are looked at one by one.
        Optional<GitPath> path = query.paths().onlyPath().map(CommitSearch::withoutSlash).flatMap(GitPath::parse);
        this.looksAtPaths = path.isEmpty() && !query.paths().isAll();
        LogQuery all = LogQuery.from(query.start()).between(query.since(), query.until());
        this.log = path.map(all::touching).orElse(all);
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    CommitsResult.Page page(Browse browse) throws IOException {
        boolean truncated;
        try {
            truncated = browse.eachCommit(repository, log, this::look).isPresent();
        } catch (OutOfTimeException over) {
            truncated = true;
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        int end = query.skip() + page.size();
        Optional<Integer> next = end < total && !page.isEmpty() ? Optional.of(end) : Optional.empty();
        return new CommitsResult.Page(page, total, truncated, next);
    }

    private boolean look(CommitDetails commit) {
        deadline.pass();
        if (!isWanted(commit))
            return true;
        if (total++ >= query.skip() && page.size() < query.limit())
            page.add(commit);
        return true;
    }

    private boolean isWanted(CommitDetails commit) {
        if (author.isPresent()
                && !holds(author.get(), commit.author().name() + " <" + commit.author().email() + ">"))
            return false;
        if (message.isPresent() && !holds(message.get(), commit.message()))
            return false;
        try {
            return !looksAtPaths || changed.changes(commit, deadline);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(LineScanner scanner, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return scanner.next(bytes, 0, bytes.length);
    }

    @Override
    public void close() {
        changed.close();
    }
}
