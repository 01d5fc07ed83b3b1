package io.memgit.server.files;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.Exceeded;
import io.memgit.core.browse.GitPath;
import io.memgit.core.browse.Missing;
import io.memgit.core.browse.OtherType;
import io.memgit.core.browse.TreeQuery;
import io.memgit.core.browse.TreeResult.Listing;
import io.memgit.core.repo.MemoryRepository;
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
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /repos/{repo}/tree}. */
public final class TreeController implements Resource {

    private static final String PATH = "/api/v1/repos/{repo}/tree";
    private static final QueryParam RECURSIVE = QueryParam.flag("recursive",
            "List what is in the directories below it too.");
    private static final QueryParam LAST_COMMIT = QueryParam.flag("last_commit",
            "Tell the newest commit that changed each entry.");

    private final RepositoryAccess access;
    private final Points points;
    private final Browse browse;

    public TreeController(RepositoryAccess access, Points points, Browse browse) {
        this.access = access;
        this.points = points;
        this.browse = browse;
    }

    @Override
    public void addTo(Routes routes) {
        declare(routes.get(PATH, "listRoot"), "What the root directory holds.").reads(QueryParam.REF)
                .to(c -> list(c, "", ReadFrom.of(c)));
        declare(routes.get(PATH + "/{path...}", "listDirectory"), "What a directory holds.").reads(QueryParam.REF)
                .to(c -> list(c, c.name("path"), ReadFrom.of(c)));
    }

    /** What all routes have that list a directory, but for what says of which state. */
    public static RouteBuilder declare(RouteBuilder route, String summary) {
        return route.tag("Files")
                .summary(summary)
                .needs(Access.REPO_READ)
                .query(RECURSIVE, LAST_COMMIT)
                .paged()
                .answers(200, TreeBody.class)
                .problems(Code.FILE_NOT_FOUND, Code.INVALID_PATH, Code.INVALID_CURSOR, Code.LIMIT_EXCEEDED,
                        Code.REQUEST_TIMEOUT);
    }

    /**
     * Answers what a directory holds.
     *
     * @param text
     *            its path
     * @throws IOException
     *             when the repository cannot be read
     */
    public Answer list(Call call, String text, ReadFrom from) throws IOException {
        MemoryRepository repository = access.repository(call);
        GitPath path = Paths.any(text);
        boolean recursive = call.query().flag("recursive");
        boolean lastCommit = call.query().flag("last_commit");
        Page page = Page.of(call);
        Point point = page.point(0, points, repository, from);
        TreeQuery query = new TreeQuery(path, recursive, page.skip(), page.limit(),
                lastCommit ? Optional.ofNullable(point.commit()) : Optional.empty());
        Answer answer = switch (browse.list(repository, point.tree(), query)) {
            case Listing listing -> answer(call, path, point, listing);
            case Missing missing -> throw ReadProblems.of(missing);
            case OtherType other -> throw ReadProblems.of(other);
            case Exceeded exceeded -> throw ReadProblems.of(exceeded);
        };
        // How far the search for last commits gets is a matter of time.
        return point.fixed() && !lastCommit ? answer.immutable() : answer;
    }

    private static Answer answer(Call call, GitPath path, Point point, Listing listing) {
        String next = Page.cursor(call, listing.next(), List.of(point.pin()));
        List<TreeEntry> entries = listing.entries().stream().map(TreeEntry::of).toList();
        return Answer.ok(new TreeBody(path.text(), point.ref(), point.commit(), listing.tree(), entries,
                listing.total(), entries.size(), next)).next(call, next);
    }
}
