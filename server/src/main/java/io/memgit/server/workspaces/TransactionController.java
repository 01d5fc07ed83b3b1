package io.memgit.server.workspaces;

import io.memgit.core.commit.Identity;
import io.memgit.core.ledger.Actor;
import io.memgit.core.merge.Favor;
import io.memgit.core.repo.HiddenRef;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Ttl;
import io.memgit.core.workspace.CommitWish;
import io.memgit.core.workspace.NewWorkspace;
import io.memgit.core.workspace.Target;
import io.memgit.core.workspace.Transactions;
import io.memgit.core.workspace.Workspace;
import io.memgit.core.workspace.WorkspaceOutcome;
import io.memgit.core.workspace.WorkspaceOutcome.Conflicted;
import io.memgit.core.workspace.WorkspaceOutcome.Declined;
import io.memgit.core.workspace.WorkspaceOutcome.Written;
import io.memgit.server.commits.NewCommit;
import io.memgit.server.problem.Code;
import io.memgit.server.refs.Expected;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.RouteBuilder;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.QueryParam;
import io.memgit.server.web.UrlText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /repos/{repo}/transactions}, and the same as {@code /transaction}. */
public final class TransactionController implements Resource {

    private static final String TAG = "Transactions";
    private static final Ttl USUAL_TTL = new Ttl(300);

    private final Drafts drafts;
    private final FlowController flow;

    public TransactionController(Drafts drafts, FlowController flow) {
        this.drafts = drafts;
        this.flow = flow;
    }

    @Override
    public void addTo(Routes routes) {
        addTo(routes, WorkspaceController.REPO + "/transactions", "");
        addTo(routes, WorkspaceController.REPO + "/transaction", "Alias");
    }

    private void addTo(Routes routes, String all, String suffix) {
        String one = all + "/{tx}";
        routes.post(all, "beginTransaction" + suffix)
                .tag(TAG)
                .summary("Begins a transaction: changes that are committed or rolled back as a whole.")
                .needs(Access.REPO_WRITE)
                .query(QueryParam.DRY_RUN)
                .optionalBody(BeginTransaction.class)
                .answers(201, TransactionBody.class)
                .problems(Code.BRANCH_NOT_FOUND, Code.INVALID_REF, Code.LIMIT_EXCEEDED)
                .to(this::begin);
        named(routes.get(one, "getTransaction" + suffix), Access.REPO_READ)
                .summary("One transaction, whose time is renewed by that.")
                .answers(200, TransactionBody.class)
                .to(this::get);
        file(routes.post(one + "/add", "addToTransaction" + suffix))
                .summary("Writes a file in the transaction.")
                .body(WriteFile.class)
                .to(c -> flow.add(c, alone(c.body().json(WriteFile.class)), target(c)));
        file(routes.post(one + "/move", "moveInTransaction" + suffix))
                .summary("Gives a file of the transaction another path.")
                .body(MoveFile.class)
                .problems(Code.FILE_EXISTS)
                .to(c -> flow.move(c, c.body().json(MoveFile.class), target(c)));
        file(routes.delete(one + "/remove/{path...}", "removeFromTransaction" + suffix))
                .summary("Removes a file in the transaction.")
                .to(c -> flow.remove(c, target(c)));
        addEnds(routes, one, suffix);
    }

    private void addEnds(Routes routes, String one, String suffix) {
        named(routes.post(one + "/validate", "validateTransaction" + suffix), Access.REPO_READ)
                .summary("Says whether the transaction could be committed now.")
                .optionalBody(Nothing.class)
                .answers(200, TransactionTold.class)
                .to(this::validate);
        named(routes.post(one + "/commit", "commitTransaction" + suffix), Access.REPO_WRITE)
                .summary("Commits all of it in one commit, as a change to whatever the branch points to by now.")
                .query(QueryParam.DRY_RUN)
                .conditional()
                .body(CommitStaged.class)
                .answers(201, NewCommit.class)
                .problems(Code.CONFLICT, Code.HEAD_MOVED, Code.EMPTY_COMMIT, Code.BRANCH_NOT_FOUND,
                        Code.LIMIT_EXCEEDED)
                .to(this::commit);
        named(routes.post(one + "/rollback", "rollBackTransaction" + suffix), Access.REPO_WRITE)
                .summary("Forgets all of it.")
                .query(QueryParam.DRY_RUN)
                .optionalBody(Nothing.class)
                .answers(200, TransactionBody.class)
                .to(this::rollBack);
    }

    private static RouteBuilder named(RouteBuilder route, Access access) {
        return route.tag(TAG).needs(access).problems(Code.TX_NOT_FOUND, Code.TX_CLOSED);
    }

