package io.memgit.server.workspaces;

import io.memgit.core.commit.Identity;
import io.memgit.core.ledger.Actor;
import io.memgit.core.limits.CommitLimits;
import io.memgit.core.merge.Favor;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.workspace.CommitWish;
import io.memgit.core.workspace.Target;
import io.memgit.core.workspace.Transactions;
import io.memgit.core.workspace.Workspace;
import io.memgit.core.workspace.WorkspaceOutcome;
import io.memgit.core.workspace.WorkspaceOutcome.Made;
import io.memgit.core.workspace.WorkspaceOutcome.Written;
import io.memgit.core.workspace.Workspaces;
import io.memgit.core.workspace.Workspaces.ResetMode;
import io.memgit.server.combining.WorkspaceReset;
import io.memgit.server.commits.NewCommit;
import io.memgit.server.people.People;
import io.memgit.server.people.PersonBody;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.reading.Point;
import io.memgit.server.reading.ReadFrom;
import io.memgit.server.reading.UncommittedLookup;
import io.memgit.server.refs.Expected;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.revisions.RevisionLookup;
import io.memgit.server.revisions.ShortNames;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Field;
import io.memgit.server.web.Query;
import io.memgit.server.web.QueryParam;
import io.memgit.server.web.UrlText;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What all controllers of uncommitted state share: whose it is, which is meant, and how it is
 * committed.
 */
public final class Drafts implements UncommittedLookup, WorkspaceReset {

    static final QueryParam WORKSPACE = QueryParam.text("workspace", "The workspace that is meant, by its id.");
    static final QueryParam BRANCH = QueryParam.text("branch", "The caller's own workspace for this branch.");
    static final QueryParam TX = QueryParam.text("tx", "The transaction that is meant, by its id.");
    static final Code[] TARGETS = {Code.WORKSPACE_NOT_FOUND, Code.TX_NOT_FOUND, Code.TX_CLOSED, Code.BRANCH_NOT_FOUND,
            Code.INVALID_REF};

    private final RepositoryAccess access;
    private final Workspaces workspaces;
    private final Transactions transactions;
    private final RevisionLookup revisions;
    private final People people;
    private final CommitLimits limits;

    public Drafts(RepositoryAccess access, Workspaces workspaces, Transactions transactions,
            RevisionLookup revisions, People people,
            CommitLimits limits) {
        this.access = access;
        this.workspaces = workspaces;
        this.transactions = transactions;
        this.revisions = revisions;
        this.people = people;
        this.limits = limits;
    }

    RepositoryAccess access() {
        return access;
    }

    Workspaces workspaces() {
        return workspaces;
    }

    Transactions transactions() {
        return transactions;
    }

    /** The short name of the branch of the transaction that a call names. */
    String branchOf(MemoryRepository repository, Call call) {
        return workspaces.peek(actor(call), repository, new Target.InTransaction(call.name("tx")))
                .map(tx -> tx.branch().shortName())
                .orElse("the branch");
    }

    CommitLimits limits() {
        return limits;
    }

    MemoryRepository repository(Call call) {
        return access.repository(call);
    }

    Actor actor(Call call) {
        return access.actor(call);
    }

    /**
     * Which workspace a call means.
     *
     * @param workspace
     *            the field of the body, as the other two
     * @throws io.memgit.server.problem.ProblemException
     *             400 when query and body say different things, or more than one is named
     */
    Target target(Call call, @Nullable String workspace, @Nullable String branch, @Nullable String tx) {
        Optional<String> id = one(call, "workspace", workspace);
        Optional<String> name = one(call, "branch", branch);
        Optional<String> transaction = one(call, "tx", tx);
        long named = Stream.of(id, name, transaction).filter(Optional::isPresent).count();
        if (named > 1)
            throw Field.refused("workspace", "is given alone, without branch and tx");
        if (id.isPresent())
            return new Target.Named(id.get());
        if (transaction.isPresent())
            return new Target.InTransaction(transaction.get());
        return name.isPresent()
                ? new Target.OfBranch(ShortNames.branch("branch", name.get()))
                : new Target.Usual();
    }

    private static Optional<String> one(Call call, String name, @Nullable String inBody) {
        Optional<String> inQuery = call.query().text(name);
        if (inQuery.isPresent() && inBody != null && !inQuery.get().equals(inBody))
            throw Query.refused(name, "is given in the query and in the body, and differs");
        return inQuery.isPresent() ? inQuery : Optional.ofNullable(inBody);
    }

