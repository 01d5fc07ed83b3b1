package io.memgit.server.realities;

import io.memgit.core.branch.Branches;
import io.memgit.core.commit.CommitOutcome;
import io.memgit.core.commit.CommitRequest;
import io.memgit.core.commit.Commits;
import io.memgit.core.commit.FileAction;
import io.memgit.core.commit.Identity;
import io.memgit.core.limits.Limits;
import io.memgit.core.reality.NewRealities;
import io.memgit.core.reality.Realities;
import io.memgit.core.reality.Reality;
import io.memgit.core.reality.RealityOutcome;
import io.memgit.core.reality.RealityOutcome.Made;
import io.memgit.core.reality.RealityOutcome.Scored;
import io.memgit.core.reality.RealityOutcome.Selected;
import io.memgit.core.reality.Selection;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Ttl;
import io.memgit.server.commits.ActionBody;
import io.memgit.server.commits.Actions;
import io.memgit.server.commits.Declines;
import io.memgit.server.commits.NewCommit;
import io.memgit.server.people.People;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.refs.Expected;
import io.memgit.server.refs.RefKind;
import io.memgit.server.refs.RefProblems;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.revisions.RevisionLookup;
import io.memgit.server.revisions.ShortNames;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** {@code /repos/{repo}/parallel-realities} and what is below it. */
public final class RealityController implements Resource {

    private static final String TAG = "Parallel realities";
    private static final String ALL = "/api/v1/repos/{repo}/parallel-realities";
    private static final String ONE = ALL + "/{reality}";
    private static final Ttl USUAL_TTL = new Ttl(24 * 60 * 60);
    private static final QueryParam SET = QueryParam.text("set", "Only those of this set.");

    private final RepositoryAccess access;
    private final Realities realities;
    private final Benchmarks benchmarks;
    private final Branches branches;
    private final Commits commits;
    private final RevisionLookup revisions;
    private final People people;
    private final Limits limits;

    public RealityController(RepositoryAccess access, Realities realities, Benchmarks benchmarks, Branches branches,
            Commits commits, RevisionLookup revisions, People people, Limits limits) {
        this.access = access;
        this.realities = realities;
        this.benchmarks = benchmarks;
        this.branches = branches;
        this.commits = commits;
        this.revisions = revisions;
        this.people = people;
        this.limits = limits;
    }

    @Override
    public void addTo(Routes routes) {
        declare(routes.get(ALL, "listRealities"), Access.REPO_READ)
                .summary("The realities, in the order of their names.")
                .query(SET)
                .paged()
                .answers(200, RealityList.class)
                .to(this::list);
        declare(routes.post(ALL, "createRealities"), Access.REPO_WRITE)
                .summary("Makes up to 10,000 branches that start at one commit, all or none.")
                .query(QueryParam.DRY_RUN)
                .body(CreateRealities.class)
                .answers(201, MadeRealities.class)
                .problems(Code.BRANCH_EXISTS, Code.REF_NOT_FOUND, Code.COMMIT_NOT_FOUND, Code.INVALID_REF,
                        Code.INVALID_PATH, Code.INVALID_CONTENT, Code.FILE_NOT_FOUND, Code.FILE_EXISTS, Code.CONFLICT,
                        Code.PATH_CONFLICT, Code.LIMIT_EXCEEDED)
                .to(this::create);
        declare(routes.post(ALL + "/select", "selectReality"), Access.REPO_WRITE)
                .summary("Merges one reality of a set and drops the others, in one write.")
                .query(QueryParam.DRY_RUN)
                .body(SelectReality.class)
                .answers(200, SelectedReality.class)
                .problems(Code.REALITY_NOT_FOUND, Code.NO_WINNER, Code.CONFLICT, Code.BRANCH_NOT_FOUND,
                        Code.INVALID_REF, Code.LIMIT_EXCEEDED)
                .to(this::select);
        addOne(routes);
    }

    private void addOne(Routes routes) {
        named(routes.get(ONE, "getReality"), Access.REPO_READ)
                .summary("One reality, by its id or name.")
                .answers(200, RealityBody.class)
                .to(c -> Answer.ok(RealityBody.of(find(c), false)));
        named(routes.delete(ONE, "deleteReality"), Access.REPO_WRITE)
                .summary("Drops a reality with its branch.")
                .query(QueryParam.DRY_RUN)
                .answers(204, void.class)
                .problems(Code.BRANCH_NOT_FOUND, Code.DEFAULT_BRANCH)
                .to(this::delete);
        named(routes.post(ONE + "/apply", "applyToReality"), Access.REPO_WRITE)
                .summary("Changes files of a reality in one commit.")
                .query(QueryParam.DRY_RUN)
                .body(ApplyChanges.class)
                .answers(201, NewCommit.class)
                .problems(Code.INVALID_PATH, Code.INVALID_CONTENT, Code.BRANCH_NOT_FOUND, Code.FILE_NOT_FOUND,
                        Code.FILE_EXISTS, Code.CONFLICT, Code.PATH_CONFLICT, Code.EMPTY_COMMIT, Code.LIMIT_EXCEEDED)
                .to(this::apply);
        named(routes.post(ONE + "/score", "scoreReality"), Access.REPO_WRITE)
                .summary("Writes down what was measured of a reality.")
                .query(QueryParam.DRY_RUN)
                .body(Score.class)
                .answers(200, RealityBody.class)
                .to(this::score);
        for (RouteBuilder route : List.of(routes.get(ONE + "/benchmark", "getBenchmark"),
                routes.post(ONE + "/benchmark", "runBenchmark")))
            named(route, Access.REPO_READ)
                    .summary("Compares a reality with its base and with the others of its set.")
                    .answers(200, Benchmark.class)
                    .problems(Code.LIMIT_EXCEEDED)
                    .to(this::benchmark);
    }