    private static RouteBuilder file(RouteBuilder route) {
        return named(route, Access.REPO_WRITE)
                .query(QueryParam.DRY_RUN)
                .answers(200, Told.class)
                .problems(Code.INVALID_PATH, Code.INVALID_CONTENT, Code.FILE_NOT_FOUND, Code.PATH_CONFLICT,
                        Code.CONFLICT, Code.LIMIT_EXCEEDED);
    }

    private static WriteFile alone(WriteFile body) {
        return new WriteFile(body.path(), body.content() == null ? "" : body.content(), body.encoding(), body.mode(),
                null, null, null);
    }

    private static Target target(Call call) {
        return new Target.InTransaction(call.name("tx"));
    }

    private Answer begin(Call call) throws IOException {
        MemoryRepository repository = drafts.repository(call);
        Optional<BeginTransaction> body = call.body().optionalJson(BeginTransaction.class);
        try (Lease _ = repository.lease()) {
            NewWorkspace wanted = new NewWorkspace(
                    drafts.branch(repository, body.map(BeginTransaction::branch).orElse(null)), null, null,
                    body.map(BeginTransaction::ttlSeconds).orElse(USUAL_TTL));
            Written made = drafts.written(call,
                    drafts.transactions().begin(drafts.actor(call), repository, wanted, call.dryRun()),
                    new Target.InTransaction(""));
            return Answer
                    .created(body(repository, made.workspace(), call.dryRun()), "/repos/"
                            + UrlText.segment(repository.name().value()) + "/transactions/" + made.workspace().id())
                    .sequence(made.number().value());
        }
    }

    private TransactionBody body(MemoryRepository repository, Workspace tx, boolean dryRun) throws IOException {
        Optional<String> id = dryRun && tx.seen() == null ? Optional.empty() : Optional.of(tx.id());
        HiddenRef seen = tx.seen();
        return new TransactionBody(id, id, repository.name().value(), tx.branch().shortName(),
                Transactions.base(tx).orElse(null), Transactions.state(tx), drafts.transactions().files(repository, tx),
                tx.created(), Optional.ofNullable(seen).map(HiddenRef::written), tx.end().orElse(null));
    }

    private Answer get(Call call) throws IOException {
        MemoryRepository repository = drafts.repository(call);
        return Answer.ok(body(repository, drafts.find(call, repository, target(call)), false));
    }

    private Answer validate(Call call) {
        call.body().optionalJson(Nothing.class);
        MemoryRepository repository = drafts.repository(call);
        drafts.find(call, repository, target(call));
        Identity caller = drafts.caller(call);
        CommitWish wish = new CommitWish("validate", caller, caller, null, false, false, Favor.NONE);
        WorkspaceOutcome outcome = call
                .await(drafts.transactions().commit(drafts.actor(call), repository, call.name("tx"), wish, true));
        return Answer.ok(switch (outcome) {
            case WorkspaceOutcome.Made _ ->
                new TransactionTold(true, List.of(), List.of(), "valid", "the transaction can be committed");
            case Conflicted met -> refused("files are in conflict with " + drafts.branchOf(repository, call),
                    met.files().stream().map(f -> f.path().text()).toList());
            case Declined(var why) -> refused(why.detail(), List.of());
            case WorkspaceOutcome other -> throw WorkspaceProblems.of(other, Code.TX_NOT_FOUND,
                    new Expected(null, false));
        });
    }

    private static TransactionTold refused(String error, List<String> conflicts) {
        return new TransactionTold(false, List.of(error), conflicts, "invalid", error);
    }

    private Answer commit(Call call) {
        MemoryRepository repository = drafts.repository(call);
        CommitStaged body = call.body().json(CommitStaged.class);
        Expected expected = Expected.of(call, body.expectedHead());
        Identity author = flow.author(call, body.author(), body.email());
        CommitWish wish = drafts.wish(body.message(), author, author, expected, false, body.allowEmpty(), Favor.NONE);
        Actor actor = drafts.actor(call);
        WorkspaceOutcome outcome = call
                .await(drafts.transactions().commit(actor, repository, call.name("tx"), wish, call.dryRun()));
        return drafts.made(repository, wish, outcome, Code.TX_NOT_FOUND, expected);
    }

    private Answer rollBack(Call call) throws IOException {
        call.body().optionalJson(Nothing.class);
        MemoryRepository repository = drafts.repository(call);
        Written done = drafts.written(call, drafts.transactions()
                .rollBack(drafts.actor(call), repository, call.name("tx"), call.dryRun()), target(call));
        return Answer.ok(body(repository, done.workspace(), false)).sequence(done.number().value());
    }
}
