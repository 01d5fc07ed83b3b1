package io.memgit.server.repos;

import io.memgit.core.object.Folder;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.operations.Operation;
import io.memgit.server.operations.OperationBody;
import io.memgit.server.operations.Operations;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ProgressMonitor;

/** {@code POST /repos/{repo}/maintenance}: folds and collects now, one repository at a time. */
public final class MaintenanceController implements Resource {

    private static final Duration LONGEST_QUEUE = Duration.ofMinutes(10);

    private final RepositoryAccess access;
    private final Operations operations;
    private final Semaphore turn = new Semaphore(1, true);

    public MaintenanceController(RepositoryAccess access, Operations operations) {
        this.access = access;
        this.operations = operations;
    }

    @Override
    public void addTo(Routes routes) {
        routes.post("/api/v1/repos/{repo}/maintenance", "maintainRepository")
                .tag("Repositories")
                .summary("Packs what is reachable and drops what is not; with Prefer: respond-async in the background.")
                .needs(Access.REPO_ADMIN)
                .query(QueryParam.DRY_RUN)
                .answers(200, MaintenanceBody.class)
                .answers(202, OperationBody.class)
                .problems(Code.OVERLOADED)
                .to(this::maintain);
    }

    private Answer maintain(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        if (call.dryRun())
            return Answer.ok(body(repository, System.nanoTime()));
        if (call.header("Prefer").filter(MaintenanceController::wantsAsync).isPresent())
            return begin(call, repository);
        long end = System.nanoTime() + call.timeLeft().toNanos();
        MaintenanceBody done = fold(repository, call.timeLeft(),
                cancelledBy(() -> System.nanoTime() - end > 0));
        return Answer.ok(done).sequence(repository.root().number().value());
    }

    private Answer begin(Call call, MemoryRepository repository) {
        Operation operation = operations.start("maintenance", call.caller().user().value(),
                running -> fold(repository, LONGEST_QUEUE, reportingTo(running)).asMap());
        return Answer.json(202, operation.body())
                .header("Location", "/api/v1/operations/" + operation.id())
                .header("Preference-Applied", "respond-async");
    }

    private MaintenanceBody fold(MemoryRepository repository, Duration patience, ProgressMonitor progress)
            throws IOException {
        long start = System.nanoTime();
        try {
            if (!turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS))
                throw busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return switch (repository.fold(progress)) {
                case Folder.Outcome.Folded _ -> body(repository, start);
                case Folder.Outcome.Cancelled _ -> throw Problem
                        .of(Code.REQUEST_TIMEOUT, "it takes longer than a request may; use Prefer: respond-async")
                        .with("outcome", "not_applied")
                        .asException();
            };
        } finally {
            turn.release();
        }
    }

    private static MaintenanceBody body(MemoryRepository repository, long startNanos) {
        return new MaintenanceBody(repository.objects().packCount(), repository.objects().objectCount(),
                repository.objects().sizeBytes(), Duration.ofNanos(System.nanoTime() - startNanos).toMillis());
    }

    private static ProblemException busy() {
        return Problem.of(Code.OVERLOADED, "other repositories are being maintained; try again later")
                .with("outcome", "not_applied")
                .header("Retry-After", "10")
                .asException();
    }

    /** {@code Prefer} is a list of preferences, each with parameters of its own (RFC 7240). */
    private static boolean wantsAsync(String prefer) {
        for (String preference : prefer.split(",", -1)) {
            if (preference.split(";", -1)[0].strip().equalsIgnoreCase("respond-async"))
                return true;
        }
        return false;
    }

    private static ProgressMonitor cancelledBy(BooleanSupplier cancelled) {
        return new EmptyProgressMonitor() {
            @Override
            public boolean isCancelled() {
                return cancelled.getAsBoolean();
            }
        };
    }

    private static ProgressMonitor reportingTo(Operation operation) {
        return new EmptyProgressMonitor() {
            private String task = "";
            private int done;
            private int total;

            @Override
            public void beginTask(String title, int totalWork) {
                task = title;
                done = 0;
                total = totalWork;
                operation.progress(task, done, total);
            }

            @Override
            public void update(int completed) {
                done += completed;
                operation.progress(task, done, total);
            }

            @Override
            public boolean isCancelled() {
                return operation.isCancelled();
            }
        };
    }
}
