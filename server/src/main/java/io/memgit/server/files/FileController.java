package io.memgit.server.files;

import io.memgit.core.browse.BatchResult;
import io.memgit.core.browse.Browse;
import io.memgit.core.browse.Exceeded;
import io.memgit.core.browse.FileContent;
import io.memgit.core.browse.GitPath;
import io.memgit.core.browse.Missing;
import io.memgit.core.browse.OtherType;
import io.memgit.core.browse.ReadResult;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
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
import io.memgit.server.web.Field;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /repos/{repo}/read}. */
public final class FileController implements Resource {

    private static final String TAG = "Files";
    private static final String PATH = "/api/v1/repos/{repo}/read";
    private static final QueryParam RAW = QueryParam.flag("raw",
            "Answer the bytes themselves, as Accept: application/octet-stream does.");

    private final RepositoryAccess access;
    private final Points points;
    private final Browse browse;
    private final FileAnswers files;
    private final int mostPaths;

    /**
     * @param mostPaths
     *            how many files can be read at once
     */
    public FileController(RepositoryAccess access, Points points, Browse browse, int mostPaths) {
        this.access = access;
        this.points = points;
        this.browse = browse;
        this.files = new FileAnswers(browse);
        this.mostPaths = mostPaths;
    }

    @Override
    public void addTo(Routes routes) {
        declare(routes.get(PATH + "/{path...}", "readFile")).reads(QueryParam.REF)
                .to(c -> read(c, ReadFrom.of(c)));
        routes.post(PATH, "readFiles")
                .tag(TAG)
                .summary("Up to 1,000 files of one revision at once.")
                .needs(Access.REPO_READ)
                .reads()
                .body(ReadPaths.class)
                .answers(200, FileBatch.class)
                .problems(Code.INVALID_PATH,
                        Code.LIMIT_EXCEEDED)
                .to(this::readAll);
    }

    /** What all routes have that read one file, but for what says of which state. */
    public static RouteBuilder declare(RouteBuilder route) {
        return route.tag(TAG)
                .summary("One file, as JSON or as its bytes. A symbolic link reads as the text of its target.")
                .needs(Access.REPO_READ)
                .query(RAW)
                .answers(200, FileBody.class, RawFile.TYPES)
                .answers(206, byte[].class, RawFile.RAW_TYPES)
                .problems(Code.FILE_NOT_FOUND, Code.INVALID_PATH, Code.LIMIT_EXCEEDED);
    }

    /**
     * Answers the file that {@code {path...}} names.
     *
     * @throws IOException
     *             when the repository cannot be read
     */
    public Answer read(Call call, ReadFrom from) throws IOException {
        MemoryRepository repository = access.repository(call);
        GitPath path = Paths.file(call.name("path"));
        Point point = points.of(repository, from);
        Answer answer = files.answer(call, repository, point, path);
        return point.fixed() ? answer.immutable() : answer;
    }

    private Answer readAll(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        ReadPaths body = call.body().json(ReadPaths.class);
        if (body.paths().size() > mostPaths)
            throw Problem.of(Code.LIMIT_EXCEEDED, "one request reads at most " + mostPaths + " paths")
                    .with("limit", "browse.paths")
                    .with("maximum", mostPaths)
                    .with("field", "paths")
                    .asException();
        List<GitPath> paths = paths(body.paths());
        Point point = points.of(repository,
                ReadFrom.orWorkspace(call, Optional.ofNullable(body.ref()), Optional.ofNullable(body.at()),
                        Optional.ofNullable(body.workspace())));
        return switch (browse.readAll(repository, point.tree(), paths)) {
            case BatchResult.Batch(List<ReadResult> results) -> Answer.ok(batch(results, point));
            case Exceeded exceeded -> throw ReadProblems.of(exceeded);
        };
    }

    private static List<GitPath> paths(List<@Nullable String> texts) {
        List<GitPath> paths = new ArrayList<>(texts.size());
        for (String text : texts) {
            String field = "paths[" + paths.size() + "]";
            if (text == null)
                throw Field.refused(field, "is the path of a file");
            Optional<GitPath> path = GitPath.parse(text).filter(p -> !p.isRoot());
            paths.add(path.orElseThrow(() -> Problem.of(Code.INVALID_PATH, "field " + field + " is no path of a file")
                    .with("field", field)
                    .with("path", text)
                    .asException()));
        }
        return paths;
    }

    private static FileBatch batch(List<ReadResult> results, Point point) {
        List<FileBody> files = new ArrayList<>(results.size());
        List<String> missing = new ArrayList<>();
        for (ReadResult result : results) {
            switch (result) {
                case FileContent file -> files.add(FileBody.of(file, point));
                case Missing nothing -> missing.add(nothing.path().text());
                case OtherType other -> missing.add(other.path().text());
                case Exceeded exceeded -> throw ReadProblems.of(exceeded);
            }
        }
        return new FileBatch(files, missing);
    }
}
