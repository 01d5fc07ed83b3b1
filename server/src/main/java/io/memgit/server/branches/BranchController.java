package io.memgit.server.branches;

import io.memgit.core.branch.BranchMove;
import io.memgit.core.branch.Branches;
import io.memgit.core.branch.NewBranch;
import io.memgit.core.ledger.Receipt;
import io.memgit.core.limits.RefLimits;
import io.memgit.core.reality.Reality;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.MovedRefs;
import io.memgit.core.repo.Root;
import io.memgit.core.repo.Ttl;
import io.memgit.core.updateref.RefOutcome.Updated;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.refs.Expected;
import io.memgit.server.refs.RefKind;
import io.memgit.server.refs.RefPage;
import io.memgit.server.refs.RefProblems;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.revisions.ShortNames;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Field;
import io.memgit.server.web.Query;
import io.memgit.server.web.QueryParam;
import io.memgit.server.web.UrlText;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** {@code /repos/{repo}/branches} and what is below it. */
public final class BranchController implements Resource {

    private static final String TAG = "Branches";
    private static final String ALL = "/api/v1/repos/{repo}/branches";
    private static final String ONE = ALL + "/{name...}";
    private static final String HEADS = "refs/heads/";
    private static final String REALITIES = HEADS + Reality.PREFIX;
    /** What is left of a request's time when waiting ends, to answer in. */
    private static final Duration TO_ANSWER = Duration.ofSeconds(1);
    private static final int LONGEST_WAIT_SECONDS = 3600;
    private static final QueryParam PREFIX = QueryParam.text("prefix", "Names that begin so.");
    private static final QueryParam WAIT_FOR = QueryParam.text("wait_for",
            "Answer when the branch has this commit: points to it or descends from it.");
    private static final QueryParam TIMEOUT = QueryParam.number("timeout",
            "Wait at most so many seconds, then answer with what is there; never longer than a request may take.");
    private static final QueryParam EXPECTED_HEAD = QueryParam.text("expected_head",
            "The commit that the branch must point to.");

    private final RepositoryAccess access;
    private final Branches branches;
    private final RefLimits limits;
    private final Clock clock;

    public BranchController(RepositoryAccess access, Branches branches, RefLimits limits, Clock clock) {
        this.access = access;
        this.branches = branches;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(ALL, "listBranches")
                .tag(TAG)
                .summary(
                        "The branches, in the order of their names; parallel realities only where the prefix begins with "
                                + "parallel/.")
                .needs(Access.REPO_READ)
                .query(PREFIX)
                .paged()
                .answers(200, BranchList.class)
                .to(this::list);
        routes.post(ALL, "createBranch")
                .tag(TAG)
                .summary("Makes a branch.")
                .needs(Access.REPO_WRITE)
                .query(QueryParam.DRY_RUN)
                .body(CreateBranch.class)
                .answers(201, BranchBody.class)
                .problems(Code.BRANCH_EXISTS, Code.CONFLICT, Code.REF_NOT_FOUND, Code.COMMIT_NOT_FOUND,
                        Code.INVALID_REF, Code.LIMIT_EXCEEDED)
                .repeated(this::createdAgain)
                .to(this::create);
        routes.post(ALL + ":batch", "createBranches")
                .tag(TAG)
                .summary("Makes up to 10,000 branches, all or none.")
                .needs(Access.REPO_WRITE)
                .query(QueryParam.DRY_RUN)
                .body(CreateBranches.class)
                .answers(201, MadeBranches.class)
                .problems(Code.BRANCH_EXISTS, Code.CONFLICT, Code.REF_NOT_FOUND, Code.COMMIT_NOT_FOUND,
                        Code.INVALID_REF, Code.LIMIT_EXCEEDED)
                .repeated(this::allCreatedAgain)
                .to(this::createAll);
        addOne(routes);
    }

