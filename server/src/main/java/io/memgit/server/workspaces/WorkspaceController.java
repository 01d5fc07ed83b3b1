package io.memgit.server.workspaces;

import io.memgit.core.commit.FileAction;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Ttl;
import io.memgit.core.workspace.CommitWish;
import io.memgit.core.workspace.NewWorkspace;
import io.memgit.core.workspace.Target;
import io.memgit.core.workspace.Workspace;
import io.memgit.core.workspace.WorkspaceOutcome;
import io.memgit.core.workspace.WorkspaceOutcome.Removed;
import io.memgit.core.workspace.WorkspaceOutcome.Written;
import io.memgit.core.workspace.Workspaces;
import io.memgit.server.commits.Actions;
import io.memgit.server.commits.NewCommit;
import io.memgit.server.diffs.DiffAnswers;
import io.memgit.server.problem.Code;
import io.memgit.server.refs.Expected;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.RouteBuilder;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Field;
import io.memgit.server.web.Paging;
import io.memgit.server.web.QueryParam;
import io.memgit.server.web.UrlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /repos/{repo}/workspaces} and what is below it, but for files. */
public final class WorkspaceController implements Resource {

    static final String TAG = "Workspaces";
    static final String REPO = "/api/v1/repos/{repo}";
    static final String ALL = REPO + "/workspaces";
    static final String ONE = ALL + "/{id}";
    private static final int MOST_TITLE = 255;
    static final Ttl USUAL_TTL = new Ttl(24 * 60 * 60);

    private final Drafts drafts;
    private final DiffAnswers diffs;

    public WorkspaceController(Drafts drafts, DiffAnswers diffs) {
        this.drafts = drafts;
        this.diffs = diffs;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(ALL, "listWorkspaces")
                .tag(TAG)
                .summary("The caller's workspaces, in the order of their ids; nobody sees those of others.")
                .needs(Access.REPO_READ)
                .paged()
                .answers(200, WorkspaceList.class)
                .to(this::list);
        routes.post(ALL, "createWorkspace")
                .tag(TAG)
                .summary("Makes a workspace: private, uncommitted state on top of a commit.")
                .needs(Access.REPO_WRITE)
                .query(QueryParam.DRY_RUN)
                .optionalBody(CreateWorkspace.class)
                .answers(201, WorkspaceBody.class)
                .problems(Code.BRANCH_NOT_FOUND, Code.REF_NOT_FOUND, Code.COMMIT_NOT_FOUND, Code.INVALID_REF,
                        Code.LIMIT_EXCEEDED)
                .to(this::create);
        named(routes.get(ONE, "getWorkspace"), Access.REPO_READ)
                .summary("One workspace, whose time is renewed by that.")
                .answers(200, WorkspaceBody.class)
                .to(this::get);
        named(routes.delete(ONE, "deleteWorkspace"), Access.REPO_WRITE)
                .summary("Deletes a workspace with all that is in it.")
                .query(QueryParam.DRY_RUN)
                .answers(204, void.class)
                .to(this::delete);
        addState(routes);
        addVerbs(routes);
    }

    private void addState(Routes routes) {
        named(routes.get(ONE + "/status", "getWorkspaceStatus"), Access.REPO_READ)
                .summary("What git status tells.")
                .answers(200, StatusBody.class)
                .to(this::status);
        named(routes.get(ONE + "/diff", "getWorkspaceDiff"), Access.REPO_READ)
                .summary("What differs between the base of the workspace and its files.")
                .query(DiffAnswers.params())
                .paged()
                .answers(200, DiffAnswers.body(), DiffAnswers.types())
                .problems(Code.INVALID_PATH, Code.INVALID_CURSOR, Code.COMMIT_NOT_FOUND, Code.LIMIT_EXCEEDED,
                        Code.REQUEST_TIMEOUT)
                .to(this::diff);
    }