    private static RouteBuilder declare(RouteBuilder route, Access access) {
        return route.tag(TAG).needs(access);
    }

    private static RouteBuilder named(RouteBuilder route, Access access) {
        return declare(route, access).problems(Code.REALITY_NOT_FOUND);
    }

    private Answer list(Call call) {
        Optional<String> set = call.query().text("set");
        List<Reality> all = realities.list(access.repository(call))
                .stream()
                .filter(r -> set.isEmpty() || r.set().equals(set.get()))
                .toList();
        Paging page = call.paging();
        int from = switch (page.start()) {
            case Paging.First _ -> 0;
            case Paging.Offset(int count) -> Math.min(count, all.size());
            case Paging.After(String position, _) ->
                (int) all.stream().takeWhile(r -> r.name().compareTo(position) <= 0).count();
        };
        List<Reality> shown = all.subList(from, Math.min(from + page.limit(), all.size()));
        String next = from + shown.size() < all.size() ? call.cursor(shown.getLast().name(), null) : null;
        List<RealityBody> bodies = shown.stream().map(r -> RealityBody.of(r, false)).toList();
        return Answer.ok(new RealityList(bodies, bodies.size(), next)).next(call, next);
    }

    private Answer create(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        CreateRealities body = call.body().json(CreateRealities.class);
        String set = realities.newSet();
        List<String> names = names(body, set);
        try (Lease _ = repository.lease()) {
            String base = body.base() == null ? repository.root().head().shortName() : body.base();
            ObjectId commit = revisions.commit(repository, base);
            NewRealities wanted = new NewRealities(set, names, baseBranch(repository, base), commit,
                    body.ttlSeconds() == null ? USUAL_TTL : body.ttlSeconds(),
                    changes(call, repository, body.changes(), new HashSet<>(names)), people.caller(call));
            RealityOutcome outcome = call
                    .await(realities.create(access.actor(call), repository, wanted, call.dryRun()));
            if (!(outcome instanceof Made made))
                throw RealityProblems.of(outcome).asException();
            List<RealityBody> bodies = made.realities().stream().map(r -> RealityBody.of(r, call.dryRun())).toList();
            return Answer
                    .created(new MadeRealities(set, bodies, bodies.size()), "/repos/"
                            + UrlText.segment(repository.name().value()) + "/parallel-realities?set=" + set)
                    .sequence(made.number().value());
        }
    }

    private static String baseBranch(MemoryRepository repository, String base) {
        return RefName.branch(base)
                .filter(name -> repository.refs().get(name) != null)
                .orElse(repository.root().head())
                .shortName();
    }

    private List<String> names(CreateRealities body, String set) {
        if ((body.branches() == null) == (body.count() == null))
            throw Field.refused("branches", "or count is needed, not both");
        int count = body.branches() == null ? body.count() : body.branches().size();
        if (count < 1)
            throw Field.refused(body.branches() == null ? "count" : "branches", "is at least one");
        if (count > limits.refs().batch())
            throw Problem.of(Code.LIMIT_EXCEEDED, "one request makes at most " + limits.refs().batch() + " realities")
                    .with("limit", "refs.batch")
                    .with("maximum", limits.refs().batch())
                    .asException();
        List<String> names = new ArrayList<>(count);
        Set<String> known = new HashSet<>();
        for (int i = 0; i < count; i++) {
            String name = body.branches() == null ? set + "-" + (i + 1) : name(body.branches().get(i), i);
            if (!known.add(name))
                throw Field.refused("branches[" + i + "]", "is named twice");
            names.add(name);
        }
        return names;
    }

    private static String name(@Nullable String given, int index) {
        String field = "branches[" + index + "]";
        if (given == null || given.equals("select"))
            throw Field.refused(field, "is the name of a reality, which is not select");
        String name = given.startsWith(Reality.PREFIX) ? given.substring(Reality.PREFIX.length()) : given;
        if (Reality.branch(name).isEmpty())
            throw Problem.of(Code.INVALID_REF, "field " + field + " is no name of a branch")
                    .with("field", field)
                    .with("name", given)
                    .asException();
        return name;
    }

