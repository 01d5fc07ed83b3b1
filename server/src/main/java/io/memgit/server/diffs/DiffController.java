package io.memgit.server.diffs;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.DiffFormat;
import io.memgit.core.browse.FileEntry;
import io.memgit.core.browse.FileResult;
import io.memgit.core.browse.GitPath;
import io.memgit.core.browse.Missing;
import io.memgit.core.browse.OtherType;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.problem.Code;
import io.memgit.server.reading.Paths;
import io.memgit.server.reading.Points;
import io.memgit.server.reading.ReadProblems;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.RouteBuilder;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** {@code /repos/{repo}/diff} and what is below it. */
public final class DiffController implements Resource {

    private static final String PATH = "/api/v1/repos/{repo}/diff";

    private final RepositoryAccess access;
    private final Points points;
    private final Browse browse;
    private final DiffAnswers answers;

    public DiffController(RepositoryAccess access, Points points, Browse browse) {
        this.access = access;
        this.points = points;
        this.browse = browse;
        this.answers = new DiffAnswers(points, browse);
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
                .answers(200, DiffBody.class, DiffAnswers.types())
                .problems(Code.INVALID_PATH,
                        Code.INVALID_CURSOR, Code.LIMIT_EXCEEDED, Code.REQUEST_TIMEOUT);
    }

    private Answer compare(Call call, Optional<String> from, Optional<String> to, List<GitPath> paths)
            throws IOException {
        MemoryRepository repository = access.repository(call);
        Optional<DiffFormat> format = DiffRequest.format(call);
        return answers.answer(call, repository, DiffRequest.read(call, repository, points, from, to, paths), format);
    }

    private Answer compareFile(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        Optional<DiffFormat> format = DiffRequest.format(call);
        GitPath path = Paths.file(call.name("path"));
        DiffRequest request = DiffRequest.read(call, repository, points, call.query().text("from"),
                call.query().text("to"), List.of(path));
        requireFile(repository, request, path);
        return answers.answer(call, repository, request, format);
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
}
