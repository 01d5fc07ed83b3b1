package io.memgit.server.workspaces;

import io.memgit.core.commit.FileAction;
import io.memgit.core.commit.Identity;
import io.memgit.core.ledger.Actor;
import io.memgit.core.merge.Favor;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.workspace.CommitWish;
import io.memgit.core.workspace.Target;
import io.memgit.core.workspace.Workspace;
import io.memgit.core.workspace.WorkspaceOutcome;
import io.memgit.core.workspace.WorkspaceOutcome.Written;
import io.memgit.core.workspace.Workspaces.Staging;
import io.memgit.server.commits.Actions;
import io.memgit.server.commits.NewCommit;
import io.memgit.server.diffs.DiffAnswers;
import io.memgit.server.people.PersonBody;
import io.memgit.server.problem.Code;
import io.memgit.server.reading.Paths;
import io.memgit.server.refs.Expected;
import io.memgit.server.revisions.ShortNames;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.RouteBuilder;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Field;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Git's own flow, add and commit, for each caller in a workspace of their own: {@code /add},
 * {@code /write}, {@code /move}, {@code /remove}, {@code /checkout}, {@code /commit},
 * {@code /status},
 * {@code /branch} and {@code /diff/working}.
 */
public final class FlowController implements Resource {

    private static final String TAG = "Add and commit";
    private static final String REPO = WorkspaceController.REPO;
    private static final QueryParam[] TARGET = {Drafts.WORKSPACE, Drafts.BRANCH, Drafts.TX};

    private final Drafts drafts;
    private final DiffAnswers diffs;

    public FlowController(Drafts drafts, DiffAnswers diffs) {
        this.drafts = drafts;
        this.diffs = diffs;
    }

    @Override
    public void addTo(Routes routes) {
        write(routes.post(REPO + "/add", "addFile"))
                .summary("Writes a file and stages it, as git add does; without content it is staged as it is.")
                .body(WriteFile.class)
                .to(this::add);
        write(routes.post(REPO + "/write", "writeFile"))
                .summary("Writes a file without staging it.")
                .body(WriteFile.class)
                .to(this::writeFile);
        write(routes.post(REPO + "/move", "moveFile"))
                .summary("Gives a file another path, as git mv does.")
                .body(MoveFile.class)
                .problems(Code.FILE_EXISTS)
                .to(this::move);
        write(routes.delete(REPO + "/remove/{path...}", "removeFile"))
                .summary("Removes a file and stages that, as git rm does.")
                .to(this::remove);
        declare(routes.post(REPO + "/checkout", "checkoutBranch"), Access.REPO_WRITE)
                .summary("Goes over to another branch, with what is not committed.")
                .query(Drafts.WORKSPACE, QueryParam.DRY_RUN)
                .body(Checkout.class)
                .answers(200, Told.class)
                .problems(Code.CONFLICT, Code.LIMIT_EXCEEDED)
                .to(this::checkout);
        declare(routes.post(REPO + "/commit", "commitStaged"), Access.REPO_WRITE)
                .summary("Commits what is staged.")
                .query(TARGET)
                .query(QueryParam.DRY_RUN)
                .conditional()
                .body(CommitStaged.class)
                .answers(201, NewCommit.class)
                .problems(Code.CONFLICT, Code.HEAD_MOVED, Code.EMPTY_COMMIT, Code.LIMIT_EXCEEDED)
                .to(this::commit);
        addReads(routes);
    }