    private void addOne(Routes routes) {
        routes.get(ONE, "getBranch")
                .tag(TAG)
                .summary("One branch, at once or when it has a commit.")
                .needs(Access.REPO_READ)
                .query(WAIT_FOR, TIMEOUT)
                .answers(200, BranchBody.class)
                .problems(Code.BRANCH_NOT_FOUND, Code.INVALID_REF)
                .to(this::get);
        routes.patch(ONE, "moveBranch")
                .tag(TAG)
                .summary("Moves a branch, forward unless force is true, or keeps it for another time; what is left "
                        + "out stays.")
                .needs(Access.REPO_WRITE)
                .query(QueryParam.DRY_RUN)
                .conditional()
                .body(MoveBranch.class)
                .answers(200, BranchBody.class)
                .problems(Code.BRANCH_NOT_FOUND, Code.HEAD_MOVED, Code.CONFLICT, Code.REF_NOT_FOUND,
                        Code.COMMIT_NOT_FOUND, Code.INVALID_REF, Code.LIMIT_EXCEEDED)
                .to(this::move);
        routes.delete(ONE, "deleteBranch")
                .tag(TAG)
                .summary("Deletes a branch other than the default one.")
                .needs(Access.REPO_WRITE)
                .query(EXPECTED_HEAD, QueryParam.DRY_RUN)
                .conditional()
                .answers(204, void.class)
                .problems(Code.BRANCH_NOT_FOUND, Code.HEAD_MOVED, Code.DEFAULT_BRANCH, Code.INVALID_REF)
                .to(this::delete);
    }

    private Answer list(Call call) {
        Root root = access.repository(call).root();
        String prefix = HEADS + call.query().text("prefix").orElse("");
        Optional<String> without = prefix.startsWith(REALITIES) ? Optional.empty() : Optional.of(REALITIES);
        RefPage page = RefPage.of(call, call.longPaging(), root.refs(), prefix, without);
        List<BranchBody> shown = page.refs().stream().map(r -> BranchBody.of(r.name(), r.id(), root)).toList();
        BranchList list = new BranchList(shown, root.head().shortName(), shown.size(), page.nextCursor());
        return Answer.ok(list).next(call, page.nextCursor());
    }

    private Answer create(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        NewBranch branch = newBranch(repository, call.body().json(CreateBranch.class), "");
        Updated made = make(call, repository, List.of(branch));
        return created(repository, bodies(call, repository, made, List.of(branch)).getFirst())
                .sequence(made.number().value());
    }

    private static Answer created(MemoryRepository repository, BranchBody made) {
        return Answer.created(made, "/repos/" + UrlText.segment(repository.name().value()) + "/branches/"
                + UrlText.rest(made.name()));
    }

    private Answer createdAgain(Call call, Receipt receipt) {
        MemoryRepository repository = access.repository(call);
        List<CreateBranch> wanted = List.of(call.body().json(CreateBranch.class));
        return created(repository, bodies(repository, receipt, wanted).getFirst()).sequence(receipt.number().value());
    }

    private Answer allCreatedAgain(Call call, Receipt receipt) {
        MemoryRepository repository = access.repository(call);
        List<CreateBranch> wanted = call.body().json(CreateBranches.class).branches();
        return created(repository, bodies(repository, receipt, wanted)).sequence(receipt.number().value());
    }