    private void addVerbs(Routes routes) {
        named(routes.post(ONE + "/actions", "changeWorkspace"), Access.REPO_WRITE)
                .summary("Takes up to 10,000 actions on files, all or none; what they change is staged.")
                .query(QueryParam.DRY_RUN)
                .body(WorkspaceActions.class)
                .answers(200, FilesChanged.class)
                .problems(Code.INVALID_PATH, Code.INVALID_CONTENT, Code.FILE_NOT_FOUND, Code.FILE_EXISTS,
                        Code.CONFLICT, Code.PATH_CONFLICT, Code.LIMIT_EXCEEDED)
                .to(this::actions);
        named(routes.post(ONE + "/commit", "commitWorkspace"), Access.REPO_WRITE)
                .summary(
                        "Commits all of it to the branch, as a change to whatever that points to by now; the commit is "
                                + "the new base.")
                .query(QueryParam.DRY_RUN)
                .conditional()
                .body(CommitWorkspace.class)
                .answers(201, NewCommit.class)
                .problems(Code.CONFLICT, Code.HEAD_MOVED, Code.EMPTY_COMMIT, Code.BRANCH_NOT_FOUND,
                        Code.LIMIT_EXCEEDED)
                .to(this::commit);
        named(routes.post(ONE + "/rebase", "rebaseWorkspace"), Access.REPO_WRITE)
                .summary("Puts the workspace on the head of its branch, with its changes on top.")
                .query(QueryParam.DRY_RUN)
                .optionalBody(RebaseWorkspace.class)
                .answers(200, WorkspaceBody.class)
                .problems(Code.CONFLICT, Code.BRANCH_NOT_FOUND, Code.LIMIT_EXCEEDED)
                .to(this::rebase);
        named(routes.post(ONE + "/fork", "forkWorkspace"), Access.REPO_WRITE)
                .summary("Makes another workspace with the same state.")
                .query(QueryParam.DRY_RUN)
                .optionalBody(ForkWorkspace.class)
                .answers(201, WorkspaceBody.class)
                .problems(Code.LIMIT_EXCEEDED)
                .to(this::fork);
    }

    private static RouteBuilder named(RouteBuilder route, Access access) {
        return route.tag(TAG).needs(access).problems(Code.WORKSPACE_NOT_FOUND, Code.TX_CLOSED);
    }

    private Answer list(Call call) {
        MemoryRepository repository = drafts.repository(call);
        List<Workspace> all = drafts.workspaces().list(drafts.actor(call), repository);
        Paging page = call.paging();
        int from = switch (page.start()) {
            case Paging.First _ -> 0;
            case Paging.Offset(int count) -> Math.min(count, all.size());
            case Paging.After(String position, _) ->
                (int) all.stream().takeWhile(w -> w.id().compareTo(position) <= 0).count();
        };
        List<Workspace> shown = all.subList(from, Math.min(from + page.limit(), all.size()));
        String next = from + shown.size() < all.size() ? call.cursor(shown.getLast().id(), null) : null;
        List<WorkspaceBody> bodies = shown.stream().map(w -> WorkspaceBody.of(w, false)).toList();
        return Answer.ok(new WorkspaceList(bodies, bodies.size(), next)).next(call, next);
    }

    private Answer create(Call call) throws IOException {
        MemoryRepository repository = drafts.repository(call);
        CreateWorkspace body = call.body()
                .optionalJson(CreateWorkspace.class)
                .orElseGet(() -> new CreateWorkspace(null, null, null, null));
        try (Lease _ = repository.lease()) {
            NewWorkspace wanted = new NewWorkspace(drafts.branch(repository, body.branch()),
                    body.base() == null ? null : drafts.commit(repository, body.base()), title(body.name()),
                    body.ttlSeconds() == null ? USUAL_TTL : body.ttlSeconds());
            Written made = drafts.written(call, drafts.workspaces()
                    .create(drafts.actor(call), repository, wanted, call.dryRun()), new Target.Usual());
            return made(call, repository, made);
        }
    }

    private static Answer made(Call call, MemoryRepository repository, Written made) {
        return Answer
                .created(WorkspaceBody.of(made.workspace(), call.dryRun()), "/repos/"
                        + UrlText.segment(repository.name().value()) + "/workspaces/" + made.workspace().id())
                .sequence(made.number().value());
    }

