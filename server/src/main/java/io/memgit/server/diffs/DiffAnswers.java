package io.memgit.server.diffs;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.DiffFormat;
import io.memgit.core.browse.DiffResult;
import io.memgit.core.browse.DiffSide;
import io.memgit.core.browse.Exceeded;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.reading.Page;
import io.memgit.server.reading.Point;
import io.memgit.server.reading.Points;
import io.memgit.server.reading.ReadProblems;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.EntityTags;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** Answers with what differs between two states, in the form that a call wants. */
public final class DiffAnswers {

    private static final String PATCH = "text/x-patch";
    private static final String TEXT = "text/plain";

    private final Points points;
    private final Browse browse;

    public DiffAnswers(Points points, Browse browse) {
        this.points = points;
        this.browse = browse;
    }

    /** The media types of an answer. */
    public static String[] types() {
        return new String[]{"application/json", PATCH, TEXT};
    }

    /** The type that answers in JSON have. */
    public static Class<?> body() {
        return DiffBody.class;
    }

    /** The parameters that a comparison of two given states understands, those of pages aside. */
    public static QueryParam[] params() {
        return DiffRequest.params(DiffRequest.PATH);
    }

    /**
     * What differs between two states that were looked up already.
     *
     * @throws IOException
     *             when the repository cannot be read
     */
    public Answer between(Call call, MemoryRepository repository, Point from, Point to) throws IOException {
        Optional<DiffFormat> format = DiffRequest.format(call);
        return answer(call, repository, DiffRequest.between(call, repository, points, from, to), format);
    }

    Answer answer(Call call, MemoryRepository repository, DiffRequest request, Optional<DiffFormat> format)
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

    private static ObjectId id(DiffSide side) {
        return side.commit().orElse(side.tree());
    }
}
