package io.memgit.server.combining;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.DiffQuery;
import io.memgit.core.browse.DiffResult;
import io.memgit.core.browse.DiffSide;
import io.memgit.core.browse.Divergence;
import io.memgit.core.browse.Exceeded;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.commits.CommitView;
import io.memgit.server.diffs.PatchedFile;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.reading.Page;
import io.memgit.server.reading.Point;
import io.memgit.server.reading.Points;
import io.memgit.server.reading.ReadFrom;
import io.memgit.server.reading.ReadProblems;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.RouteBuilder;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** {@code GET /repos/{repo}/compare} and {@code /merge-base}. */
public final class CompareController implements Resource {

    private static final QueryParam BASE = QueryParam.text("base",
            "The revision to compare with; the default branch when absent.");
    private static final QueryParam HEAD = QueryParam.text("head",
            "The revision that is compared; the default branch when absent.");

    private final RepositoryAccess access;
    private final Points points;
    private final Browse browse;

    public CompareController(RepositoryAccess access, Points points, Browse browse) {
        this.access = access;
        this.points = points;
        this.browse = browse;
    }

    @Override
    public void addTo(Routes routes) {
        declare(routes.get(MergeController.REPO + "/compare", "compare"))
                .summary("How far head has gone from base: its commits, oldest first and in pages, and what they "
                        + "changed since both parted.")
                .paged()
                .answers(200, Comparison.class)
                .to(this::compare);
        declare(routes.get(MergeController.REPO + "/merge-base", "getMergeBase"))
                .summary("The best common ancestors of two revisions.")
                .answers(200, MergeBaseBody.class)
                .to(this::mergeBase);
    }

    private static RouteBuilder declare(RouteBuilder route) {
        return route.tag(MergeController.TAG)
                .needs(Access.REPO_READ)
                .query(BASE, HEAD, QueryParam.AT)
                .problems(Code.REF_NOT_FOUND, Code.COMMIT_NOT_FOUND, Code.INVALID_REF, Code.LIMIT_EXCEEDED,
                        Code.REQUEST_TIMEOUT, Code.HISTORY_EXPIRED);
    }

    private Answer mergeBase(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        Point base = point(points.of(repository, from(call, "base")));
        Point head = point(points.of(repository, from(call, "head")));
        List<ObjectId> all = related(repository, base, head).mergeBases();
        return fixed(Answer.ok(new MergeBaseBody(all.getFirst(), all)), base, head);
    }

    private Answer compare(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        Page page = Page.of(call);
        Point base = point(page.point(0, points, repository, from(call, "base")));
        Point head = point(page.point(1, points, repository, from(call, "head")));
        Divergence.Found found = related(repository, base, head);
        List<ObjectId> own = found.onlyOther().reversed();
        int start = Math.min(page.skip(), own.size());
        int end = (int) Math.min(own.size(), (long) start + page.limit());
        List<CommitView> commits = new ArrayList<>(end - start);
        for (ObjectId id : own.subList(start, end))
            commits.add(CommitView.of(browse.commit(repository, id)));
        DiffResult.Page changes = changes(repository, found.mergeBases().getFirst(), head, start == 0);
        String next = Page.cursor(call, end < own.size() ? Optional.of(end) : Optional.empty(),
                List.of(base.requireCommit(), head.requireCommit()));
        Comparison comparison = new Comparison(base.requireCommit(), head.requireCommit(), own.size(),
                found.onlyOne().size(), found.mergeBases().getFirst(), commits,
                start == 0 ? changes.files().stream().map(PatchedFile::of).toList() : List.of(), changes.stats(),
                commits.size(), next);
        return fixed(Answer.ok(comparison).next(call, next), base, head);
    }

    private DiffResult.Page changes(MemoryRepository repository, ObjectId from, Point head, boolean patches)
            throws IOException {
        DiffSide before = new DiffSide(Optional.of(from), browse.commit(repository, from).tree());
        DiffQuery query = DiffQuery.between(before, head.side());
        return switch (browse.diff(repository, patches ? query : query.withoutPatches())) {
            case DiffResult.Page page -> page;
            case DiffResult.Written _,DiffResult.NoMergeBase _ ->
                throw new IllegalStateException("a page was asked for");
            case Exceeded exceeded -> throw ReadProblems.of(exceeded);
        };
    }

    private Divergence.Found related(MemoryRepository repository, Point base, Point head) throws IOException {
        return switch (browse.divergence(repository, base.requireCommit(), head.requireCommit())) {
            case Divergence.Found found when !found.mergeBases().isEmpty() -> found;
            case Divergence.Found _ -> throw Problem
                    .of(Code.COMMIT_NOT_FOUND, "the two revisions have no common ancestor")
                    .with("base", base.ref())
                    .with("head", head.ref())
                    .asException();
            case Exceeded exceeded -> throw ReadProblems.of(exceeded);
        };
    }

    private static ReadFrom from(Call call, String parameter) {
        return ReadFrom.of(call, call.query().text(parameter));
    }

    private static Point point(Point point) {
        if (point.isUnborn())
            throw Problem.of(Code.REF_NOT_FOUND, "the repository has no commit yet").with("ref", point.ref())
                    .asException();
        return point;
    }

    private static Answer fixed(Answer answer, Point base, Point head) {
        return base.fixed() && head.fixed() ? answer.immutable() : answer;
    }
}
