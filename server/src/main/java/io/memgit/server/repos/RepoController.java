package io.memgit.server.repos;

import io.memgit.core.event.EventNumber;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.Receipt;
import io.memgit.core.name.RepoName;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.NewRepository;
import io.memgit.core.repo.Repositories;
import io.memgit.core.repo.Root;
import io.memgit.core.repo.Ttl;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Field;
import io.memgit.server.web.QueryParam;
import io.memgit.server.web.UrlText;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /repos} and {@code /repos/{repo}}. */
public final class RepoController implements Resource {

    private static final String TAG = "Repositories";
    private static final String ALL = "/api/v1/repos";
    private static final String ONE = ALL + "/{repo}";

    private final Repositories repositories;
    private final RepositoryAccess access;
    private final RepoBodies bodies;
    private final RepoStart start;

    public RepoController(Repositories repositories, RepositoryAccess access, RepoStart start, Clock clock) {
        this.repositories = repositories;
        this.access = access;
        this.start = start;
        this.bodies = new RepoBodies(repositories, access, clock);
    }

    @Override
    public void addTo(Routes routes) {
        routes.post(ALL, "createRepository")
                .tag(TAG)
                .summary("Creates a repository: empty, as a fork, or as a snapshot of a tree. What starts from a "
                        + "memory_only repository is memory_only, too.")
                .needs(Access.SIGNED_IN)
                .query(QueryParam.DRY_RUN)
                .body(NewRepo.class)
                .answers(201, RepoBody.class)
                .problems(Code.FORBIDDEN, Code.REPO_EXISTS, Code.REPO_NOT_FOUND, Code.REF_NOT_FOUND,
                        Code.COMMIT_NOT_FOUND,
                        Code.INVALID_REF, Code.LIMIT_EXCEEDED)
                .repeated(this::createdAgain)
                .to(this::create);
        routes.get(ONE, "getRepository")
                .tag(TAG)
                .summary("One repository.")
                .needs(Access.REPO_READ)
                .answers(200, RepoBody.class)
                .to(call -> Answer.ok(bodies.of(call, access.repository(call))));
        routes.patch(ONE, "editRepository")
                .tag(TAG)
                .summary("Changes the description, the default branch or the time to live; what is left out stays. "
                        + "A branch that becomes the default one does not expire any more.")
                .needs(Access.REPO_ADMIN)
                .query(QueryParam.DRY_RUN)
                .body(EditRepo.class)
                .answers(200, RepoBody.class)
                .problems(Code.BRANCH_NOT_FOUND, Code.INVALID_REF, Code.LIMIT_EXCEEDED)
                .to(this::edit);
        routes.delete(ONE, "deleteRepository")
                .tag(TAG)
                .summary("Deletes a repository. Forks keep what they share with it.")
                .needs(Access.REPO_DELETE)
                .query(QueryParam.DRY_RUN)
                .answers(204, void.class)
                .to(this::delete);
        routes.post(ONE + "/clone", "cloneRepository")
                .tag(TAG)
                .summary("Forks a repository: a new one with the same refs, sharing objects.")
                .needs(Access.REPO_READ)
                .query(QueryParam.DRY_RUN)
                .body(CloneRepo.class)
                .answers(201, RepoBody.class)
                .problems(Code.REPO_EXISTS)
                .repeated(this::forkedAgain)
                .to(this::fork);
    }

    private Answer create(Call call) throws IOException {
        NewRepo body = call.body().json(NewRepo.class);
        RepoName name = RepoFields.name("id", body.id());
        String description = RepoFields.description(body.description());
        RefName branch = RepoFields.branch(body.defaultBranch());
        RepoFields.refuseLater(body.visibility());
        Ttl ttl = RepoFields.ttl(body.ttlSeconds());
        access.requireCreate(call, name);
        NewRepo.Source source = body.source();
        if (source == null)
            return createEmpty(call, empty(body), firstBranch(body));
        Field.refuseLater("source.url", source.url());
        if (source.repo() == null)
            throw Field.refused("source.repo", "is needed");
        MemoryRepository from = access.readable(call, RepoFields.name("source.repo", source.repo()));
        RepoStart.Wish wish = new RepoStart.Wish(name, description, memoryOnly(body.memoryOnly(), from), branch,
                source.ref(), ttl);
        return source.mode() == NewRepo.Mode.SNAPSHOT ? snapshot(call, from, wish) : fork(call, from, wish);
    }

