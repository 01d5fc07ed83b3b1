package io.memgit.server.commits;

import io.memgit.core.commit.BlobMode;
import io.memgit.core.commit.Content;
import io.memgit.core.commit.FileAction;
import io.memgit.core.ledger.Actor;
import io.memgit.core.limits.CommitLimits;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.server.commits.ActionBody.Encoding;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.web.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Collects the actions of one commit, each checked as it comes, so that a stream of them can stop
 * early.
 */
public final class Actions {

    private final CommitLimits limits;
    private final List<FileAction> actions = new ArrayList<>();
    private final Map<ObjectId, String> blobs = new LinkedHashMap<>();

    public Actions(CommitLimits limits) {
        this.limits = limits;
    }

    /**
     * Refuses blobs that the caller must not name.
     *
     * @throws ProblemException
     *             404 {@code FILE_NOT_FOUND}
     * @throws IOException
     *             when the repository cannot be read
     */
    public void requireVisible(Actor actor, MemoryRepository repository) throws IOException {
        if (blobs.isEmpty())
            return;
        Optional<ObjectId> hidden = repository.firstHiddenFrom(actor, blobs.keySet());
        if (hidden.isPresent())
            throw Problem.of(Code.FILE_NOT_FOUND, "there is no blob " + hidden.get().name())
                    .with("blob", hidden.get().name())
                    .with("path", blobs.getOrDefault(hidden.get(), ""))
                    .asException();
    }

    /** What was collected, in order. */
    public List<FileAction> all() {
        return actions;
    }

    /**
     * Adds an action.
     *
     * @throws ProblemException
     *             400 for fields that do not belong together, 422 for too many actions
     */
    public void add(ActionBody body) {
        String field = "actions[" + actions.size() + "].";
        if (actions.size() == limits.actions())
            throw Problem.of(Code.LIMIT_EXCEEDED, "a commit takes at most " + limits.actions() + " actions")
                    .with("limit", "commit.actions")
                    .with("maximum", limits.actions())
                    .asException();
        if (body.blob() != null)
            blobs.putIfAbsent(body.blob(), body.path());
        actions.add(action(body, field));
    }

    /**
     * Puts a file whose content a body holds.
     *
     * @param in
     *            what the body's fields are called in front of their names
     */
    public static FileAction.Put put(String path, String content, ActionBody.@Nullable Encoding encoding,
            ActionBody.@Nullable Mode mode, @Nullable ObjectId expectedBlob, String in) {
        ActionBody body = new ActionBody(ActionBody.Op.PUT, path, null, content, encoding, null, expectedBlob, mode);
        return new FileAction.Put(path, needed(body, in), mode == null ? null : mode.mode(), expectedBlob);
    }

    private static FileAction action(ActionBody body, String in) {
        BlobMode mode = body.mode() == null ? null : body.mode().mode();
        return switch (body.op()) {
            case PUT -> {
                refuse(in + "from", body.from());
                yield new FileAction.Put(body.path(), needed(body, in), mode, body.expectedBlob());
            }
            case CREATE -> {
                refuse(in + "from", body.from());
                refuse(in + "expected_blob", body.expectedBlob());
                yield new FileAction.Create(body.path(), needed(body, in), mode);
            }
            case UPDATE -> {
                refuse(in + "from", body.from());
                yield new FileAction.Update(body.path(), needed(body, in), mode, body.expectedBlob());
            }
            case DELETE -> {
                refuse(in + "from", body.from());
                refuse(in + "mode", body.mode());
                refuseContent(body, in);
                yield new FileAction.Delete(body.path(), body.expectedBlob());
            }
            case MOVE -> new FileAction.Move(from(body, in), body.path(), content(body, in), mode, body.expectedBlob());
            case COPY -> {
                refuseContent(body, in);
                yield new FileAction.Copy(from(body, in), body.path(), mode, body.expectedBlob());
            }
            case CHMOD -> {
                refuse(in + "from", body.from());
                refuseContent(body, in);
                if (mode == null)
                    throw Field.refused(in + "mode", "is needed for chmod");
                yield new FileAction.Chmod(body.path(), mode, body.expectedBlob());
            }
        };
    }

    private static String from(ActionBody body, String in) {
        if (body.from() == null)
            throw Field.refused(in + "from", "is needed for " + body.op());
        return body.from();
    }

    private static Content needed(ActionBody body, String in) {
        Content content = content(body, in);
        if (content == null)
            throw Field.refused(in + "content", "or blob is needed for " + body.op());
        return content;
    }

    private static @Nullable Content content(ActionBody body, String in) {
        String text = body.content();
        if (body.blob() != null) {
            refuseContentBeside(text, body.encoding(), in);
            return new Content.Existing(body.blob());
        }
        if (text == null) {
            refuse(in + "encoding", body.encoding());
            return null;
        }
        if (body.encoding() == Encoding.BASE64)
            return new Content.Bytes(decoded(text, in));
        if (!Field.isUnicode(text))
            throw invalid(in, "holds half a surrogate pair, which no UTF-8 is equal to");
        return new Content.Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] decoded(String text, String in) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid(in, "is not base64");
        }
    }

    private static ProblemException invalid(String in, String what) {
        return Problem.of(Code.INVALID_CONTENT, "field " + in + "content " + what)
                .with("field", in + "content")
                .asException();
    }

    private static void refuseContent(ActionBody body, String in) {
        refuse(in + "content", body.content());
        refuse(in + "encoding", body.encoding());
        refuse(in + "blob", body.blob());
    }

    private static void refuseContentBeside(@Nullable String content, @Nullable Encoding encoding, String in) {
        if (content != null)
            throw Field.refused(in + "content", "is not given together with blob");
        refuse(in + "encoding", encoding);
    }

    private static void refuse(String field, @Nullable Object value) {
        if (value != null)
            throw Field.refused(field, "does not go with this op");
    }
}
