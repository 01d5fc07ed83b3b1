package io.memgit.server.search;

import io.memgit.core.limits.SearchLimits;
import io.memgit.core.pattern.LinePattern;
import io.memgit.core.pattern.PathFilter;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.search.GrepQuery;
import io.memgit.core.search.Search;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.reading.Points;
import io.memgit.server.reading.ReadFrom;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.BodyPage;
import io.memgit.server.web.Call;
import io.memgit.server.web.EntityTags;
import io.memgit.server.web.Field;
import io.memgit.server.web.Query;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /repos/{repo}/search/content} and {@code POST /repos/{repo}/grep}. */
public final class LineController implements Resource {

    private static final String TAG = "Search";
    private static final String REPO = "/api/v1/repos/{repo}";

    private final RepositoryAccess access;
    private final SearchTerms terms;
    private final LineSearch lines;

    public LineController(RepositoryAccess access, Points points, Search search, SearchLimits limits) {
        this.access = access;
        this.terms = new SearchTerms(limits);
        this.lines = new LineSearch(search, points);
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(REPO + "/search/content", "searchContent")
                .tag(TAG)
                .summary("Lines of files that hold a text or match an expression; binary files are left out.")
                .needs(Access.REPO_READ)
                .reads(QueryParam.REF)
                .query(SearchTerms.Q, SearchTerms.QUERY, SearchTerms.PATH, SearchTerms.REGEX,
                        SearchTerms.CASE_SENSITIVE)
                .paged()
                .answers(200, ContentBody.class)
                .problems(Code.INVALID_CURSOR, Code.LIMIT_EXCEEDED, Code.OVERLOADED)
                .to(this::search);
        routes.post(REPO + "/grep", "grep")
                .tag(TAG)
                .summary("The lines that git grep -F, or with regex git grep -E, hits in a revision.")
                .needs(Access.REPO_READ)
                .reads()
                .body(GrepRequest.class)
                .answers(200, GrepBody.class)
                .problems(Code.INVALID_CURSOR, Code.LIMIT_EXCEEDED, Code.OVERLOADED)
                .to(this::grep);
    }

    private Answer search(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        LinePattern pattern = terms.pattern(call).orElseThrow(() -> Query.refused("q", "says what to look for"));
        PathFilter paths = terms.globs(call);
        LineSearch.Found found = lines.find(repository, ReadFrom.of(call), call.paging(),
                (start, limit) -> new GrepQuery(pattern, paths, 0, 0, Integer.MAX_VALUE, start, limit));
        String next = found.position().map(p -> call.cursor(p, found.point().pin().name())).orElse(null);
        List<FoundLine> results = found.page().hits().stream().map(h -> FoundLine.of(h, found.point().ref())).toList();
        ContentBody body = new ContentBody(SearchTerms.text(call).orElse(""), found.point().ref(),
                found.point().commit(), results, found.page().total(), results.size(), call.paging().limit(),
                found.page().skipped(), next, found.micros(), found.page().truncated());
        Answer answer = Answer.ok(body).next(call, next).header("ETag", tag(found, next));
        return found.point().fixed() && !body.truncated() ? answer.immutable() : answer;
    }

    /** The same answer has the same tag, however long it took. */
    private static String tag(LineSearch.Found found, @Nullable String next) {
        String identity = found.point() + " " + found.page() + " " + next;
        return EntityTags.of(identity.getBytes(StandardCharsets.UTF_8));
    }

    private Answer grep(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        GrepRequest asked = call.body().json(GrepRequest.class);
        LinePattern pattern = terms.pattern(asked.pattern(), asked.meaning(), "field", "pattern");
        PathFilter paths = terms.pathspecs(asked.pathspecs());
        int before = context("context_before", asked.contextBefore());
        int after = context("context_after", asked.contextAfter());
        int most = asked.mostPerFile();
        ReadFrom from = ReadFrom.orWorkspace(call, Optional.ofNullable(asked.ref()), Optional.ofNullable(asked.at()),
                Optional.ofNullable(asked.workspace()));
        BodyPage page = asked.page();
        int limit = call.paging(page).limit();
        LineSearch.Found found = lines.find(repository, from, call.paging(page),
                (start, size) -> new GrepQuery(pattern, paths, before, after, most, start, size));
        String next = found.position().map(p -> call.cursor(page, p, found.point().pin().name())).orElse(null);
        List<GrepLine> results = found.page().hits().stream().map(h -> GrepLine.of(h, found.point().ref())).toList();
        return Answer.ok(new GrepBody(asked.pattern(), found.point().ref(), found.point().commit(), results,
                found.page().total(), results.size(), limit, found.page().skipped(), next, found.micros(),
                found.page().truncated()));
    }

    private int context(String field, int lineCount) {
        if (lineCount < 0)
            throw Field.refused(field, "is not negative");
        if (lineCount > terms.limits().context())
            throw Problem.of(Code.LIMIT_EXCEEDED, "field " + field + " is at most " + terms.limits().context())
                    .with("field", field)
                    .with("limit", "search.context")
                    .with("maximum", terms.limits().context())
                    .asException();
        return lineCount;
    }
}