    private NewRepository empty(NewRepo body) {
        String description = RepoFields.description(body.description());
        return new NewRepository(RepoFields.name("id", body.id()), description == null ? "" : description,
                memoryOnly(body.memoryOnly(), null), RepoFields.ttl(body.ttlSeconds()));
    }

    private static RefName firstBranch(NewRepo body) {
        RefName branch = RepoFields.branch(body.defaultBranch());
        return branch == null ? RefName.branch("main").orElseThrow() : branch;
    }

    private Answer createEmpty(Call call, NewRepository wanted, RefName branch) {
        if (call.dryRun())
            return planned(bodies.planned(call, wanted, branch, null, null));
        return made(call, wanted.name(), call.await(repositories.create(access.writer(call), wanted, branch)));
    }

    /**
     * Whether a new repository lives in memory alone. Where nothing is written to disk, all do; what
     * shares objects with one that does cannot outlive it.
     */
    private boolean memoryOnly(@Nullable Boolean wished, @Nullable MemoryRepository source) {
        if (!repositories.keepsRepositories())
            return true;
        boolean sourceEnds = source != null && source.memoryOnly();
        if (sourceEnds && Boolean.FALSE.equals(wished))
            throw Field.refused("memory_only", "must be true for what starts from a memory_only repository: push its "
                    + "branches to a repository that is kept instead");
        return wished == null ? sourceEnds : wished;
    }

    private Answer fork(Call call) throws IOException {
        MemoryRepository source = access.repository(call);
        RepoName target = RepoFields.name("target_id", call.body().json(CloneRepo.class).targetId());
        access.requireCreate(call, target);
        return fork(call, source,
                new RepoStart.Wish(target, null, memoryOnly(null, source), null, null, Ttl.NEVER));
    }

    private Answer fork(Call call, MemoryRepository source, RepoStart.Wish wish) throws IOException {
        RepoStart.ForkPlan plan = start.fork(source, wish);
        if (call.dryRun())
            return planned(bodies.planned(call, wish.described(plan.description()), plan.head(),
                    start.headOf(source, plan.head()), source));
        Actor actor = access.writer(call);
        Outcome outcome = call.await(
                repositories.fork(actor, source, wish.described(plan.description()), plan.onlyRef()));
        MemoryRepository fork = repositories.find(wish.name()).orElse(null);
        if (outcome instanceof Outcome.Accepted && fork != null && !fork.root().head().equals(plan.head()))
            call.await(repositories.edit(actor, fork, null, plan.head(), null));
        return made(call, wish.name(), outcome);
    }

    private Answer snapshot(Call call, MemoryRepository source, RepoStart.Wish wish) throws IOException {
        Actor actor = access.writer(call);
        try (RepoStart.SnapshotPlan plan = start.snapshot(source, wish, access.authorName(call),
                access.authorEmail(call))) {
            if (call.dryRun())
                return planned(bodies.planned(call, wish.described(plan.description()), plan.branch(),
                        plan.commit().id(), source));
            return made(call, wish.name(), call.await(repositories.snapshot(actor, source,
                    wish.described(plan.description()), plan.branch(), plan.commit().id(), plan.commit().objects())));
        }
    }

    private Answer createdAgain(Call call, Receipt receipt) {
        NewRepo body = call.body().json(NewRepo.class);
        if (body.source() != null)
            return again(call, RepoFields.name("id", body.id()), receipt);
        long made = repositories.find(receipt.target())
                .map(MemoryRepository::createdMillis)
                .orElse(receipt.timeMillis());
        return created(bodies.empty(call, empty(body), firstBranch(body), Instant.ofEpochMilli(made)))
                .sequence(receipt.number().value());
    }

