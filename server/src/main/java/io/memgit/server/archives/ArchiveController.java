package io.memgit.server.archives;

import io.memgit.core.archive.ArchiveLimit;
import io.memgit.core.archive.ArchivePrefix;
import io.memgit.core.archive.ArchiveQuery;
import io.memgit.core.archive.ArchiveResult;
import io.memgit.core.archive.Archives;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.reading.Paths;
import io.memgit.server.reading.Point;
import io.memgit.server.reading.Points;
import io.memgit.server.reading.ReadFrom;
import io.memgit.server.reading.ReadProblems;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Disposition;
import io.memgit.server.web.EntityTags;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** {@code /repos/{repo}/archive}. */
public final class ArchiveController implements Resource {

    private static final QueryParam PATH = QueryParam.text("path",
            "Only the file or directory at this path, under its full path.");
    private static final QueryParam PREFIX = QueryParam.text("prefix",
            "What stands before every path; a directory ends in a slash. None when absent.");
    /** Changes when the same query gives other bytes than before. */
    private static final String VERSION = "archive 1";

    private final RepositoryAccess access;
    private final Points points;
    private final Archives archives;

    public ArchiveController(RepositoryAccess access, Points points, Archives archives) {
        this.access = access;
        this.points = points;
        this.archives = archives;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/api/v1/repos/{repo}/archive/{ref...}", "getArchive")
                .tag("Files")
                .summary("The files of a revision as one .tar.gz or .zip, with the content that git archive gives.")
                .needs(Access.REPO_READ)
                .reads()
                .query(PATH, PREFIX)
                .answers(200, byte[].class, "application/gzip", "application/zip")
                .problems(Code.FILE_NOT_FOUND, Code.INVALID_PATH, Code.LIMIT_EXCEEDED, Code.REQUEST_TIMEOUT)
                .to(this::archive);
    }

    private Answer archive(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        ArchiveName name = ArchiveName.of(call.name("ref"));
        ArchivePrefix prefix = prefix(call);
        Point point = points.of(repository, ReadFrom.of(call, name.ref()));
        ArchiveQuery query = new ArchiveQuery(Optional.ofNullable(point.commit()), point.tree(),
                Paths.any(call.query().text("path").orElse("")), prefix, name.format());
        if (!archives.isThere(repository, query))
            throw ReadProblems.missing(query.path());
        String tag = EntityTags.of(identity(query).getBytes(StandardCharsets.UTF_8));
        Answer answer = Answer.streamed(name.format().mediaType(), out -> write(repository, query, out))
                .header("ETag", tag)
                .header("Content-Disposition", Disposition.of("attachment", fileName(call, point, name)));
        return point.fixed() ? answer.immutable() : answer;
    }

    private static ArchivePrefix prefix(Call call) {
        String text = call.query().text("prefix").orElse("");
        return ArchivePrefix.parse(text).orElseThrow(() -> Problem.of(Code.INVALID_PATH,
                "the prefix is names joined by single slashes, none of them empty, . or .., and may end in a slash")
                .with("prefix", text)
                .asException());
    }

    /** Everything that the bytes depend on. No part but the last two can hold a line end. */
    private static String identity(ArchiveQuery query) {
        return String.join("\n", VERSION, query.format().suffix(), query.tree().name(),
                query.commit().map(ObjectId::name).orElse(""), Integer.toString(query.prefix().text().length()),
                query.prefix().text(), query.path().text());
    }

    private static String fileName(Call call, Point point, ArchiveName name) {
        String repo = call.repo().value();
        return repo.substring(repo.lastIndexOf('/') + 1) + "-" + point.ref().replace('/', '-')
                + name.format().suffix();
    }

    // A refusal can still be told here: it comes before the first byte is written.
    private void write(MemoryRepository repository, ArchiveQuery query, OutputStream out) throws IOException {
        switch (archives.write(repository, query, out)) {
            case ArchiveResult.Written _ -> {
                // All of it is out.
            }
            case ArchiveResult.Absent _ -> throw ReadProblems.missing(query.path());
            case ArchiveResult.TooMuch(ArchiveLimit limit) -> throw refused(limit);
        }
    }

    private static ProblemException refused(ArchiveLimit limit) {
        Problem problem = switch (limit) {
            case TIME -> Problem.of(Code.REQUEST_TIMEOUT, "what is in the archive takes longer to count than it may");
            case ENTRIES, PATH, DEPTH, SIZE, ATTRIBUTES ->
                Problem.of(Code.LIMIT_EXCEEDED, "the archive is larger than it may be");
        };
        return problem.with("limit", limit.setting()).asException();
    }
}