    static @Nullable String title(@Nullable String name) {
        if (name != null && (name.length() > MOST_TITLE || !Field.isUnicode(name) || name.indexOf('\0') >= 0))
            throw Field.refused("name", "takes at most " + MOST_TITLE + " characters, and no NUL");
        return name;
    }

    private Answer get(Call call) {
        return Answer.ok(WorkspaceBody.of(drafts.find(call, drafts.repository(call), target(call)), false));
    }

    private Answer delete(Call call) {
        MemoryRepository repository = drafts.repository(call);
        return switch (call.await(drafts.workspaces()
                .delete(drafts.actor(call), repository, call.name("id"), call.dryRun()))) {
            case Removed(var number) -> Answer.noContent().sequence(number.value());
            case WorkspaceOutcome other -> throw WorkspaceProblems.of(other, Code.WORKSPACE_NOT_FOUND,
                    new Expected(null, false));
        };
    }

    private Answer status(Call call) throws IOException {
        MemoryRepository repository = drafts.repository(call);
        Workspace workspace = drafts.find(call, repository, target(call));
        return Answer.ok(StatusBody.of(drafts.workspaces().status(repository, workspace)));
    }

    private Answer diff(Call call) throws IOException {
        MemoryRepository repository = drafts.repository(call);
        Workspace workspace = drafts.find(call, repository, target(call));
        return diffs.between(call, repository, Drafts.base(workspace), Drafts.point(workspace));
    }

    private Answer actions(Call call) throws IOException {
        MemoryRepository repository = drafts.repository(call);
        Actions actions = new Actions(drafts.limits());
        call.body().json(WorkspaceActions.class).actions().forEach(actions::add);
        if (actions.all().isEmpty())
            throw Field.refused("actions", "has at least one action");
        Written written = write(call, repository, actions, target(call));
        return Answer.ok(new FilesChanged(written.filesChanged())).sequence(written.number().value());
    }

    private Written write(Call call, MemoryRepository repository, Actions actions, Target target) throws IOException {
        // Named objects must still be there when the files are written.
        try (Lease _ = repository.lease()) {
            actions.requireVisible(drafts.actor(call), repository);
            List<FileAction> all = new ArrayList<>(actions.all());
            return drafts.written(call, drafts.workspaces()
                    .edit(drafts.actor(call), repository, target, all, Workspaces.Staging.STAGED, call.dryRun()),
                    target);
        }
    }

    private Answer commit(Call call) {
        MemoryRepository repository = drafts.repository(call);
        CommitWorkspace body = call.body().json(CommitWorkspace.class);
        Expected expected = Expected.of(call, body.expectedHead());
        CommitWish wish = drafts.wish(call, body.message(), body.author(), body.committer(), expected, false,
                body.allowEmpty(), Side.favor(body.favor()));
        WorkspaceOutcome outcome = call.await(drafts.workspaces()
                .commit(drafts.actor(call), repository, target(call), wish, call.dryRun()));
        return drafts.made(repository, wish, outcome, Code.WORKSPACE_NOT_FOUND, expected);
    }

    private Answer rebase(Call call) {
        MemoryRepository repository = drafts.repository(call);
        Side favor = call.body().optionalJson(RebaseWorkspace.class).map(RebaseWorkspace::favor).orElse(null);
        Written done = drafts.written(call, drafts.workspaces()
                .rebase(drafts.actor(call), repository, call.name("id"), Side.favor(favor), call.dryRun()),
                target(call));
        return Answer.ok(WorkspaceBody.of(done.workspace(), false)).sequence(done.number().value());
    }

    private Answer fork(Call call) {
        MemoryRepository repository = drafts.repository(call);
        Optional<ForkWorkspace> body = call.body().optionalJson(ForkWorkspace.class);
        Written made = drafts.written(call, drafts.workspaces()
                .fork(drafts.actor(call), repository, call.name("id"),
                        title(body.map(ForkWorkspace::name).orElse(null)),
                        body.map(ForkWorkspace::ttlSeconds).orElse(null), call.dryRun()),
                target(call));
        return made(call, repository, made);
    }

    private static Target target(Call call) {
        return new Target.Named(call.name("id"));
    }
}
