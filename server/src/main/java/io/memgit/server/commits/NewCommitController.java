package io.memgit.server.commits;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.CommitDetails;
import io.memgit.core.commit.CommitOutcome;
import io.memgit.core.commit.CommitOutcome.Committed;
import io.memgit.core.commit.CommitOutcome.Declined;
import io.memgit.core.commit.CommitOutcome.HeadMoved;
import io.memgit.core.commit.CommitRequest;
import io.memgit.core.commit.Commits;
import io.memgit.core.commit.Identity;
import io.memgit.core.event.EventNumber;
import io.memgit.core.ledger.Receipt;
import io.memgit.core.limits.CommitLimits;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.MovedRefs;
import io.memgit.server.people.People;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.refs.Expected;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.revisions.RevisionLookup;
import io.memgit.server.revisions.ShortNames;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Field;
import io.memgit.server.web.JsonLines;
import io.memgit.server.web.QueryParam;
import io.memgit.server.web.UrlText;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** {@code POST /repos/{repo}/commits}. */
public final class NewCommitController implements Resource {

    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";

    private final RepositoryAccess access;
    private final Commits commits;
    private final Browse browse;
    private final RevisionLookup revisions;
    private final People people;
    private final CommitLimits limits;

    public NewCommitController(RepositoryAccess access, Commits commits, Browse browse, RevisionLookup revisions,
            People people, CommitLimits limits) {
        this.access = access;
        this.commits = commits;
        this.browse = browse;
        this.revisions = revisions;
        this.people = people;
        this.limits = limits;
    }

    @Override
    public void addTo(Routes routes) {
        routes.post("/api/v1/repos/{repo}/commits", "createCommit")
                .tag("Commits")
                .summary(
                        "Makes one commit out of up to 10,000 actions on files. As application/x-ndjson the first line "
                                + "is the object without actions, and each further line one action.")
                .needs(Access.REPO_WRITE)
                .query(QueryParam.DRY_RUN)
                .conditional()
                .body(CommitBody.class, true, JSON, LINES)
                .answers(201, NewCommit.class)
                .problems(Code.INVALID_PATH, Code.INVALID_REF, Code.INVALID_CONTENT, Code.BRANCH_NOT_FOUND,
                        Code.REF_NOT_FOUND, Code.COMMIT_NOT_FOUND, Code.FILE_NOT_FOUND, Code.FILE_EXISTS,
                        Code.HEAD_MOVED, Code.CONFLICT, Code.PATH_CONFLICT, Code.EMPTY_COMMIT, Code.LIMIT_EXCEEDED)
                .repeated(this::createdAgain)
                .to(this::create);
    }

    private Answer create(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        Actions actions = new Actions(limits);
        CommitBody body = call.body().mediaType().equals(LINES) ? readLines(call, actions) : read(call, actions);
        if (actions.all().isEmpty() && !body.allowEmpty())
            throw Field.refused("actions", "has at least one action, unless allow_empty is true");
        Expected expected = Expected.of(call, body.expectedHead());
        // Named objects must still be there when the commit is made.
        try (Lease _ = repository.lease()) {
            actions.requireVisible(access.actor(call), repository);
            CommitRequest request = request(call, repository, body, actions, expected);
            return answer(repository, request, expected, call.await(commits.commit(repository, request)));
        }
    }

    private static CommitBody read(Call call, Actions actions) {
        CommitBody body = call.body().json(CommitBody.class);
        if (body.actions() != null)
            body.actions().forEach(actions::add);
        return body;
    }

    private CommitBody readLines(Call call, Actions actions) {
        JsonLines lines = call.body().jsonLines(limits.streamSize());
        CommitBody header = lines.next(CommitBody.class)
                .orElseThrow(() -> Problem.of(Code.INVALID_REQUEST, "the body is empty; the first line is an object")
                        .asException());
        if (header.actions() != null)
            throw Field.refused("actions", "is not given here: each action has a line of its own");
        for (Optional<ActionBody> line = lines.next(ActionBody.class); line
                .isPresent(); line = lines.next(ActionBody.class))
            actions.add(line.get());
        return header;
    }

    private CommitRequest request(Call call, MemoryRepository repository, CommitBody body, Actions actions,
            Expected expected) throws IOException {
        RefName branch = branch(repository, body.branch());
        String message = Field.text("message", body.message(), "commit.message_size", limits.messageSize().bytes());
        if (message.isBlank())
            throw Field.refused("message", "is not empty");
        Identity author = people.person("author", body.author(), people.caller(call));
        Identity committer = people.person("committer", body.committer(), author);
        return new CommitRequest(branch, message, actions.all(), author, committer, access.writer(call),
                start(repository, branch, body.startFrom()), expected.head(), body.allowEmpty(), call.dryRun());
    }

    private static RefName branch(MemoryRepository repository, @Nullable String name) {
        if (name == null)
            return repository.root().head();
        return ShortNames.branch("branch", name);
    }

    // It counts only while the branch is missing.
    private @Nullable ObjectId start(MemoryRepository repository, RefName branch, @Nullable String startFrom)
            throws IOException {
        if (startFrom == null || repository.refs().get(branch) != null)
            return null;
        return revisions.commit(repository, startFrom);
    }

    private static Answer answer(MemoryRepository repository, CommitRequest request, Expected expected,
            CommitOutcome outcome) {
        return switch (outcome) {
            case Committed made -> created(repository,
                    NewCommit.of(request.message(), request.author(), request.committer(), request.branch(), made),
                    made.number());
            case HeadMoved(ObjectId current) ->
                throw expected.moved(request.branch().shortName(), current).asException();
            case Declined declined ->
                throw Declines.problem(declined).with("branch", request.branch().shortName()).asException();
        };
    }

    private static Answer created(MemoryRepository repository, NewCommit made, EventNumber number) {
        return Answer
                .created(made, "/repos/" + UrlText.segment(repository.name().value()) + "/commits/"
                        + made.hash().name())
                .sequence(number.value());
    }

    // What the request says is in the commit.
    private Answer createdAgain(Call call, Receipt receipt) throws IOException {
        MemoryRepository repository = access.repository(call);
        RefUpdate move = MovedRefs.only(receipt);
        CommitDetails commit = browse.commit(repository, move.newId());
        ObjectId before = commit.parents().isEmpty()
                ? null
                : browse.commit(repository, commit.parents().getFirst()).tree();
        int files = commits.filesChanged(repository, before, commit.tree());
        return created(repository, NewCommit.of(commit, move, files), receipt.number());
    }
}
