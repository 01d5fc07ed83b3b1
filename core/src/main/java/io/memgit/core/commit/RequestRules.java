package io.memgit.core.commit;

import io.memgit.core.check.PathProblem;
import io.memgit.core.check.PathRules;
import io.memgit.core.commit.CommitOutcome.Declined;
import io.memgit.core.commit.CommitOutcome.Reason;
import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.CommitLimits;
import io.memgit.core.limits.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be said of a request before any head is looked at. */
public final class RequestRules {

    /** UTF-8 takes at most three bytes for each UTF-16 unit, so most texts need no counting. */
    private static final int MAX_BYTES_PER_CHAR = 3;

    private final PathRules paths;
    private final CommitLimits limits;

    /** Judges by {@code limits}. */
    public RequestRules(Limits limits) {
        this.paths = new PathRules(limits.tree());
        this.limits = limits.commit();
    }

    Optional<Declined> check(CommitRequest request) {
        if (request.actions().size() > limits.actions())
            return tooMany();
        if (isLonger(request.message(), limits.messageSize()))
            return tooMuch("commit.message_size", "a message takes at most " + limits.messageSize());
        if (isTooLong(request.author()) || isTooLong(request.committer()))
            return tooMuch("commit.ident_size", "a name or address takes at most " + limits.identSize());
        return check(request.actions());
    }

    /** Why these actions are not even tried, or empty. */
    public Optional<Declined> check(List<FileAction> actions) {
        if (actions.size() > limits.actions())
            return tooMany();
        for (int i = 0; i < actions.size(); i++) {
            Optional<Declined> declined = check(actions.get(i));
            if (declined.isPresent())
                return declined;
        }
        return Optional.empty();
    }

    private Optional<Declined> check(FileAction action) {
        @Nullable
        Content content = null;
        @Nullable
        String from = null;
        switch (action) {
            case FileAction.Put put -> content = put.content();
            case FileAction.Create create -> content = create.content();
            case FileAction.Update update -> content = update.content();
            case FileAction.Move move -> {
                content = move.content();
                from = move.from();
            }
            case FileAction.Copy copy -> from = copy.from();
            case FileAction.Delete _,FileAction.Chmod _ -> {
                // They bring nothing but a path.
            }
        }
        if (content instanceof Content.Bytes bytes && bytes.value().length > limits.fileSize().bytes())
            return Optional.of(Declined.limit("commit.file_size", action.path(),
                    "a file takes at most " + limits.fileSize()));
        Optional<Declined> declined = check(action.path());
        return declined.isPresent() || from == null ? declined : check(from);
    }

    private Optional<Declined> check(String path) {
        Optional<PathProblem> problem = paths.problem(path);
        if (problem.isEmpty())
            return Optional.empty();
        return Optional.of(new Declined(Reason.INVALID_PATH, path, "the path " + problem.get().message()));
    }

    private Optional<Declined> tooMany() {
        return tooMuch("commit.actions", "a commit takes at most " + limits.actions() + " actions");
    }

    private boolean isTooLong(Identity person) {
        return isLonger(person.name(), limits.identSize()) || isLonger(person.email(), limits.identSize());
    }

    private static boolean isLonger(String text, ByteCount limit) {
        if ((long) text.length() * MAX_BYTES_PER_CHAR <= limit.bytes())
            return false;
        return text.getBytes(StandardCharsets.UTF_8).length > limit.bytes();
    }

    private static Optional<Declined> tooMuch(String limit, String detail) {
        return Optional.of(Declined.limit(limit, "", detail));
    }
}
