package io.memgit.server.timetravel;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.Exceeded;
import io.memgit.core.browse.FileContent;
import io.memgit.core.browse.GitPath;
import io.memgit.core.browse.ReadResult;
import io.memgit.core.browse.TallyResult;
import io.memgit.core.event.RefRecord;
import io.memgit.core.ref.RefName;
import io.memgit.core.reflog.PastRefs;
import io.memgit.core.reflog.RefHistory;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.commits.CommitView;
import io.memgit.server.files.FileController;
import io.memgit.server.files.FileText;
import io.memgit.server.files.TreeController;
import io.memgit.server.problem.Code;
import io.memgit.server.reading.ReadFrom;
import io.memgit.server.reading.ReadProblems;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.revisions.PastLookup;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.RouteBuilder;
import io.memgit.server.route.Routes;
import io.memgit.server.timetravel.PastBody.PastFile;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Query;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** {@code /repos/{repo}/time-travel}. */
public final class TimeTravelController implements Resource {

    private static final String PATH = "/api/v1/repos/{repo}/time-travel";
    private static final int MOST_FILES = 1_000;
    private static final long MOST_BYTES = 10L << 20;
    private static final QueryParam BRANCH = QueryParam.text("branch",
            "The branch; the one that was the default one at that time when absent.");

    private final RepositoryAccess access;
    private final PastLookup past;
    private final Browse browse;
    private final FileController files;
    private final TreeController trees;

    /**
     * @param files
     *            reads one file of then
     * @param trees
     *            lists a directory of then
     */
    public TimeTravelController(RepositoryAccess access, PastLookup past, Browse browse, FileController files,
            TreeController trees) {
        this.access = access;
        this.past = past;
        this.browse = browse;
        this.files = files;
        this.trees = trees;
    }

    @Override
    public void addTo(Routes routes) {
        declare(routes.get(PATH, "travelInTime"),
                "A branch as it was at the time given as timestamp; with its files where it is given as time.")
                .query(QueryParam.text("timestamp", "RFC 3339 or seconds since 1970."),
                        QueryParam.text("time", "The same, and the answer has the files."), BRANCH)
                .answers(200, PastBody.class)
                .to(this::byQuery);
        declare(routes.get(PATH + "/{timestamp}", "travelTo"), "A branch as it was at a time.").query(BRANCH)
                .answers(200, PastBody.class)
                .to(c -> show(c, PastTime.parse("timestamp", c.name("timestamp")), false));
        FileController.declare(routes.get(PATH + "/{timestamp}/read/{path...}", "readPastFile"))
                .query(BRANCH)
                .problems(Code.REF_NOT_FOUND, Code.INVALID_REF, Code.HISTORY_EXPIRED)
                .to(c -> files.read(c, from(c)));
        for (String path : List.of("", "/{path...}"))
            TreeController
                    .declare(routes.get(PATH + "/{timestamp}/tree" + path,
                            path.isEmpty() ? "listPastRoot" : "listPastDirectory"),
                            "What a directory held at a time.")
                    .query(BRANCH)
                    .problems(Code.REF_NOT_FOUND, Code.INVALID_REF, Code.HISTORY_EXPIRED)
                    .to(c -> trees.list(c, path.isEmpty() ? "" : c.name("path"), from(c)));
    }

    private static RouteBuilder declare(RouteBuilder route, String summary) {
        return route.tag("Time travel")
                .summary(summary)
                .needs(Access.REPO_READ)
                .problems(Code.REF_NOT_FOUND, Code.INVALID_REF, Code.HISTORY_EXPIRED, Code.LIMIT_EXCEEDED,
                        Code.REQUEST_TIMEOUT);
    }

    private static ReadFrom from(Call call) {
        return new ReadFrom(call.query().text("branch"),
                Optional.of(PastTime.parse("timestamp", call.name("timestamp"))));
    }

    private Answer byQuery(Call call) throws IOException {
        Optional<String> timestamp = call.query().text("timestamp");
        Optional<String> time = call.query().text("time");
        if (timestamp.isPresent() && time.isPresent() && !timestamp.equals(time))
            throw Query.refused("time", "is the same as timestamp; both are given and differ");
        String text = timestamp.or(() -> time)
                .orElseThrow(() -> Query.refused("timestamp", "is needed: RFC 3339 or seconds since 1970"));
        return show(call, PastTime.parse(timestamp.isPresent() ? "timestamp" : "time", text), time.isPresent());
    }

    private Answer show(Call call, Instant at, boolean withFiles) throws IOException {
        MemoryRepository repository = access.repository(call);
        PastRefs refs = past.refs(repository, at);
        RefName branch = branch(call, refs);
        ObjectId commit = refs.idOf(branch).orElseThrow(() -> PastLookup.missing(branch.shortName()));
        CommitView view = CommitView.of(browse.commit(repository, commit));
        TallyResult.Tally tally = switch (browse.count(repository, view.tree(), withFiles ? MOST_FILES : 0)) {
            case TallyResult.Tally all -> all;
            case Exceeded exceeded -> throw ReadProblems.of(exceeded);
        };
        Optional<List<PastFile>> content = withFiles
                ? Optional.of(files(repository, view.tree(), tally.first()))
                : Optional.empty();
        return Answer.ok(new PastBody(at, at, branch.shortName(), recordedAt(repository, branch, at), view,
                new PastBody.Snapshot(commit, tally.files()), content, content.map(c -> c.size() < tally.files())));
    }

    private static RefName branch(Call call, PastRefs refs) {
        Optional<String> text = call.query().text("branch");
        if (text.isEmpty())
            return refs.head();
        return RefName.parse(text.get())
                .filter(RefName::isBranch)
                .or(() -> RefName.branch(text.get()))
                .orElseThrow(() -> Query.refused("branch", "is no name of a branch"));
    }

    /** What a fork began with was recorded when it was made. */
    private static Optional<Instant> recordedAt(MemoryRepository repository, RefName branch, Instant at) {
        RefHistory history = RefHistory.of(repository);
        Optional<Instant> moved = history.lastOf(branch, PastLookup.millis(at))
                .map(RefRecord::timeMillis)
                .map(Instant::ofEpochMilli);
        return moved.isPresent() || !history.isWhole()
                ? moved
                : Optional.of(Instant.ofEpochMilli(repository.createdMillis()));
    }

    private List<PastFile> files(MemoryRepository repository, ObjectId tree, List<GitPath> paths) throws IOException {
        List<PastFile> found = new ArrayList<>(paths.size());
        long left = MOST_BYTES;
        for (GitPath path : paths) {
            ReadResult result = browse.read(repository, tree, path);
            if (!(result instanceof FileContent file) || file.bytes().length > left)
                return found;
            left -= file.bytes().length;
            String text = FileText.of(file.bytes());
            found.add(text == null
                    ? new PastFile(path.text(), Base64.getEncoder().encodeToString(file.bytes()), "base64")
                    : new PastFile(path.text(), text, "utf-8"));
        }
        return found;
    }
}
