package io.memgit.server.commits;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.DiffQuery;
import io.memgit.core.browse.DiffResult;
import io.memgit.core.browse.Exceeded;
import io.memgit.core.browse.GitPath;
import io.memgit.core.browse.LogQuery;
import io.memgit.core.browse.LogResult;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.diffs.ChangedFile;
import io.memgit.server.problem.Code;
import io.memgit.server.reading.Page;
import io.memgit.server.reading.Paths;
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
import io.memgit.server.web.Query;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** {@code GET /repos/{repo}/commits}, {@code /log} and {@code /show}. */
public final class HistoryController implements Resource {

    private static final String TAG = "Commits";
    private static final String REPO = "/api/v1/repos/{repo}";
    private static final QueryParam[] FILTERS = {
            QueryParam.text("branch", "The same as ref."),
            QueryParam.text("path", "Only commits that changed this file or directory."),
            QueryParam.flag("follow", "Go on with the earlier name of the file at path where it was renamed."),
            QueryParam.text("author", "Only commits whose author, as name <email>, contains this text."),
            QueryParam.instant("since", "Only commits made at this time or later."),
            QueryParam.instant("until", "Only commits made at this time or earlier."),
            QueryParam.text("grep", "Only commits whose message contains this text."),
            QueryParam.flag("first_parent", "Follow only the first parent of each commit."),
            QueryParam.text("from", "Leave out what this revision reaches.")};

    private final RepositoryAccess access;
    private final Points points;
    private final Browse browse;

    public HistoryController(RepositoryAccess access, Points points, Browse browse) {
        this.access = access;
        this.points = points;
        this.browse = browse;
    }

    @Override
    public void addTo(Routes routes) {
        log(routes.get(REPO + "/commits", "listCommits"));
        log(routes.get(REPO + "/log", "getLog"));
        show(routes.get(REPO + "/commits/{ref...}", "getCommit"));
        show(routes.get(REPO + "/show/{ref...}", "showCommit"));
    }

    private void log(RouteBuilder route) {
        route.tag(TAG)
                .summary("The history of a revision, newest first; further pages are of the same commit.")
                .needs(Access.REPO_READ)
                .reads(QueryParam.REF)
                .query(FILTERS)
                .paged()
                .answers(200, CommitList.class)
                .problems(Code.INVALID_PATH,
                        Code.INVALID_CURSOR, Code.LIMIT_EXCEEDED, Code.REQUEST_TIMEOUT)
                .to(this::list);
    }

    private void show(RouteBuilder route) {
        route.tag(TAG)
                .summary("One commit, and the files that differ from its first parent.")
                .needs(Access.REPO_READ)
                .reads()
                .paged()
                .answers(200, CommitWithFiles.class)
                .problems(Code.INVALID_CURSOR,
                        Code.LIMIT_EXCEEDED, Code.REQUEST_TIMEOUT)
                .to(this::get);
    }

    private Answer get(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        Page page = Page.ofAll(call);
        Point point = page.point(0, points, repository, ReadFrom.of(call, Optional.of(call.name("ref"))));
        ObjectId commit = point.requireCommit();
        DiffQuery query = DiffQuery.of(point.side()).withoutPatches().page(page.skip(), page.limit());
        Answer answer = switch (browse.diff(repository, query)) {
            case DiffResult.Page changes -> {
                String next = Page.cursor(call, changes.next(), List.of(commit));
                List<ChangedFile> files = changes.files().stream().map(ChangedFile::of).toList();
                CommitView view = CommitView.of(browse.commit(repository, commit));
                yield Answer.ok(CommitWithFiles.of(view, files, changes.stats(), next)).next(call, next);
            }
            case DiffResult.Written _ -> throw new IllegalStateException("a page was asked for");
            case DiffResult.NoMergeBase _ -> throw new IllegalStateException("no common ancestor was asked for");
            case Exceeded exceeded -> throw ReadProblems.of(exceeded);
        };
        return point.fixed() ? answer.immutable() : answer;
    }

    private Answer list(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        Page page = Page.of(call);
        GitPath path = Paths.any(call.query().text("path").orElse(""));
        if (call.query().flag("follow") && path.isRoot())
            throw Query.refused("follow", "is only possible for one file, named by path");
        Point start = page.point(0, points, repository,
                ReadFrom.orWorkspace(call, ref(call.query()), Optional.empty(), Optional.empty()).committed());
        Optional<String> from = call.query().text("from");
        Optional<Point> exclude = from.isPresent()
                ? Optional.of(page.point(1, points, repository, ReadFrom.of(call, from)))
                : Optional.empty();
        if (exclude.isPresent())
            exclude.get().requireCommit();
        if (start.isUnborn())
            return Answer.ok(new CommitList(List.of(), 0, null));
        return list(call, repository, query(call.query(), page, path, start, exclude),
                start.fixed() && exclude.map(Point::fixed).orElse(true));
    }

    private Answer list(Call call, MemoryRepository repository, LogQuery query, boolean fixed) throws IOException {
        return switch (browse.log(repository, query)) {
            case LogResult.Page page -> {
                List<ObjectId> pins = query.exclude().isPresent()
                        ? List.of(query.start(), query.exclude().get())
                        : List.of(query.start());
                String next = Page.cursor(call, page.next(), pins);
                List<CommitView> commits = page.commits().stream().map(CommitView::of).toList();
                Answer answer = Answer.ok(new CommitList(commits, commits.size(), next)).next(call, next);
                yield fixed ? answer.immutable() : answer;
            }
            case Exceeded exceeded -> throw ReadProblems.of(exceeded);
        };
    }

    private static LogQuery query(Query asked, Page page, GitPath path, Point start, Optional<Point> exclude) {
        return new LogQuery(start.requireCommit(), exclude.map(Point::requireCommit), path, asked.flag("follow"),
                asked.text("author"), asked.text("grep"), asked.instant("since"), asked.instant("until"),
                asked.flag("first_parent"), page.skip(), page.limit());
    }

    private static Optional<String> ref(Query asked) {
        Optional<String> ref = asked.text("ref");
        Optional<String> branch = asked.text("branch");
        if (ref.isPresent() && branch.isPresent() && !ref.equals(branch))
            throw Query.refused("branch", "is the same as ref; both are given and differ");
        return ref.or(() -> branch);
    }
}
