package io.memgit.server.blobs;

import io.memgit.core.event.EventNumber;
import io.memgit.core.ledger.Outcome;
import io.memgit.core.ledger.Receipt;
import io.memgit.core.limits.ByteCount;
import io.memgit.core.object.ObjectView;
import io.memgit.core.object.Quarantine;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.QueryParam;
import io.memgit.server.web.UrlText;
import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** {@code /repos/{repo}/blobs}. */
public final class BlobController implements Resource {

    private static final String TAG = "Files";
    private static final String PATH = "/api/v1/repos/{repo}/blobs";
    private static final String BYTES = "application/octet-stream";

    private final RepositoryAccess access;
    private final Repositories repositories;
    private final ByteCount largest;

    /**
     * @param largest
     *            the largest blob
     */
    public BlobController(RepositoryAccess access, Repositories repositories, ByteCount largest) {
        this.access = access;
        this.repositories = repositories;
        this.largest = largest;
    }

    @Override
    public void addTo(Routes routes) {
        routes.post(PATH, "createBlob")
                .tag(TAG)
                .summary("Takes the raw bytes of a blob, whatever their media type. Until a commit reaches it, its "
                        + "uploader can read and name it for an hour.")
                .needs(Access.REPO_WRITE)
                .query(QueryParam.DRY_RUN)
                .body(byte[].class, true, BYTES, "*/*")
                .answers(201, NewBlob.class)
                .problems(Code.REQUEST_TOO_LARGE, Code.LIMIT_EXCEEDED)
                .repeated(this::createdAgain)
                .to(this::create);
        routes.get(PATH + "/{hash}", "getBlob")
                .tag(TAG)
                .summary("The raw bytes of a blob.")
                .needs(Access.REPO_READ)
                .answers(200, byte[].class, BYTES)
                .answers(206, byte[].class, BYTES)
                .problems(Code.FILE_NOT_FOUND, Code.LIMIT_EXCEEDED)
                .to(this::get);
    }

    private Answer create(Call call) {
        MemoryRepository repository = access.repository(call);
        byte[] bytes = call.body().bytes(largest);
        Quarantine objects = new Quarantine();
        ObjectId hash = objects.insert(Constants.OBJ_BLOB, bytes);
        Answer answer = created(repository, hash, bytes.length);
        if (call.dryRun())
            return answer;
        return switch (call.await(repositories.upload(access.writer(call), repository, objects))) {
            case Outcome.Accepted(EventNumber number) -> answer.sequence(number.value());
            case Outcome.Refused(_, String detail, String limit) when !limit.isEmpty() ->
                throw Problem.of(Code.LIMIT_EXCEEDED, detail).with("limit", limit).asException();
            case Outcome.Stale _,Outcome.Conflicted _,Outcome.Refused _ -> throw RepositoryAccess.notFound();
        };
    }

    // The body says all of it.
    private Answer createdAgain(Call call, Receipt receipt) {
        byte[] bytes = call.body().bytes(largest);
        ObjectId hash = new Quarantine().insert(Constants.OBJ_BLOB, bytes);
        return created(access.repository(call), hash, bytes.length).sequence(receipt.number().value());
    }

    private static Answer created(MemoryRepository repository, ObjectId hash, int size) {
        return Answer.created(new NewBlob(hash, size),
                "/repos/" + UrlText.segment(repository.name().value()) + "/blobs/" + hash.name());
    }

    private Answer get(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        String text = call.name("hash");
        if (!ObjectId.isId(text))
            throw Problem.of(Code.INVALID_REQUEST, "a blob is named by a hash of 40 hex digits")
                    .with("parameter", "hash")
                    .asException();
        ObjectId hash = ObjectId.fromString(text);
        if (!repository.visibleTo(access.actor(call), hash))
            throw missing(hash);
        ObjectView view = repository.objects().find(hash);
        if (view == null || view.type() != Constants.OBJ_BLOB)
            throw missing(hash);
        // Nobody knows what it is: a browser is to save it, never to run it.
        return Answer.bytes(BYTES, view.toByteArray())
                .etag(hash.name())
                .immutable()
                .header("Content-Disposition", "attachment; filename=\"" + hash.name() + "\"");
    }

    private static ProblemException missing(ObjectId hash) {
        return Problem.of(Code.FILE_NOT_FOUND, "there is no blob " + hash.name())
                .with("hash", hash.name())
                .asException();
    }
}