    private Answer forkedAgain(Call call, Receipt receipt) {
        return again(call, RepoFields.name("target_id", call.body().json(CloneRepo.class).targetId()), receipt);
    }

    // As it is now, which is what it was made as where nobody has changed it since.
    private Answer again(Call call, RepoName name, Receipt receipt) {
        MemoryRepository made = repositories.find(receipt.target())
                .orElseThrow(() -> Problem
                        .of(Code.REPO_NOT_FOUND, "repository " + name + " was made before, and is gone since")
                        .asException());
        return created(bodies.of(call, made)).sequence(receipt.number().value());
    }

    private Answer planned(RepoBody body) {
        if (repositories.find(body.id()).isPresent())
            throw exists("there is a repository " + body.id() + " already");
        return created(body);
    }

    private Answer made(Call call, RepoName name, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> {
                MemoryRepository repository = repositories.find(name).orElseThrow(RepositoryAccess::notFound);
                yield created(bodies.of(call, repository)).sequence(repository.root().number().value());
            }
            case Outcome.Conflicted(_, String detail) -> throw exists(detail);
            case Outcome.Refused _ -> throw RepositoryAccess.notFound();
            case Outcome.Stale _ -> throw new IllegalStateException("a new repository expects no ref");
        };
    }

    private static Answer created(RepoBody body) {
        return Answer.created(body, "/repos/" + UrlText.segment(body.id().value()));
    }

    private static ProblemException exists(String detail) {
        return Problem.of(Code.REPO_EXISTS, detail).asException();
    }

    private Answer edit(Call call) {
        MemoryRepository repository = access.repository(call);
        EditRepo body = call.body().json(EditRepo.class);
        Field.refuseLater("id", body.id());
        RepoFields.refuseLater(body.visibility());
        Ttl ttl = body.ttlSeconds();
        String description = RepoFields.description(body.description());
        RefName branch = RepoFields.branch(body.defaultBranch());
        requireBranch(repository, branch);
        boolean same = isSame(repository.root(), description, branch, ttl);
        if (call.dryRun())
            return Answer.ok(same
                    ? bodies.of(call, repository)
                    : bodies.edited(call, repository, description, branch, ttl));
        if (same)
            return Answer.ok(bodies.of(call, repository)).sequence(repository.root().number().value());
        Outcome outcome = call.await(repositories.edit(access.actor(call), repository, description, branch, ttl));
        return Answer.ok(bodies.of(call, repository)).sequence(number(outcome).value());
    }

    // A time to live is never the same: it begins anew.
    private static boolean isSame(Root now, @Nullable String description, @Nullable RefName branch,
            @Nullable Ttl ttl) {
        return (description == null || description.equals(now.description()))
                && (branch == null || branch.equals(now.head()))
                && (ttl == null || (ttl.isNever() && now.lifetimes().ttl().isNever()));
    }

    // Where there is no branch at all, any name may be the first one's.
    private static void requireBranch(MemoryRepository repository, @Nullable RefName branch) {
        if (branch == null || repository.refs().get(branch) != null
                || repository.refs().countWithPrefix("refs/heads/") == 0)
            return;
        throw Problem.of(Code.BRANCH_NOT_FOUND, "there is no branch " + branch.shortName())
                .with("branch", branch.shortName())
                .asException();
    }

    private Answer delete(Call call) {
        MemoryRepository repository = access.repository(call);
        if (!call.dryRun())
            number(call.await(repositories.delete(access.actor(call), repository)));
        return Answer.noContent().sequence(repository.root().number().value());
    }

    private static EventNumber number(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted(EventNumber number))
            return Objects.requireNonNull(number);
        throw RepositoryAccess.notFound();
    }
}