    private void addReads(Routes routes) {
        declare(routes.get(REPO + "/status", "getStatus"), Access.REPO_READ)
                .summary("What git status tells of the caller's own workspace.")
                .query(TARGET)
                .answers(200, StatusBody.class)
                .to(this::status);
        declare(routes.get(REPO + "/branch", "getCurrentBranch"), Access.REPO_READ)
                .summary("The branch that the caller's own workspace is on.")
                .query(Drafts.WORKSPACE, Drafts.TX)
                .answers(200, CurrentBranch.class)
                .to(this::branch);
        declare(routes.get(REPO + "/diff/working", "getWorkingDiff"), Access.REPO_READ)
                .summary("What is not committed in the caller's own workspace.")
                .query(TARGET)
                .query(DiffAnswers.params())
                .paged()
                .answers(200, DiffAnswers.body(), DiffAnswers.types())
                .problems(Code.INVALID_PATH, Code.INVALID_CURSOR, Code.COMMIT_NOT_FOUND, Code.LIMIT_EXCEEDED,
                        Code.REQUEST_TIMEOUT)
                .to(this::diff);
    }

    private static RouteBuilder declare(RouteBuilder route, Access access) {
        return route.tag(TAG).needs(access).problems(Drafts.TARGETS);
    }

    private static RouteBuilder write(RouteBuilder route) {
        return declare(route, Access.REPO_WRITE)
                .query(TARGET)
                .query(QueryParam.DRY_RUN)
                .answers(200, Told.class)
                .problems(Code.INVALID_PATH, Code.INVALID_CONTENT, Code.FILE_NOT_FOUND, Code.PATH_CONFLICT,
                        Code.CONFLICT, Code.LIMIT_EXCEEDED);
    }

    private Answer add(Call call) {
        WriteFile body = call.body().json(WriteFile.class);
        return add(call, body, drafts.target(call, body.workspace(), body.branch(), body.tx()));
    }

    /** Writes and stages a file of the state that is meant. */
    Answer add(Call call, WriteFile body, Target target) {
        if (body.content() != null)
            return write(call, body, target, Staging.STAGED, new Told("added", body.path() + " is staged"));
        if (body.mode() != null || body.encoding() != null)
            throw Field.refused("content", "is needed for encoding and mode");
        MemoryRepository repository = drafts.repository(call);
        return told(call, drafts.workspaces()
                .stage(drafts.actor(call), repository, target, List.of(path("path", body.path())), call.dryRun()),
                target, new Told("added", body.path() + " is staged"));
    }

    private Answer writeFile(Call call) {
        WriteFile body = call.body().json(WriteFile.class);
        if (body.content() == null)
            throw Field.refused("content", "is needed; it may be empty");
        return write(call, body, drafts.target(call, body.workspace(), body.branch(), body.tx()), Staging.WORK_TREE,
                new Told("written", body.path() + " is written, and not staged"));
    }

    private Answer write(Call call, WriteFile body, Target target, Staging staging, Told told) {
        String content = body.content() == null ? "" : body.content();
        FileAction.Put action = Actions.put(path("path", body.path()), content, body.encoding(), body.mode(), null, "");
        return told(call, drafts.workspaces()
                .edit(drafts.actor(call), drafts.repository(call), target, List.of(action), staging, call.dryRun()),
                target, told);
    }

    private Answer told(Call call, CompletableFuture<WorkspaceOutcome> outcome, Target target, Told told) {
        Written written = drafts.written(call, outcome, target);
        return Answer.ok(told).sequence(written.number().value());
    }

    private Answer move(Call call) {
        MoveFile body = call.body().json(MoveFile.class);
        return move(call, body, drafts.target(call, body.workspace(), body.branch(), body.tx()));
    }

    Answer move(Call call, MoveFile body, Target target) {
        FileAction.Move move = new FileAction.Move(path("from", body.from()), path("to", body.to()), null, null, null);
        return told(call, drafts.workspaces()
                .move(drafts.actor(call), drafts.repository(call), target, move, call.dryRun()), target,
                new Told("moved", body.from() + " is " + body.to() + " now"));
    }

    private Answer remove(Call call) {
        return remove(call, drafts.target(call, null, null, null));
    }

    Answer remove(Call call, Target target) {
        String path = Paths.file(call.name("path")).text();
        return told(call, drafts.workspaces()
                .remove(drafts.actor(call), drafts.repository(call), target, new FileAction.Delete(path, null),
                        call.dryRun()),
                target, new Told("removed", path + " is removed"));
    }

