package io.memgit.server.search;

import io.memgit.core.limits.SearchLimits;
import io.memgit.core.pattern.LinePattern;
import io.memgit.core.pattern.PathFilter;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.search.CommitsQuery;
import io.memgit.core.search.CommitsResult;
import io.memgit.core.search.Overloaded;
import io.memgit.core.search.Search;
import io.memgit.server.commits.CommitView;
import io.memgit.server.problem.Code;
import io.memgit.server.reading.Page;
import io.memgit.server.reading.Point;
import io.memgit.server.reading.Points;
import io.memgit.server.reading.ReadFrom;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.EntityTags;
import io.memgit.server.web.Query;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code GET /repos/{repo}/search/commits}. */
public final class CommitSearchController implements Resource {

    private static final QueryParam[] FILTERS = {SearchTerms.Q, SearchTerms.QUERY, SearchTerms.REGEX,
            SearchTerms.CASE_SENSITIVE,
            QueryParam.text("author", "Only commits whose author, as name <email>, contains this text."),
            QueryParam.instant("since", "Only commits made at this time or later."),
            QueryParam.instant("until", "Only commits made at this time or earlier."),
            QueryParam.texts("path", "Only commits that changed this file, something in this directory, or what this "
                    + "glob names. May be repeated.")};

    private final RepositoryAccess access;
    private final Points points;
    private final Search search;
    private final SearchTerms terms;

    public CommitSearchController(RepositoryAccess access, Points points, Search search, SearchLimits limits) {
        this.access = access;
        this.points = points;
        this.search = search;
        this.terms = new SearchTerms(limits);
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/api/v1/repos/{repo}/search/commits", "searchCommits")
                .tag("Search")
                .summary(
                        "Commits in the history of a revision, with a line of whose message a text or expression fits.")
                .needs(Access.REPO_READ)
                .reads(QueryParam.REF)
                .query(FILTERS)
                .paged()
                .answers(200, CommitSearchBody.class)
                .problems(Code.INVALID_CURSOR, Code.LIMIT_EXCEEDED, Code.OVERLOADED)
                .to(this::search);
    }

    private Answer search(Call call) throws IOException {
        long began = System.nanoTime();
        MemoryRepository repository = access.repository(call);
        Optional<LinePattern> pattern = terms.pattern(call);
        Optional<LinePattern> author = terms.holding(call, "author");
        PathFilter paths = terms.globs(call);
        Optional<Instant> since = call.query().instant("since");
        Optional<Instant> until = call.query().instant("until");
        if (pattern.isEmpty() && author.isEmpty() && paths.isAll() && since.isEmpty() && until.isEmpty())
            throw Query.refused("q", "says what to look for, unless author, since, until or path does");
        Page page = Page.of(call);
        Point point = page.point(0, points, repository, ReadFrom.of(call).committed());
        CommitsResult.Page found = point.isUnborn()
                ? new CommitsResult.Page(List.of(), 0, false, Optional.empty())
                : find(repository, new CommitsQuery(point.requireCommit(), pattern, author, since, until, paths,
                        page.skip(), page.limit()));
        String next = Page.cursor(call, found.next(), List.of(point.pin()));
        List<CommitView> results = found.commits().stream().map(CommitView::of).toList();
        CommitSearchBody body = new CommitSearchBody(SearchTerms.text(call).orElse(""), point.ref(), point.commit(),
                results, found.total(), results.size(), page.limit(), page.skip(), next,
                (System.nanoTime() - began) / 1_000, found.truncated());
        String identity = point + " " + found + " " + next;
        Answer answer = Answer.ok(body)
                .next(call, next)
                .header("ETag", EntityTags.of(identity.getBytes(StandardCharsets.UTF_8)));
        return point.fixed() && !found.truncated() ? answer.immutable() : answer;
    }

    private CommitsResult.Page find(MemoryRepository repository, CommitsQuery query) throws IOException {
        return switch (search.commits(repository, query)) {
            case CommitsResult.Page result -> result;
            case Overloaded _ -> throw SearchTerms.overloaded();
        };
    }
}
