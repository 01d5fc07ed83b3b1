package io.memgit.server.diffs;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.DiffFormat;
import io.memgit.core.browse.DiffResult;
import io.memgit.core.browse.DiffSide;
import io.memgit.core.browse.Exceeded;
import io.memgit.core.browse.FileEntry;
import io.memgit.core.browse.FileResult;
import io.memgit.core.browse.GitPath;
import io.memgit.core.browse.Missing;
import io.memgit.core.browse.OtherType;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.reading.Page;
import io.memgit.server.reading.Paths;
import io.memgit.server.reading.Point;
import io.memgit.server.reading.Points;
import io.memgit.server.reading.ReadProblems;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.RouteBuilder;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.EntityTags;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** {@code /repos/{repo}/diff} and what is below it. */
public final class DiffController implements Resource {

    private static final String PATH = "/api/v1/repos/{repo}/diff";
    private static final String PATCH = "text/x-patch";
    private static final String TEXT = "text/plain";

    private final RepositoryAccess access;
    private final Points points;
    private final Browse browse;

    public DiffController(RepositoryAccess access, Points points, Browse browse) {
        this.access = access;
        this.points = points;
        this.browse = browse;
    }

    @Override
    public void addTo(Routes routes) {
        declare(routes.get(PATH, "getDiff"), "What differs between two revisions.")
                .query(DiffRequest.params(DiffRequest.FROM, DiffRequest.TO, DiffRequest.PATH))
                .to(c -> compare(c, c.query().text("from"), c.query().text("to"), DiffRequest.paths(c)));
        declare(routes.get(PATH + "/{from}/{to}", "getDiffBetween"), "What differs between two revisions.")
                .query(DiffRequest.params(DiffRequest.PATH))
                .to(c -> compare(c, Optional.of(c.name("from")), Optional.of(c.name("to")), DiffRequest.paths(c)));
        declare(routes.get(PATH + "/file/{path...}", "getFileDiff"), "What differs in one file.")
                .query(DiffRequest.params(DiffRequest.FROM, DiffRequest.TO))
                .problems(Code.FILE_NOT_FOUND)
                .to(this::compareFile);
    }

    private static RouteBuilder declare(RouteBuilder route, String summary) {
        return route.tag("Diffs")
                .summary(summary + " JSON comes in pages of at most 3,000 files; the texts are those of git diff.")
                .needs(Access.REPO_READ)
                .reads()
                .paged()
                .answers(200, DiffBody.class, "application/json", PATCH, TEXT)
                .problems(Code.INVALID_PATH,
                        Code.INVALID_CURSOR, Code.LIMIT_EXCEEDED, Code.REQUEST_TIMEOUT);
    }

    private Answer compare(Call call, Optional<String> from, Optional<String> to, List<GitPath> paths)
            throws IOException {
        MemoryRepository repository = access.repository(call);
        Optional<DiffFormat> format = DiffRequest.format(call);
        return answer(call, repository, DiffRequest.read(call, repository, points, from, to, paths), format);
    }

    private Answer compareFile(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        Optional<DiffFormat> format = DiffRequest.format(call);
        GitPath path = Paths.file(call.name("path"));
        DiffRequest request = DiffRequest.read(call, repository, points, call.query().text("from"),
                call.query().text("to"), List.of(path));
        requireFile(repository, request, path);
        return answer(call, repository, request, format);
    }

    private Answer answer(Call call, MemoryRepository repository, DiffRequest request, Optional<DiffFormat> format)
            throws IOException {
        Answer answer = format.isEmpty()
                ? page(call, repository, request)
                : text(repository, request, format.get());
        return request.fixed() ? answer.immutable() : answer;
    }

    private Answer page(Call call, MemoryRepository repository, DiffRequest request) throws IOException {
        return switch (browse.diff(repository, request.query())) {
            case DiffResult.Page page -> {
                String next = Page.cursor(call, page.next(), request.pins());
                List<PatchedFile> files = page.files().stream().map(PatchedFile::of).toList();
                yield Answer.ok(new DiffBody(id(page.from()), id(page.to()), files, page.stats(), files.size(), next))
                        .next(call, next);
            }
            case DiffResult.Written _ -> throw new IllegalStateException("a page was asked for");
            case DiffResult.NoMergeBase _ -> throw unrelated(request);
            case Exceeded exceeded -> throw ReadProblems.of(exceeded);
        };
    }

    private Answer text(MemoryRepository repository, DiffRequest request, DiffFormat format) {
        String tag = EntityTags.of(request.identity(format).getBytes(StandardCharsets.UTF_8));
        String type = format == DiffFormat.PATCH ? PATCH : TEXT;
        return Answer.streamed(type + "; charset=utf-8", out -> write(repository, request, format, out))
                .header("ETag", tag);
    }

    // A refusal can still be told here: it comes before the first byte is written.
    private void write(MemoryRepository repository, DiffRequest request, DiffFormat format, OutputStream out)
            throws IOException {
        switch (browse.write(repository, request.query(), format, out)) {
            case DiffResult.Written _ -> {
                // All of it is out.
            }
            case DiffResult.Page _ -> throw new IllegalStateException("text was asked for");
            case DiffResult.NoMergeBase _ -> throw unrelated(request);
            case Exceeded exceeded -> throw ReadProblems.of(exceeded);
        }
    }

    private static ProblemException unrelated(DiffRequest request) {
        return Problem.of(Code.COMMIT_NOT_FOUND, "the two revisions have no common ancestor")
                .with("from", request.from().map(Point::ref).orElse(""))
                .with("to", request.to().ref())
                .asException();
    }

    /** Refuses a path that is a file on neither side. */
    private void requireFile(MemoryRepository repository, DiffRequest request, GitPath path) throws IOException {
        FileResult now = browse.find(repository, request.to().tree(), path);
        if (now instanceof FileEntry)
            return;
        ObjectId before = before(repository, request);
        FileResult then = before == null ? new Missing(path) : browse.find(repository, before, path);
        if (then instanceof FileEntry)
            return;
        if (now instanceof OtherType other)
            throw ReadProblems.of(other);
        throw then instanceof OtherType other ? ReadProblems.of(other) : ReadProblems.missing(path);
    }

    /** The tree to start from, as far as it is known before the comparison; null for none. */
    private @Nullable ObjectId before(MemoryRepository repository, DiffRequest request) throws IOException {
        if (request.from().isPresent())
            return request.from().get().tree();
        ObjectId to = request.to().commit();
        List<ObjectId> parents = to == null ? List.of() : browse.commit(repository, to).parents();
        return parents.isEmpty() ? null : browse.commit(repository, parents.getFirst()).tree();
    }

    private static ObjectId id(DiffSide side) {
        return side.commit().orElse(side.tree());
    }
}
