package io.memgit.server.workspaces;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.FileEntry;
import io.memgit.core.browse.GitPath;
import io.memgit.core.commit.BlobMode;
import io.memgit.core.commit.CommitOutcome.Reason;
import io.memgit.core.commit.Content;
import io.memgit.core.commit.FileAction;
import io.memgit.core.limits.ByteCount;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.workspace.Target;
import io.memgit.core.workspace.Workspace;
import io.memgit.core.workspace.WorkspaceOutcome;
import io.memgit.core.workspace.WorkspaceOutcome.Declined;
import io.memgit.core.workspace.WorkspaceOutcome.Written;
import io.memgit.core.workspace.Workspaces;
import io.memgit.server.commits.Actions;
import io.memgit.server.files.FileAnswers;
import io.memgit.server.files.FileBody;
import io.memgit.server.files.RawFile;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.reading.Paths;
import io.memgit.server.refs.Expected;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.RouteBuilder;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Query;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** {@code /repos/{repo}/workspaces/{id}/files}. */
public final class WorkspaceFileController implements Resource {

    private static final String PATH = WorkspaceController.ONE + "/files/{path...}";
    private static final String JSON = "application/json";
    private static final String BYTES = "application/octet-stream";
    private static final int PRECONDITION_FAILED = 412;
    private static final QueryParam RAW = QueryParam.flag("raw",
            "Answer the bytes themselves, as Accept: application/octet-stream does.");
    private static final QueryParam MODE = QueryParam.text("mode",
            "Of a file that is sent as its bytes: 100644, 100755 or 120000.");

    private final Drafts drafts;
    private final Browse browse;
    private final FileAnswers files;
    private final ByteCount largest;

    /**
     * @param largest
     *            the largest file
     */
    public WorkspaceFileController(Drafts drafts, Browse browse, ByteCount largest) {
        this.drafts = drafts;
        this.browse = browse;
        this.files = new FileAnswers(browse);
        this.largest = largest;
    }

    @Override
    public void addTo(Routes routes) {
        declare(routes.get(PATH, "getWorkspaceFile"), Access.REPO_READ)
                .summary("One file of a workspace, as JSON or as its bytes.")
                .query(RAW)
                .answers(200, FileBody.class, RawFile.types())
                .answers(206, byte[].class, RawFile.partTypes())
                .to(this::get);
        declare(routes.put(PATH, "putWorkspaceFile"), Access.REPO_WRITE)
                .summary("Writes a file of a workspace: its bytes, or JSON with content, encoding and mode. If-Match "
                        + "names the blob that it must have, zeros for none.")
                .query(MODE, QueryParam.DRY_RUN)
                .conditional()
                .body(PutFile.class, true, JSON, BYTES, "*/*")
                .answers(200, WrittenFile.class)
                .problems(Code.INVALID_CONTENT, Code.PATH_CONFLICT, Code.CONFLICT, Code.HEAD_MOVED)
                .to(this::put);
        declare(routes.delete(PATH, "deleteWorkspaceFile"), Access.REPO_WRITE)
                .summary("Removes a file from a workspace.")
                .query(QueryParam.DRY_RUN)
                .conditional()
                .answers(204, void.class)
                .problems(Code.PATH_CONFLICT, Code.CONFLICT, Code.HEAD_MOVED)
                .to(this::delete);
    }

    private static RouteBuilder declare(RouteBuilder route, Access access) {
        return route.tag(WorkspaceController.TAG)
                .needs(access)
                .problems(Code.WORKSPACE_NOT_FOUND, Code.TX_CLOSED, Code.FILE_NOT_FOUND, Code.INVALID_PATH,
                        Code.LIMIT_EXCEEDED);
    }

    private Answer get(Call call) throws IOException {
        MemoryRepository repository = drafts.repository(call);
        GitPath path = Paths.file(call.name("path"));
        return files.answer(call, repository, Drafts.point(drafts.find(call, repository, target(call))), path);
    }

    private Answer put(Call call) throws IOException {
        MemoryRepository repository = drafts.repository(call);
        String path = Paths.file(call.name("path")).text();
        FileAction.Put action = call.body().mediaType().equals(JSON) ? json(call, path) : raw(call, path);
        Written written = change(call, repository, action);
        byte[] bytes = ((Content.Bytes) action.content()).value();
        return Answer.ok(body(written.workspace(), repository, action, bytes, call.dryRun()))
                .sequence(written.number().value());
    }

    private static FileAction.Put json(Call call, String path) {
        PutFile body = call.body().json(PutFile.class);
        return Actions.put(path, body.content(), body.encoding(), body.mode(), call.ifMatch().orElse(null), "");
    }

    private FileAction.Put raw(Call call, String path) {
        Optional<String> text = call.query().text("mode");
        BlobMode mode = text.isEmpty()
                ? null
                : BlobMode.parse(text.get())
                        .orElseThrow(() -> Query.refused("mode", "is 100644, 100755 or 120000"));
        return new FileAction.Put(path, new Content.Bytes(call.body().bytes(largest)), mode,
                call.ifMatch().orElse(null));
    }

    private WrittenFile body(Workspace workspace, MemoryRepository repository, FileAction.Put action, byte[] bytes,
            boolean dryRun) throws IOException {
        GitPath path = Paths.file(action.path());
        WrittenText text = WrittenText.of(bytes);
        BlobMode wanted = action.mode();
        if (dryRun || !(browse.find(repository, workspace.work(), path) instanceof FileEntry entry))
            return new WrittenFile(action.path(), workspace.id(), null, text.content(), text.encoding(), bytes.length,
                    (wanted == null ? BlobMode.REGULAR : wanted).octal(), WrittenText.blob(bytes));
        return new WrittenFile(action.path(), workspace.id(), workspace.head(), text.content(), text.encoding(),
                bytes.length, entry.mode().octal(), entry.blob());
    }

    private Answer delete(Call call) {
        MemoryRepository repository = drafts.repository(call);
        String path = Paths.file(call.name("path")).text();
        Written written = change(call, repository, new FileAction.Delete(path, call.ifMatch().orElse(null)));
        return Answer.noContent().sequence(written.number().value());
    }

    private Written change(Call call, MemoryRepository repository, FileAction action) {
        WorkspaceOutcome outcome = call.await(drafts.workspaces()
                .edit(drafts.actor(call), repository, target(call), List.of(action), Workspaces.Staging.STAGED,
                        call.dryRun()));
        ObjectId expected = action.expectedBlob();
        if (outcome instanceof Declined(var why) && why.reason() == Reason.CONFLICT && expected != null)
            throw moved(repository, call, action.path(), why.detail()).asException();
        if (outcome instanceof Written written)
            return written;
        throw WorkspaceProblems.of(outcome, Code.WORKSPACE_NOT_FOUND, new Expected(null, false));
    }

    private Problem moved(MemoryRepository repository, Call call, String path, String detail) {
        Optional<Workspace> workspace = drafts.workspaces().peek(drafts.actor(call), repository, target(call));
        @Nullable
        ObjectId blob = null;
        try {
            if (workspace.isPresent()
                    && browse.find(repository, workspace.get().work(), Paths.file(path)) instanceof FileEntry entry)
                blob = entry.blob();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + repository.name(), e);
        }
        return Problem.of(Code.HEAD_MOVED, detail)
                .status(PRECONDITION_FAILED)
                .with("path", path)
                .with("current_blob", (blob == null ? ObjectId.zeroId() : blob).name());
    }

    private static Target target(Call call) {
        return new Target.Named(call.name("id"));
    }
}
