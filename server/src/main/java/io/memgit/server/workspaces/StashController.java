package io.memgit.server.workspaces;

import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.workspace.Stash;
import io.memgit.core.workspace.Stashes;
import io.memgit.core.workspace.Target;
import io.memgit.core.workspace.WorkspaceOutcome;
import io.memgit.core.workspace.WorkspaceOutcome.Removed;
import io.memgit.core.workspace.WorkspaceOutcome.Stashed;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.refs.Expected;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Field;
import io.memgit.server.web.Paging;
import io.memgit.server.web.QueryParam;
import io.memgit.server.web.UrlText;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /repos/{repo}/stash}. */
public final class StashController implements Resource {

    private static final String TAG = "Stash";
    private static final String ALL = WorkspaceController.REPO + "/stash";
    private static final String ONE = ALL + "/{id}";

    private final Drafts drafts;
    private final Stashes stashes;

    public StashController(Drafts drafts, Stashes stashes) {
        this.drafts = drafts;
        this.stashes = stashes;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(ALL, "listStashes")
                .tag(TAG)
                .summary("The caller's stashes, newest first.")
                .needs(Access.REPO_READ)
                .paged()
                .answers(200, StashList.class)
                .to(this::list);
        routes.post(ALL, "pushStash")
                .tag(TAG)
                .summary("Puts the changes of a workspace aside and takes them out of it.")
                .needs(Access.REPO_WRITE)
                .query(Drafts.WORKSPACE, QueryParam.DRY_RUN)
                .optionalBody(PushStash.class)
                .answers(201, StashBody.class)
                .problems(Code.WORKSPACE_NOT_FOUND, Code.TX_CLOSED, Code.EMPTY_COMMIT, Code.LIMIT_EXCEEDED)
                .to(this::push);
        routes.get(ONE, "getStash")
                .tag(TAG)
                .summary("One stash, by its id or its position: stash@{0} or 0 is the newest.")
                .needs(Access.REPO_READ)
                .answers(200, StashBody.class)
                .problems(Code.STASH_NOT_FOUND)
                .to(this::get);
        routes.delete(ONE, "dropStash")
                .tag(TAG)
                .summary("Drops a stash.")
                .needs(Access.REPO_WRITE)
                .query(QueryParam.DRY_RUN)
                .answers(204, void.class)
                .problems(Code.STASH_NOT_FOUND)
                .to(this::drop);
        routes.post(ONE + "/apply", "applyStash")
                .tag(TAG)
                .summary("Puts a stash back into a workspace; where it does not fit, nothing is done.")
                .needs(Access.REPO_WRITE)
                .query(Drafts.WORKSPACE, QueryParam.DRY_RUN)
                .optionalBody(ApplyStash.class)
                .answers(200, StashBody.class)
                .problems(Code.STASH_NOT_FOUND, Code.WORKSPACE_NOT_FOUND, Code.TX_CLOSED, Code.CONFLICT,
                        Code.LIMIT_EXCEEDED)
                .to(this::apply);
    }

    private Answer list(Call call) throws IOException {
        List<Stash> all = stashes.list(drafts.actor(call), drafts.repository(call));
        Paging page = call.paging();
        int from = switch (page.start()) {
            case Paging.First _ -> 0;
            case Paging.Offset(int count) -> Math.min(count, all.size());
            case Paging.After(String position, _) ->
                (int) all.stream().takeWhile(s -> !s.id().equals(position)).count() + 1;
        };
        List<Stash> shown = all.subList(Math.min(from, all.size()), Math.min(from + page.limit(), all.size()));
        String next = from + shown.size() < all.size() ? call.cursor(shown.getLast().id(), null) : null;
        List<StashBody> bodies = shown.stream().map(s -> body(call, s, false)).toList();
        return Answer.ok(new StashList(bodies, bodies.size(), next)).next(call, next);
    }

    private StashBody body(Call call, Stash stash, boolean dryRun) {
        return StashBody.of(stash, drafts.access().authorEmail(call), dryRun);
    }

    private Answer push(Call call) {
        MemoryRepository repository = drafts.repository(call);
        PushStash body = call.body().optionalJson(PushStash.class).orElseGet(() -> new PushStash(null, false, null));
        Stashed made = stashed(call.await(stashes.push(drafts.actor(call), repository,
                drafts.target(call, body.workspace(), null, null), message(body.message()), body.includeUntracked(),
                call.dryRun())), Code.WORKSPACE_NOT_FOUND);
        return Answer
                .created(body(call, made.stash(), call.dryRun()), "/repos/"
                        + UrlText.segment(repository.name().value()) + "/stash/" + made.stash().id())
                .sequence(made.number().value());
    }

    private @Nullable String message(@Nullable String message) {
        if (message == null)
            return null;
        Field.text("message", message, "commit.message_size", drafts.limits().messageSize().bytes());
        if (message.length() > Stashes.MOST_MESSAGE)
            throw Field.tooLong("message", "commit.message_size", Stashes.MOST_MESSAGE);
        return message;
    }

    private static Stashed stashed(WorkspaceOutcome outcome, Code whenMissing) {
        if (outcome instanceof Stashed stashed)
            return stashed;
        throw WorkspaceProblems.of(outcome, whenMissing, new Expected(null, false));
    }

    private Answer get(Call call) throws IOException {
        Stash stash = stashes.find(drafts.actor(call), drafts.repository(call), call.name("id"))
                .orElseThrow(() -> missing(call));
        return Answer.ok(body(call, stash, false));
    }

    private static ProblemException missing(Call call) {
        return WorkspaceProblems.missing(Code.STASH_NOT_FOUND, call.name("id")).asException();
    }

    private Answer drop(Call call) {
        MemoryRepository repository = drafts.repository(call);
        return switch (call.await(stashes.drop(drafts.actor(call), repository, call.name("id"), call.dryRun()))) {
            case Removed(var number) -> Answer.noContent().sequence(number.value());
            case WorkspaceOutcome other ->
                throw WorkspaceProblems.of(other, Code.STASH_NOT_FOUND, new Expected(null, false));
        };
    }

    private Answer apply(Call call) throws IOException {
        MemoryRepository repository = drafts.repository(call);
        ApplyStash body = call.body().optionalJson(ApplyStash.class).orElseGet(() -> new ApplyStash(false, null));
        Target target = drafts.target(call, body.workspace(), null, null);
        if (stashes.find(drafts.actor(call), repository, call.name("id")).isEmpty())
            throw missing(call);
        Stashed done = stashed(call.await(stashes.apply(drafts.actor(call), repository, call.name("id"), target,
                body.drop(), call.dryRun())), Drafts.missing(target));
        return Answer.ok(body(call, done.stash(), false)).sequence(done.number().value());
    }
}
