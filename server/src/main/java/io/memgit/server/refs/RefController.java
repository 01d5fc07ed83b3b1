package io.memgit.server.refs;

import io.memgit.core.event.EventNumber;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Receipt;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.MovedRefs;
import io.memgit.core.updateref.RefChange;
import io.memgit.core.updateref.RefOutcome.Updated;
import io.memgit.core.updateref.RefUpdates;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Field;
import io.memgit.server.web.QueryParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /repos/{repo}/refs}. */
public final class RefController implements Resource {

    private static final String TAG = "Refs";
    private static final String PATH = "/api/v1/repos/{repo}/refs";
    private static final QueryParam PREFIX = QueryParam.text("prefix",
            "Full names that begin so, such as refs/heads/feature/.");

    private final RepositoryAccess access;
    private final RefUpdates updates;

    public RefController(RepositoryAccess access, RefUpdates updates) {
        this.access = access;
        this.updates = updates;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(PATH, "listRefs")
                .tag(TAG)
                .summary("All refs: branches, tags and notes.")
                .needs(Access.REPO_READ)
                .query(PREFIX)
                .paged()
                .answers(200, RefList.class)
                .to(this::list);
        routes.post(PATH, "updateRefs")
                .tag(TAG)
                .summary("Compares and sets up to 10,000 refs, all or none. Zeros as new delete a ref, as old they "
                        + "demand that it is new. The first ref that does not match is told with HEAD_MOVED.")
                .needs(Access.REPO_WRITE)
                .query(QueryParam.DRY_RUN)
                .body(UpdateRefs.class)
                .answers(200, RefList.class)
                .problems(Code.HEAD_MOVED, Code.INVALID_REF, Code.REF_NOT_FOUND, Code.COMMIT_NOT_FOUND, Code.CONFLICT,
                        Code.DEFAULT_BRANCH, Code.LIMIT_EXCEEDED)
                .repeated(this::updatedAgain)
                .to(this::update);
    }

    private Answer list(Call call) {
        MemoryRepository repository = access.repository(call);
        String prefix = call.query().text("prefix").orElse("");
        RefPage page = RefPage.of(call, call.paging(), repository.refs(), prefix);
        List<RefBody> refs = page.refs()
                .stream()
                .map(ref -> new RefBody(ref.name().value(), ref.id(), Optional.ofNullable(ref.peeled())))
                .toList();
        return Answer.ok(new RefList(refs, refs.size(), page.nextCursor())).next(call, page.nextCursor());
    }

    private Answer update(Call call) {
        MemoryRepository repository = access.repository(call);
        UpdateRefs body = call.body().json(UpdateRefs.class);
        if (body.updates().isEmpty())
            throw Field.refused("updates", "has at least one update");
        List<RefChange> changes = new ArrayList<>(body.updates().size());
        for (int i = 0; i < body.updates().size(); i++)
            changes.add(change(body.updates().get(i), "updates[" + i + "].name"));
        try (Lease _ = repository.lease()) {
            Updated updated = RefProblems.changing(RefKind.REF, new Expected(null, false))
                    .require(call.await(updates.update(repository, new RefUpdates.Request(access.writer(call), changes,
                            new Quarantine(), EventType.REF, call.dryRun()))));
            return answer(updated.updates(), updated.number());
        }
    }

    private Answer updatedAgain(Call call, Receipt receipt) {
        access.repository(call);
        return answer(MovedRefs.of(receipt), receipt.number());
    }

    private static Answer answer(List<RefUpdate> updates, EventNumber number) {
        List<RefBody> refs = updates
                .stream()
                .map(u -> new RefBody(u.name().value(), u.newId(), Optional.ofNullable(u.peeled())))
                .toList();
        return Answer.ok(new RefList(refs, refs.size(), null)).sequence(number.value());
    }

    private static RefChange change(UpdateRefs.Update update, String field) {
        RefName name = RefName.parse(update.name())
                .filter(n -> !n.isHead())
                .orElseThrow(() -> Problem
                        .of(Code.INVALID_REF,
                                "field " + field
                                        + " is the full name of a branch, tag or note, such as refs/heads/main")
                        .with("field", field)
                        .with("name", update.name())
                        .asException());
        return new RefChange(name, update.old(), update.target(), update.force());
    }
}