    /** The code of a target that is not there. */
    static Code missing(Target target) {
        return target instanceof Target.InTransaction ? Code.TX_NOT_FOUND : Code.WORKSPACE_NOT_FOUND;
    }

    /**
     * The workspace that is meant, whose time is renewed by that.
     *
     * @throws io.memgit.server.problem.ProblemException
     *             404 when the caller has none of that name
     */
    Workspace find(Call call, MemoryRepository repository, Target target) {
        return call.await(workspaces.named(actor(call), repository, target))
                .orElseThrow(() -> notFound(target).asException());
    }

    private static Problem notFound(Target target) {
        return switch (target) {
            case Target.OfBranch(RefName branch) -> Problem
                    .of(Code.BRANCH_NOT_FOUND, "there is no branch " + branch.shortName())
                    .with("name", branch.shortName());
            case Target.Named(String id) -> WorkspaceProblems.missing(Code.WORKSPACE_NOT_FOUND, id);
            case Target.InTransaction(String id) -> WorkspaceProblems.missing(Code.TX_NOT_FOUND, id);
            case Target.Usual _ -> throw new IllegalStateException("everybody has a usual workspace");
        };
    }

    /** The state of a workspace that a read names. */
    @Override
    public Point find(MemoryRepository repository, ReadFrom.Uncommitted wanted) {
        Workspace workspace = find(wanted.call(), repository, new Target.Named(wanted.workspace()));
        return wanted.base() ? base(workspace) : point(workspace);
    }

    @Override
    public Done reset(Call call, MemoryRepository repository, String workspace, String revision, ResetMode mode)
            throws IOException {
        Target target = new Target.Named(workspace);
        try (Lease _ = repository.lease()) {
            ObjectId commit = commit(repository, revision);
            ObjectId old = find(call, repository, target).base();
            Written done = written(call,
                    workspaces.reset(actor(call), repository, target, commit, mode, call.dryRun()), target);
            return new Done(old == null ? ObjectId.zeroId() : old, commit, done.number().value());
        }
    }

    /** What is in a workspace, to be read. */
    static Point point(Workspace workspace) {
        return new Point(workspace.id(), workspace.head(), workspace.work(), false);
    }

    /** What a workspace stands on. */
    static Point base(Workspace workspace) {
        return new Point(workspace.branch().shortName(), workspace.base(), workspace.baseTree(), false);
    }

    /** What was written. */
    Written written(Call call, CompletableFuture<WorkspaceOutcome> outcome, Target target) {
        return switch (call.await(outcome)) {
            case Written written -> written;
            case WorkspaceOutcome other ->
                throw WorkspaceProblems.of(other, missing(target), new Expected(null, false));
        };
    }

    RefName branch(MemoryRepository repository, @Nullable String name) {
        return name == null ? repository.root().head() : ShortNames.branch("branch", name);
    }

    /** The commit that a revision stands for. */
    ObjectId commit(MemoryRepository repository, String revision) throws IOException {
        return revisions.commit(repository, revision);
    }

    /** How a call wants something to be committed. */
    CommitWish wish(Call call, String message, @Nullable PersonBody author, @Nullable PersonBody committer,
            Expected expected, boolean stagedOnly, boolean allowEmpty, Favor favor) {
        Identity writer = people.person("author", author, people.caller(call));
        return wish(message, writer, people.person("committer", committer, writer), expected, stagedOnly, allowEmpty,
                favor);
    }

    Identity caller(Call call) {
        return people.caller(call);
    }

    Identity person(String field, PersonBody body, Identity whenAbsent) {
        return people.person(field, body, whenAbsent);
    }

    CommitWish wish(String message, Identity author, Identity committer, Expected expected, boolean stagedOnly,
            boolean allowEmpty, Favor favor) {
        Field.text("message", message, "commit.message_size", limits.messageSize().bytes());
        if (message.isBlank())
            throw Field.refused("message", "is not empty");
        return new CommitWish(message, author, committer, expected.head(), stagedOnly, allowEmpty, favor);
    }

    /** 201 with the commit that was made. */
    Answer made(MemoryRepository repository, CommitWish wish, WorkspaceOutcome outcome, Code whenMissing,
            Expected expected) {
        return switch (outcome) {
            case Made(Workspace workspace, var commit) -> Answer
                    .created(NewCommit.of(wish.message(), wish.author(), wish.committer(), workspace.branch(), commit),
                            "/repos/" + UrlText.segment(repository.name().value()) + "/commits/"
                                    + commit.commit().name())
                    .sequence(commit.number().value());
            case WorkspaceOutcome other -> throw WorkspaceProblems.of(other, whenMissing, expected);
        };
    }
}