    private static String path(String field, String text) {
        if (text.isEmpty())
            throw Field.refused(field, "is the path of a file");
        return Paths.file(text).text();
    }

    private Answer checkout(Call call) {
        MemoryRepository repository = drafts.repository(call);
        Checkout body = call.body().json(Checkout.class);
        // The branch is where to go, not where to start from.
        Target target = drafts.target(call, body.workspace(), null, null);
        return told(call, drafts.workspaces()
                .checkout(drafts.actor(call), repository, target, ShortNames.branch("branch", body.branch()),
                        call.dryRun()),
                target, new Told("checked_out", "the workspace is on " + body.branch()));
    }

    private Answer commit(Call call) {
        CommitStaged body = call.body().json(CommitStaged.class);
        Target target = drafts.target(call, body.workspace(), body.branch(), body.tx());
        return commit(call, body, target);
    }

    private Answer commit(Call call, CommitStaged body, Target target) {
        MemoryRepository repository = drafts.repository(call);
        Expected expected = Expected.of(call, body.expectedHead());
        Identity author = author(call, body.author(), body.email());
        CommitWish wish = drafts.wish(body.message(), author, author, expected, true, body.allowEmpty(), Favor.NONE);
        Actor actor = drafts.actor(call);
        WorkspaceOutcome outcome = call.await(target instanceof Target.InTransaction(String id)
                ? drafts.transactions().commit(actor, repository, id, wish, call.dryRun())
                : drafts.workspaces().commit(actor, repository, target, wish, call.dryRun()));
        return drafts.made(repository, wish, outcome, Drafts.missing(target), expected);
    }

    /** The author as older clients give one: a name, an object, or nothing. */
    Identity author(Call call, @Nullable Object author, @Nullable String email) {
        Identity caller = drafts.caller(call);
        return switch (author) {
            case null -> email == null
                    ? caller
                    : drafts.person("author", new PersonBody(caller.name(), email, null), caller);
            case String name -> drafts.person("author",
                    new PersonBody(name, email == null ? caller.email() : email, null), caller);
            case Map<?, ?> person -> drafts.person("author", new PersonBody(text(person, "name", caller.name()),
                    text(person, "email", email == null ? caller.email() : email), time(person)), caller);
            default -> throw Field.refused("author", "is a name, or an object of name, email and time");
        };
    }

    private static String text(Map<?, ?> person, String field, String whenAbsent) {
        return switch (person.get(field)) {
            case null -> whenAbsent;
            case String text -> text;
            default -> throw Field.refused("author." + field, "is a text");
        };
    }

    private static @Nullable String time(Map<?, ?> person) {
        for (Object key : person.keySet()) {
            if (!List.of("name", "email", "time").contains(key))
                throw Field.refused("author." + key, "is not known");
        }
        Object time = person.get("time");
        if (time != null && !(time instanceof String))
            throw Field.refused("author.time", "is a time such as 2026-01-31T12:00:00+02:00");
        return (String) time;
    }

    private Answer status(Call call) throws IOException {
        MemoryRepository repository = drafts.repository(call);
        Workspace workspace = drafts.find(call, repository, drafts.target(call, null, null, null));
        return Answer.ok(StatusBody.of(drafts.workspaces().status(repository, workspace)));
    }

    private Answer branch(Call call) {
        MemoryRepository repository = drafts.repository(call);
        Workspace workspace = drafts.find(call, repository, drafts.target(call, null, null, null));
        ObjectId head = repository.refs().idOf(workspace.branch());
        return Answer.ok(new CurrentBranch(workspace.branch().shortName(),
                head.equals(ObjectId.zeroId()) ? null : head));
    }

    private Answer diff(Call call) throws IOException {
        MemoryRepository repository = drafts.repository(call);
        Workspace workspace = drafts.find(call, repository, drafts.target(call, null, null, null));
        return diffs.between(call, repository, Drafts.base(workspace), Drafts.point(workspace));
    }
}
