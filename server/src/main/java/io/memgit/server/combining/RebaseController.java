package io.memgit.server.combining;

import io.memgit.core.branch.Branches;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.sequencer.Operation;
import io.memgit.core.updateref.RefOutcome.Updated;
import io.memgit.core.workspace.Workspaces.ResetMode;
import io.memgit.server.problem.Code;
import io.memgit.server.refs.Expected;
import io.memgit.server.refs.RefKind;
import io.memgit.server.refs.RefProblems;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.RouteBuilder;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Field;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;

/** {@code POST /repos/{repo}/rebase} and {@code /reset}. */
public final class RebaseController implements Resource {

    private final Verb verb;
    private final Branches branches;
    private final WorkspaceReset workspaces;

    public RebaseController(Verb verb, Branches branches, WorkspaceReset workspaces) {
        this.verb = verb;
        this.branches = branches;
        this.workspaces = workspaces;
    }

    @Override
    public void addTo(Routes routes) {
        declare(routes.post(MergeController.REPO + "/rebase", "rebase"))
                .summary("Makes the commits of a branch anew on another one, without merges and without what is there "
                        + "already.")
                .body(RebaseBody.class)
                .answers(200, RebaseAnswer.class)
                .problems(Code.EMPTY_COMMIT)
                .to(this::rebase);
        declare(routes.post(MergeController.REPO + "/reset", "reset"))
                .summary(
                        "Puts a branch on another commit, whatever it loses by that; or a workspace, whose index and files "
                                + "go along with mixed and hard.")
                .body(ResetBody.class)
                .answers(200, ResetAnswer.class)
                .problems(Code.WORKSPACE_NOT_FOUND, Code.TX_CLOSED)
                .to(this::reset);
    }

    private static RouteBuilder declare(RouteBuilder route) {
        return route.tag(MergeController.TAG)
                .needs(Access.REPO_WRITE)
                .query(QueryParam.DRY_RUN)
                .conditional()
                .problems(Code.CONFLICT, Code.HEAD_MOVED, Code.BRANCH_NOT_FOUND, Code.REF_NOT_FOUND,
                        Code.COMMIT_NOT_FOUND, Code.INVALID_REF, Code.LIMIT_EXCEEDED);
    }

    private Answer rebase(Call call) throws IOException {
        RebaseBody body = call.body().json(RebaseBody.class);
        return Verb.answer(call, verb.run(call, body.expectedHead(), false, repository -> {
            ObjectId onto = verb.commit(repository, body.onto());
            ObjectId upstream = body.upstream() == null ? onto : verb.commit(repository, body.upstream());
            return new Operation.Rebase(Verb.branch(repository, "branch", body.branch()), onto, upstream,
                    body.autosquash(), verb.committer(body.committer(), verb.caller(call)));
        }));
    }

    private Answer reset(Call call) throws IOException {
        ResetBody body = call.body().json(ResetBody.class);
        MemoryRepository repository = verb.access().repository(call);
        ResetBody.Mode mode = body.mode() == null ? ResetBody.Mode.MIXED : body.mode();
        String workspace = body.workspace();
        if (workspace != null)
            return reset(call, repository, workspace, body, mode);
        RefName branch = Verb.branch(repository, "branch", body.branch());
        Expected expected = Expected.of(call, body.expectedHead());
        Updated updated = RefProblems.changing(RefKind.BRANCH, expected)
                .require(call.await(branches.reset(verb.access().actor(call), repository, branch, body.target(),
                        expected.head(), call.dryRun())));
        RefUpdate update = updated.updates().getFirst();
        return Answer.ok(new ResetAnswer(update.oldId(), update.newId(), mode.toString()))
                .sequence(updated.number().value());
    }

    private Answer reset(Call call, MemoryRepository repository, String workspace, ResetBody body,
            ResetBody.Mode mode) throws IOException {
        if (body.branch() != null || body.expectedHead() != null || call.ifMatch().isPresent())
            throw Field.refused("workspace", "is given alone, without branch and expected_head");
        WorkspaceReset.Done done = workspaces.reset(call, repository, workspace, body.target(),
                ResetMode.valueOf(mode.name()));
        return Answer.ok(new ResetAnswer(done.oldBase(), done.newBase(), mode.toString())).sequence(done.sequence());
    }
}
