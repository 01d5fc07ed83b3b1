package io.memgit.core.browse;

import io.memgit.core.browse.History.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** Makes one page of history. */
final class Log {

    private final History history;
    private final HistoryWalk walk;
    private final LogQuery query;
    private final @Nullable FollowedPath followed;

    Log(ObjectReader reader, Meter meter, RenameFinder renames, LogQuery query) throws IOException {
        this.history = new History(reader, meter);
        this.walk = new HistoryWalk(reader, history, meter, query);
        this.query = query;
        this.followed = query.follow() && !query.path().isRoot()
                ? new FollowedPath(reader, meter, renames, query.path())
                : null;
    }

    LogResult page() throws IOException {
        List<CommitDetails> commits = new ArrayList<>();
        int skipped = 0;
        while (true) {
            Optional<Node> commit = nextMatch();
            if (commit.isEmpty())
                return new LogResult.Page(commits, Optional.empty());
            if (skipped < query.skip()) {
                skipped++;
            } else if (commits.size() < query.limit()) {
                commits.add(history.details(commit.get()));
            } else {
                return new LogResult.Page(commits, Optional.of(query.skip() + commits.size()));
            }
        }
    }

    /** Gives all commits, whatever the page, until {@code each} is false. */
    void forEach(Predicate<CommitDetails> each) throws IOException {
        Optional<Node> commit = nextMatch();
        while (commit.isPresent() && each.test(history.details(commit.get())))
            commit = nextMatch();
    }

    private Optional<Node> nextMatch() throws IOException {
        while (true) {
            Optional<Node> commit = walk.next();
            if (commit.isEmpty() || (saysWhatIsWanted(commit.get()) && changesWhatIsFollowed(commit.get())))
                return commit;
        }
    }

    private boolean saysWhatIsWanted(Node commit) throws IOException {
        if (query.author().isEmpty() && query.grep().isEmpty())
            return true;
        CommitDetails details = history.details(commit);
        String author = details.author().name() + " <" + details.author().email() + ">";
        return query.author().map(author::contains).orElse(true)
                && query.grep().map(details.message()::contains).orElse(true);
    }

    /** Merges change nothing of their own, unless only first parents count. */
    private boolean changesWhatIsFollowed(Node commit) throws IOException {
        FollowedPath path = followed;
        if (path == null)
            return true;
        if (commit.parents().length > 1 && !query.firstParent())
            return false;
        return path.isChangedBy(commit.tree(),
                commit.parents().length == 0
                        ? Optional.empty()
                        : Optional.of(history.read(commit.parents()[0]).tree()));
    }
}
