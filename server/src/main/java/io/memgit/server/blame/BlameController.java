package io.memgit.server.blame;

import io.memgit.core.blame.Blame;
import io.memgit.core.blame.BlameResult;
import io.memgit.core.browse.Browse;
import io.memgit.core.browse.CommitDetails;
import io.memgit.core.browse.FileEntry;
import io.memgit.core.browse.GitPath;
import io.memgit.core.browse.Missing;
import io.memgit.core.browse.OtherType;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.blame.BlameBody.BlamedLine;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.reading.Paths;
import io.memgit.server.reading.Point;
import io.memgit.server.reading.Points;
import io.memgit.server.reading.ReadProblems;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Query;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;

/** {@code /repos/{repo}/blame}. */
public final class BlameController implements Resource {

    private final RepositoryAccess access;
    private final Points points;
    private final Browse browse;
    private final Blame blame;

    public BlameController(RepositoryAccess access, Points points, Browse browse, Blame blame) {
        this.access = access;
        this.points = points;
        this.browse = browse;
        this.blame = blame;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/api/v1/repos/{repo}/blame/{path...}", "blameFile")
                .tag("Files")
                .summary("Which commit brought each line of a file, as git blame finds it; renames are followed.")
                .needs(Access.REPO_READ)
                .reads(QueryParam.REF)
                .query(QueryParam.number("start", "The first line, counted from 1."),
                        QueryParam.number("end", "The last line."))
                .answers(200, BlameBody.class)
                .problems(Code.FILE_NOT_FOUND, Code.INVALID_PATH, Code.BINARY_FILE, Code.LIMIT_EXCEEDED,
                        Code.REQUEST_TIMEOUT)
                .to(this::blame);
    }

    private Answer blame(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        GitPath path = Paths.file(call.name("path"));
        Blame.Range range = range(call.query());
        Point point = points.of(call, repository);
        FileEntry file = switch (browse.find(repository, point.tree(), path)) {
            case FileEntry entry -> entry;
            case Missing missing -> throw ReadProblems.of(missing);
            case OtherType other -> throw ReadProblems.of(other);
        };
        ObjectId commit = point.requireCommit();
        Answer answer = switch (blame.of(repository, commit, file, range)) {
            case BlameResult.Blamed(var lines, int total) -> Answer
                    .ok(new BlameBody(path.text(), point.ref(), commit, bodies(repository, lines), total));
            case BlameResult.Binary _ ->
                throw Problem.of(Code.BINARY_FILE, path.text() + " is binary and has no lines")
                        .with("path", path.text())
                        .asException();
            case BlameResult.NoSuchLine(int total) -> throw Query.refused("start", "is at most " + total);
            case BlameResult.Exceeded(String limit) -> throw exceeded(limit);
        };
        return point.fixed() ? answer.immutable() : answer;
    }

    private static Blame.Range range(Query query) {
        int start = query.number("start", 1, 1, Integer.MAX_VALUE);
        int end = query.number("end", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        if (end < start)
            throw Query.refused("end", "is not before start");
        return new Blame.Range(start, end);
    }

    private static RuntimeException exceeded(String limit) {
        Code code = limit.equals("browse.walk_time") ? Code.REQUEST_TIMEOUT : Code.LIMIT_EXCEEDED;
        return Problem.of(code, "finding where the lines come from takes more than a read may")
                .with("limit", limit)
                .asException();
    }

    private List<BlamedLine> bodies(MemoryRepository repository, List<BlameResult.Line> lines) throws IOException {
        Map<ObjectId, CommitDetails> commits = new HashMap<>();
        List<BlamedLine> bodies = new ArrayList<>(lines.size());
        for (BlameResult.Line line : lines) {
            CommitDetails commit = commits.get(line.commit());
            if (commit == null) {
                commit = browse.commit(repository, line.commit());
                commits.put(line.commit(), commit);
            }
            bodies.add(BlamedLine.of(line, commit));
        }
        return bodies;
    }
}