    private static List<BranchBody> bodies(MemoryRepository repository, Receipt receipt, List<CreateBranch> wanted) {
        List<RefUpdate> moves = MovedRefs.of(receipt);
        List<BranchBody> bodies = new ArrayList<>(moves.size());
        for (int i = 0; i < moves.size(); i++) {
            Ttl ttl = wanted.get(i).ttlSeconds();
            Optional<Instant> end = ttl == null || ttl.isNever()
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochMilli(receipt.timeMillis()).plusSeconds(ttl.seconds()));
            bodies.add(BranchBody.of(moves.get(i).name(), moves.get(i).newId(), repository.root(), end));
        }
        return bodies;
    }

    private Answer createAll(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        List<CreateBranch> wanted = call.body().json(CreateBranches.class).branches();
        if (wanted.isEmpty())
            throw Field.refused("branches", "has at least one branch");
        if (wanted.size() > limits.batch())
            throw Problem.of(Code.LIMIT_EXCEEDED, "one request makes at most " + limits.batch() + " branches")
                    .with("limit", "refs.batch")
                    .with("maximum", limits.batch())
                    .asException();
        List<NewBranch> all = new ArrayList<>(wanted.size());
        for (int i = 0; i < wanted.size(); i++)
            all.add(newBranch(repository, wanted.get(i), "branches[" + i + "]."));
        Updated made = make(call, repository, all);
        return created(repository, bodies(call, repository, made, all)).sequence(made.number().value());
    }

    private static Answer created(MemoryRepository repository, List<BranchBody> made) {
        return Answer.created(new MadeBranches(made, made.size()),
                "/repos/" + UrlText.segment(repository.name().value()) + "/branches");
    }

    private Updated make(Call call, MemoryRepository repository, List<NewBranch> all) throws IOException {
        return RefProblems.creating(RefKind.BRANCH)
                .require(call.await(branches.create(access.writer(call), repository, all, call.dryRun())));
    }

    private static NewBranch newBranch(MemoryRepository repository, CreateBranch wanted, String in) {
        RefName name = ShortNames.branch(in + "name", wanted.name());
        Ttl ttl = wanted.ttlSeconds() == null ? Ttl.NEVER : wanted.ttlSeconds();
        requireOther(repository, name, ttl, in);
        return new NewBranch(name, wanted.from(), ttl);
    }

    private static void requireOther(MemoryRepository repository, RefName name, Ttl ttl, String in) {
        if (!ttl.isNever() && name.equals(repository.root().head()))
            throw Field.refused(in + "ttl_seconds", "is null for the default branch, which does not expire");
    }

    private Answer get(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        RefName name = name(call);
        Optional<String> hash = call.query().text("wait_for");
        Optional<RefEntry> ref = hash.isPresent()
                ? await(call, repository, name, hash.get())
                : Optional.ofNullable(repository.refs().get(name));
        RefEntry found = ref.orElseThrow(() -> missing(name));
        return Answer.ok(BranchBody.of(name, found.id(), repository.root()));
    }

    private Optional<RefEntry> await(Call call, MemoryRepository repository, RefName name, String hash)
            throws IOException {
        if (!ObjectId.isId(hash))
            throw Query.refused("wait_for", "is a hash of 40 hex digits");
        Duration most = call.timeLeft().minus(TO_ANSWER);
        Duration wanted = Duration
                .ofSeconds(call.query().number("timeout", LONGEST_WAIT_SECONDS, 0, LONGEST_WAIT_SECONDS));
        Duration time = wanted.compareTo(most) < 0 ? wanted : most;
        try {
            return branches.await(repository, name, ObjectId.fromString(hash),
                    time.isNegative() ? Duration.ZERO : time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(Code.NOT_READY, "the server is stopping").header("Retry-After", "1").asException();
        }
    }

    private Answer move(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        RefName name = name(call);
        MoveBranch body = call.body().json(MoveBranch.class);
        Field.refuseLater("name", body.name());
        Field.refuseLater("protected", body.protectedBranch() ? Boolean.TRUE : null);
        Ttl ttl = body.ttlSeconds();
        if (body.target() == null && ttl == null)
            throw Field.refused("target", "or ttl_seconds is needed");
        if (ttl != null)
            requireOther(repository, name, ttl, "");
        Expected expected = Expected.of(call, body.expectedHead());
        BranchMove move = new BranchMove(name, body.target(), expected.head(), body.force(), ttl);
        Ttl before = repository.root().lifetimes().ttl(name);
        Updated moved = RefProblems.changing(RefKind.BRANCH, expected)
                .require(call.await(branches.move(access.actor(call), repository, move, call.dryRun())));
        NewBranch planned = new NewBranch(name, null, ttl == null ? before : ttl);
        return Answer.ok(bodies(call, repository, moved, List.of(planned)).getFirst()).sequence(moved.number().value());
    }

    private Answer delete(Call call) {
        MemoryRepository repository = access.repository(call);
        Expected expected = Expected.ofQuery(call);
        Updated deleted = RefProblems.changing(RefKind.BRANCH, expected)
                .require(call.await(
                        branches.delete(access.actor(call), repository, name(call), expected.head(), call.dryRun())));
        return Answer.noContent().sequence(deleted.number().value());
    }

    private static RefName name(Call call) {
        String text = call.name("name");
        return RefName.branch(text)
                .orElseThrow(() -> Problem.of(Code.INVALID_REF, "this is no name of a branch")
                        .with("name", text)
                        .asException());
    }

    private static ProblemException missing(RefName name) {
        return Problem.of(Code.BRANCH_NOT_FOUND, name.shortName() + " does not exist")
                .with("name", name.shortName())
                .asException();
    }

    /**
     * The branches as they are after a write; after a dry run, as {@code planned}, which has them in
     * the
     * same order.
     */
    private List<BranchBody> bodies(Call call, MemoryRepository repository, Updated updated,
            List<NewBranch> planned) {
        Root root = repository.root();
        List<BranchBody> bodies = new ArrayList<>(planned.size());
        for (int i = 0; i < planned.size(); i++) {
            RefUpdate update = updated.updates().get(i);
            bodies.add(call.dryRun()
                    ? BranchBody.of(update.name(), update.newId(), root, end(planned.get(i).ttl()))
                    : BranchBody.of(update.name(), update.newId(), root));
        }
        return bodies;
    }

    /** When what is written now will end. */
    private Optional<Instant> end(Ttl ttl) {
        return ttl.isNever() ? Optional.empty() : Optional.of(clock.instant().plusSeconds(ttl.seconds()));
    }
}