    private Map<String, List<FileAction>> changes(Call call, MemoryRepository repository,
            @Nullable Map<String, List<ActionBody>> given, Set<String> names) throws IOException {
        Map<String, List<FileAction>> changes = new HashMap<>();
        if (given == null)
            return changes;
        for (Map.Entry<String, List<ActionBody>> each : given.entrySet()) {
            if (!names.contains(each.getKey()))
                throw Field.refused("changes." + each.getKey(), "is none of the branches");
            changes.put(each.getKey(), actions(call, repository, each.getValue()));
        }
        return changes;
    }

    private List<FileAction> actions(Call call, MemoryRepository repository, List<ActionBody> bodies)
            throws IOException {
        Actions actions = new Actions(limits.commit());
        bodies.forEach(actions::add);
        actions.requireVisible(access.actor(call), repository);
        return List.copyOf(actions.all());
    }

    private Reality find(Call call) {
        String name = call.name("reality");
        return realities.find(access.repository(call), name)
                .orElseThrow(() -> RealityProblems.missing(name).asException());
    }

    private Answer delete(Call call) {
        Reality reality = find(call);
        var deleted = RefProblems.changing(RefKind.BRANCH, new Expected(null, false))
                .require(call.await(branches.delete(access.actor(call), access.repository(call), reality.branch(),
                        null, call.dryRun())));
        return Answer.noContent().sequence(deleted.number().value());
    }

    private Answer apply(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        Reality reality = find(call);
        ApplyChanges body = call.body().json(ApplyChanges.class);
        if ((body.changes() == null) == (body.actions() == null))
            throw Field.refused("changes", "or actions is needed, not both");
        String message = body.message() == null
                ? "Change " + reality.name() + "\n"
                : Field.text("message", body.message(), "commit.message_size", limits.commit().messageSize().bytes());
        Identity author = people.person("author", body.author(), people.caller(call));
        try (Lease _ = repository.lease()) {
            List<FileAction> actions = body.actions() == null
                    ? contents(body.changes() == null ? Map.of() : body.changes())
                    : actions(call, repository, body.actions());
            if (actions.isEmpty())
                throw Field.refused("changes", "has at least one");
            CommitRequest request = new CommitRequest(reality.branch(), message, actions, author, author,
                    access.actor(call), null, null, false, call.dryRun());
            return switch (call.await(commits.commit(repository, request))) {
                case CommitOutcome.Committed made -> Answer
                        .created(NewCommit.of(message, author, author, reality.branch(), made), "/repos/"
                                + UrlText.segment(repository.name().value()) + "/commits/" + made.commit().name())
                        .sequence(made.number().value());
                case CommitOutcome.Declined declined -> throw Declines.problem(declined).asException();
                case CommitOutcome.HeadMoved _ -> throw new IllegalStateException("no head was expected");
            };
        }
    }

    private static List<FileAction> contents(Map<String, String> changes) {
        List<FileAction> actions = new ArrayList<>(changes.size());
        changes.forEach((path, content) -> actions
                .add(Actions.put(path, content, null, null, null, "changes." + path + ".")));
        return actions;
    }

    private Answer score(Call call) {
        MemoryRepository repository = access.repository(call);
        Map<String, Double> metrics = call.body().json(Score.class).metrics();
        if (metrics.isEmpty())
            throw Field.refused("metrics", "has at least one");
        metrics.forEach((name, value) -> {
            if (value == null || !Double.isFinite(value) || name.isBlank() || name.length() > Realities.MOST_NAME)
                throw Field.refused("metrics." + name, "is a number, under a name of at most " + Realities.MOST_NAME
                        + " characters");
        });
        return switch (call.await(realities.score(access.actor(call), repository, call.name("reality"), metrics,
                call.dryRun()))) {
            case Scored(Reality reality, var number) -> Answer.ok(RealityBody.of(reality, false))
                    .sequence(number.value());
            case RealityOutcome other -> throw RealityProblems.of(other).asException();
        };
    }

    private Answer benchmark(Call call) throws IOException {
        return Answer.ok(benchmarks.of(access.repository(call), find(call)));
    }

    private Answer select(Call call) {
        MemoryRepository repository = access.repository(call);
        SelectReality body = call.body().json(SelectReality.class);
        if (body.winner() != null && body.by() != null)
            throw Field.refused("by", "is not given together with winner");
        if (body.message() != null)
            Field.text("message", body.message(), "commit.message_size", limits.commit().messageSize().bytes());
        Selection selection = new Selection(body.set(), body.winner(), body.by(),
                body.order() == SelectReality.Order.ASC,
                Optional.ofNullable(body.target()).map(name -> ShortNames.branch("target", name)),
                body.strategy() == null ? Selection.Strategy.MERGE : body.strategy().strategy(), body.message(),
                people.person("author", body.author(), people.caller(call)));
        return switch (call.await(realities.select(access.actor(call), repository, selection, call.dryRun()))) {
            case Selected done -> Answer.ok(new SelectedReality(body.set(), done.winner().name(), done.dropped(),
                    done.target().shortName(), done.result(), done.newHead(), done.tree(), done.oldHead(),
                    done.newHead(), "merged")).sequence(done.number().value());
            case RealityOutcome other -> throw RealityProblems.of(other).asException();
        };
    }
}
