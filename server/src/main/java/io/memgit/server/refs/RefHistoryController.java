package io.memgit.server.refs;

import io.memgit.core.ref.RefName;
import io.memgit.core.reflog.PastRefs;
import io.memgit.core.reflog.RefHistory;
import io.memgit.core.reflog.RefRestores;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.updateref.RefOutcome.Updated;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.revisions.PastLookup;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.QueryParam;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code /repos/{repo}/refs/history} and {@code /repos/{repo}/refs/restore}. */
public final class RefHistoryController implements Resource {

    private static final String TAG = "Refs";
    private static final String PATH = "/api/v1/repos/{repo}/refs";
    private static final QueryParam NAME = QueryParam.text("name",
            "A full name, or the short one of a branch or tag; all refs when absent.");

    private final RepositoryAccess access;
    private final PastLookup past;
    private final RefRestores restores;

    public RefHistoryController(RepositoryAccess access, PastLookup past, RefRestores restores) {
        this.access = access;
        this.past = past;
        this.restores = restores;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(PATH + "/history", "listRefHistory")
                .tag(TAG)
                .summary("What became of a ref, or of all, as the server recorded it; the newest first.")
                .needs(Access.REPO_READ)
                .query(NAME)
                .paged()
                .answers(200, RefRecordBody[].class)
                .problems(Code.REF_NOT_FOUND, Code.INVALID_REF, Code.INVALID_CURSOR)
                .to(this::list);
        routes.post(PATH + "/restore", "restoreRef")
                .tag(TAG)
                .summary("Puts a ref back to where it pointed at a time, whatever it loses by it. One that was deleted "
                        + "is there again.")
                .needs(Access.REPO_WRITE)
                .query(QueryParam.DRY_RUN)
                .conditional()
                .body(RestoreRef.class)
                .answers(200, RestoredRef.class)
                .problems(Code.REF_NOT_FOUND, Code.HISTORY_EXPIRED, Code.INVALID_REF, Code.HEAD_MOVED, Code.CONFLICT,
                        Code.LIMIT_EXCEEDED)
                .to(this::restore);
    }

    private Answer list(Call call) {
        MemoryRepository repository = access.repository(call);
        RefHistory history = RefHistory.of(repository);
        Optional<String> text = call.query().text("name");
        RefName name = text.isEmpty() ? null : recorded(repository, history, text.get());
        RefRecordPage page = RefRecordPage.of(call, history, name);
        List<RefRecordBody> shown = page.records().stream().map(RefRecordBody::of).toList();
        Answer answer = Answer.ok(shown).next(call, page.nextCursor());
        return page.nextCursor() == null ? answer : answer.header("X-Next-Cursor", page.nextCursor());
    }

    private Answer restore(Call call) {
        MemoryRepository repository = access.repository(call);
        RestoreRef body = call.body().json(RestoreRef.class);
        PastRefs refs = past.refs(repository, body.at());
        RefName name = named(body.name(), candidate -> refs.idOf(candidate).isPresent())
                .orElseThrow(() -> PastLookup.missing(body.name()));
        Expected expected = Expected.of(call, body.expectedHead());
        RefRestores.Result result = call.await(restores.restore(access.actor(call), repository, name,
                PastLookup.millis(body.at()), expected.head(), call.dryRun()));
        return switch (result) {
            case RefRestores.Tried(var outcome) -> {
                Updated updated = RefProblems.changing(RefKind.REF, expected).require(outcome);
                yield Answer.ok(RestoredRef.of(updated.updates().getFirst(), body.at()))
                        .sequence(updated.number().value());
            }
            case RefRestores.NotThere _ -> throw PastLookup.missing(body.name());
            case RefRestores.Expired _ -> throw PastLookup.expired(body.at());
        };
    }

    /** The ref that is meant: one that is there, or of which a record is kept. */
    private static RefName recorded(MemoryRepository repository, RefHistory history, String text) {
        if (text.equals("HEAD"))
            return repository.root().head();
        return named(text, name -> repository.refs().get(name) != null)
                .or(() -> named(text, name -> !history.newestFirst(name, null, 1).isEmpty()))
                .orElseThrow(() -> Problem.of(Code.REF_NOT_FOUND, "no branch or tag " + text + " is recorded")
                        .with("ref", text)
                        .asException());
    }

    /** The first of the refs that {@code text} may mean, in the order of revisions. */
    private static Optional<RefName> named(String text, Predicate<RefName> isThere) {
        List<RefName> possible = Stream.of(RefName.parse(text), RefName.branch(text), RefName.tag(text))
                .flatMap(Optional::stream)
                .filter(name -> !name.isHead())
                .toList();
        if (possible.isEmpty())
            throw invalid(text);
        return possible.stream().filter(isThere).findFirst();
    }

    private static ProblemException invalid(String text) {
        return Problem.of(Code.INVALID_REF, "no branch or tag can have this name").with("ref", text).asException();
    }
}
