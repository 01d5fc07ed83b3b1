package io.memgit.server.search;

import io.memgit.core.limits.SearchLimits;
import io.memgit.core.pattern.LinePattern;
import io.memgit.core.pattern.PathFilter;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.search.FilesQuery;
import io.memgit.core.search.FilesResult;
import io.memgit.core.search.Overloaded;
import io.memgit.core.search.Search;
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
import java.util.List;
import java.util.Optional;

/** {@code GET /repos/{repo}/search/files}. */
public final class FileSearchController implements Resource {

    private final RepositoryAccess access;
    private final Points points;
    private final Search search;
    private final SearchTerms terms;

    public FileSearchController(RepositoryAccess access, Points points, Search search, SearchLimits limits) {
        this.access = access;
        this.points = points;
        this.search = search;
        this.terms = new SearchTerms(limits);
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/api/v1/repos/{repo}/search/files", "searchFiles")
                .tag("Search")
                .summary("Files and symbolic links whose path holds a text or matches an expression.")
                .needs(Access.REPO_READ)
                .reads(QueryParam.REF)
                .query(SearchTerms.Q, SearchTerms.QUERY, SearchTerms.PATH, SearchTerms.REGEX,
                        SearchTerms.CASE_SENSITIVE)
                .paged()
                .answers(200, FileSearchBody.class)
                .problems(Code.INVALID_CURSOR, Code.LIMIT_EXCEEDED, Code.OVERLOADED)
                .to(this::search);
    }

    private Answer search(Call call) throws IOException {
        long began = System.nanoTime();
        MemoryRepository repository = access.repository(call);
        Optional<LinePattern> pattern = terms.pattern(call);
        PathFilter paths = terms.globs(call);
        if (pattern.isEmpty() && paths.isAll())
            throw Query.refused("q", "says what to look for, unless path does");
        Page page = Page.of(call);
        Point point = page.point(0, points, repository, ReadFrom.of(call));
        FilesQuery query = new FilesQuery(pattern, paths, page.skip(), page.limit());
        FilesResult.Page found = switch (search.files(repository, point.tree(), query)) {
            case FilesResult.Page result -> result;
            case Overloaded _ -> throw SearchTerms.overloaded();
        };
        String next = Page.cursor(call, found.next(), List.of(point.pin()));
        List<FileSearchBody.FoundFile> results = found.files().stream()
                .map(f -> FileSearchBody.FoundFile.of(f, point.ref()))
                .toList();
        FileSearchBody body = new FileSearchBody(SearchTerms.text(call).orElse(""), point.ref(), point.commit(),
                results, found.total(), results.size(), page.limit(), page.skip(), next,
                (System.nanoTime() - began) / 1_000, found.truncated());
        String identity = point + " " + found + " " + next;
        Answer answer = Answer.ok(body)
                .next(call, next)
                .header("ETag", EntityTags.of(identity.getBytes(StandardCharsets.UTF_8)));
        return point.fixed() && !found.truncated() ? answer.immutable() : answer;
    }
}
