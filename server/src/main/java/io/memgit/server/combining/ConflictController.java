package io.memgit.server.combining;

import io.memgit.core.browse.GitPath;
import io.memgit.core.commit.BlobMode;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.sequencer.ConflictId;
import io.memgit.core.sequencer.FileResolution;
import io.memgit.core.sequencer.FileResolution.Side;
import io.memgit.core.sequencer.OpenConflict;
import io.memgit.core.sequencer.SequencerOutcome.Done;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.reading.Paths;
import io.memgit.server.refs.Expected;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.RouteBuilder;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Field;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /repos/{repo}/conflicts/{id}} and what is below it. */
public final class ConflictController implements Resource {

    private static final String ONE = MergeController.REPO + "/conflicts/{id}";

    private final Verb verb;
    private final long fileSize;

    /**
     * @param fileSize
     *            the most bytes of one file
     */
    public ConflictController(Verb verb, long fileSize) {
        this.verb = verb;
        this.fileSize = fileSize;
    }

    @Override
    public void addTo(Routes routes) {
        declare(routes.get(ONE, "getConflict"))
                .summary("A conflict that the caller met and has not resolved, as it was met.")
                .answers(200, ConflictBody.class)
                .to(this::get);
        declare(routes.delete(ONE, "abandonConflict"))
                .summary("Forgets a conflict; nothing has moved, and nothing moves.")
                .query(QueryParam.DRY_RUN)
                .answers(204, void.class)
                .to(this::abandon);
        declare(routes.post(ONE + "/resolve", "resolveConflict"))
                .summary("Says how each file in conflict is to be, and goes on: answers what the operation answers, or "
                        + "409 with its next conflict, which keeps the id.")
                .query(QueryParam.DRY_RUN)
                .body(ResolveBody.class)
                .answers(200, Map.class)
                .answers(201, Map.class)
                .problems(Code.CONFLICT, Code.HEAD_MOVED, Code.EMPTY_COMMIT, Code.BRANCH_NOT_FOUND,
                        Code.COMMIT_NOT_FOUND, Code.INVALID_CONTENT, Code.LIMIT_EXCEEDED)
                .to(this::resolve);
    }

    private static RouteBuilder declare(RouteBuilder route) {
        return route.tag(MergeController.TAG).needs(Access.REPO_WRITE).problems(Code.CONFLICT_NOT_FOUND);
    }

    private Answer get(Call call) throws IOException {
        MemoryRepository repository = verb.access().repository(call);
        OpenConflict open = verb.sequencer()
                .conflict(repository, verb.access().actor(call), id(call))
                .orElseThrow(ConflictController::missing);
        return Answer.ok(ConflictBody.of(open));
    }

    private Answer abandon(Call call) throws IOException {
        MemoryRepository repository = verb.access().repository(call);
        boolean found = call.dryRun()
                ? verb.sequencer().conflict(repository, verb.access().actor(call), id(call)).isPresent()
                : verb.sequencer().abandon(repository, verb.access().actor(call), id(call));
        if (!found)
            throw missing();
        return Answer.noContent().sequence(repository.root().number().value());
    }

    private Answer resolve(Call call) throws IOException {
        MemoryRepository repository = verb.access().repository(call);
        ResolveBody body = call.body().json(ResolveBody.class);
        List<FileResolution> files = new ArrayList<>(body.files().size());
        for (int i = 0; i < body.files().size(); i++)
            files.add(resolution(body.files().get(i), "files[" + i + "]."));
        Done done = CombiningProblems.require(
                call.await(verb.sequencer().resolve(repository, verb.access().actor(call), id(call), files,
                        call.dryRun())),
                new Expected(null, false));
        return Verb.answer(call, done);
    }

    private static ConflictId id(Call call) {
        return ConflictId.parse(call.name("id")).orElseThrow(ConflictController::missing);
    }

    private static ProblemException missing() {
        return CombiningProblems.noConflict().asException();
    }

    private FileResolution resolution(ResolveBody.File file, String in) {
        GitPath path = path(file, in);
        ResolveBody.Use use = file.use() == null ? ResolveBody.Use.CONTENT : file.use();
        if (use == ResolveBody.Use.CONTENT)
            return new FileResolution.Write(path, content(file, in), mode(file, in));
        refuse(in + "content", file.content());
        refuse(in + "encoding", file.encoding());
        refuse(in + "mode", file.mode());
        return switch (use) {
            case OURS -> new FileResolution.Take(path, Side.OURS);
            case THEIRS -> new FileResolution.Take(path, Side.THEIRS);
            case BASE -> new FileResolution.Take(path, Side.BASE);
            case DELETE, CONTENT -> new FileResolution.Delete(path);
        };
    }

    private static void refuse(String field, @Nullable Object value) {
        if (value != null)
            throw Field.refused(field, "only goes with use content");
    }

    private static GitPath path(ResolveBody.File file, String in) {
        if ((file.path() == null) == (file.pathBase64() == null))
            throw Field.refused(in + "path", "or path_base64 is needed, not both");
        return file.path() == null
                ? GitPath.ofRaw(decoded(in + "path_base64", file.pathBase64()))
                : Paths.file(file.path());
    }

    private byte[] content(ResolveBody.File file, String in) {
        String text = file.content();
        if (text == null)
            throw Field.refused(in + "content", "is needed for use content");
        byte[] bytes = switch (file.encoding() == null ? "utf-8" : file.encoding()) {
            case "utf-8" -> {
                if (!Field.isUnicode(text))
                    throw invalid(in + "content", "holds half a surrogate pair, which no UTF-8 is equal to");
                yield text.getBytes(StandardCharsets.UTF_8);
            }
            case "base64" -> decoded(in + "content", text);
            default -> throw Field.refused(in + "encoding", "is utf-8 or base64");
        };
        if (bytes.length > fileSize)
            throw Field.tooLong(in + "content", "commit.file_size", fileSize);
        return bytes;
    }

    private static Optional<BlobMode> mode(ResolveBody.File file, String in) {
        if (file.mode() == null)
            return Optional.empty();
        Optional<BlobMode> mode = BlobMode.parse(file.mode());
        if (mode.isEmpty())
            throw Field.refused(in + "mode", "is 100644, 100755 or 120000");
        return mode;
    }

    private static byte[] decoded(String field, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid(field, "is not base64");
        }
    }

    private static ProblemException invalid(String field, String what) {
        return Problem.of(Code.INVALID_CONTENT, "field " + field + " " + what).with("field", field).asException();
    }
}
