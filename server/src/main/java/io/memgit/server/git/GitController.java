package io.memgit.server.git;

import io.memgit.core.ledger.Actor;
import io.memgit.core.name.RepoName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import io.memgit.core.transport.GitProtocol;
import io.memgit.core.transport.ReceiveService;
import io.memgit.core.transport.UploadService;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.security.Refusals;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.QueryParam;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Serves Git clients. */
public final class GitController implements Resource {

    private static final String TAG = "Git";
    private static final QueryParam SERVICE = QueryParam.text("service", "git-upload-pack or git-receive-pack.");
    private static final int GZIP_BUFFER = 16 * 1024;

    private final Repositories repositories;
    private final UploadService upload;
    private final ReceiveService receive;

    /**
     * @param upload
     *            answers fetches
     * @param receive
     *            answers pushes
     */
    public GitController(Repositories repositories, UploadService upload, ReceiveService receive) {
        this.repositories = repositories;
        this.upload = upload;
        this.receive = receive;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/git/{path...}", "advertiseGit")
                .tag(TAG)
                .summary("What a Git client asks first: /git/{repository}.git/info/refs.")
                .needs(Access.SIGNED_IN)
                .query(SERVICE)
                .answers(200, byte[].class, GitService.UPLOAD_PACK.advertisementType(),
                        GitService.RECEIVE_PACK.advertisementType())
                .problems(Code.FORBIDDEN, Code.ENDPOINT_NOT_FOUND, Code.REPO_NOT_FOUND)
                .to(call -> inPlainText(() -> advertise(call)));
        routes.post("/git/{path...}", "serveGit")
                .tag(TAG)
                .summary("What a Git client asks next: /git/{repository}.git/git-upload-pack and git-receive-pack.")
                .needs(Access.SIGNED_IN)
                .body(byte[].class, true, GitService.UPLOAD_PACK.requestType(), GitService.RECEIVE_PACK.requestType())
                .answers(200, byte[].class, GitService.UPLOAD_PACK.resultType(), GitService.RECEIVE_PACK.resultType())
                .problems(Code.FORBIDDEN, Code.ENDPOINT_NOT_FOUND, Code.REPO_NOT_FOUND, Code.UNSUPPORTED_MEDIA_TYPE)
                .to(call -> inPlainText(() -> serve(call)));
    }

    private Answer advertise(Call call) {
        GitPath path = path(call);
        String asked = call.query().text("service").orElse("");
        if (!path.file().equals("info/refs") || asked.isEmpty())
            throw Problem.of(Code.FORBIDDEN,
                    "the dumb protocol is not spoken here; this needs a Git client of version 1.6.6 or later")
                    .asException();
        GitService service = GitService.of(asked)
                .orElseThrow(() -> Problem.of(Code.FORBIDDEN, "there is no service of this name").asException());
        MemoryRepository repository = repository(call, path.repo(), service);
        GitProtocol protocol = protocol(call);
        return uncached(Answer.streamed(service.advertisementType(), out -> {
            switch (service) {
                case UPLOAD_PACK -> upload.advertise(repository, protocol, out);
                case RECEIVE_PACK -> receive.advertise(repository, protocol, out);
            }
        }));
    }

    private Answer serve(Call call) throws IOException {
        GitPath path = path(call);
        GitService service = GitService.of(path.file())
                .orElseThrow(() -> Problem.of(Code.METHOD_NOT_ALLOWED, "info/refs is only read")
                        .header("Allow", "GET, HEAD, OPTIONS")
                        .asException());
        MemoryRepository repository = repository(call, path.repo(), service);
        if (!call.body().mediaType().equals(service.requestType()))
            throw Problem.of(Code.UNSUPPORTED_MEDIA_TYPE, "this takes " + service.requestType()).asException();
        InputStream in = body(call);
        GitProtocol protocol = protocol(call);
        Actor actor = new Actor(call.caller().user().value());
        return uncached(Answer.streamed(service.resultType(), out -> {
            switch (service) {
                case UPLOAD_PACK -> upload.serve(repository, protocol, in, out);
                case RECEIVE_PACK -> receive.receive(repository, actor, in, out);
            }
        }));
    }

    private static GitPath path(Call call) {
        return GitPath.of(call.name("path")).orElseThrow(() -> Problem
                .of(Code.ENDPOINT_NOT_FOUND, "there is nothing at this path: git clone takes /git/{repository}.git,"
                        + " and asks for info/refs?service=git-upload-pack below it")
                .asException());
    }

    private MemoryRepository repository(Call call, RepoName name, GitService service) {
        call.require(service.action(), name);
        return repositories.find(name).orElseThrow(() -> Refusals.noRepository().asException());
    }

    private static GitProtocol protocol(Call call) {
        return GitProtocol.of(call.header("Git-Protocol").orElse(null));
    }

    // How much may come out of it is bounded where it is read.
    private static InputStream body(Call call) throws IOException {
        InputStream raw = new ClientInput(call.body().stream());
        String coding = call.header("Content-Encoding").orElse("identity").strip().toLowerCase(Locale.ROOT);
        return switch (coding) {
            case "identity" -> raw;
            case "gzip", "x-gzip" -> unzipped(raw);
            default -> throw Problem.of(Code.UNSUPPORTED_MEDIA_TYPE, "this takes a body as it is, or with gzip")
                    .header("Accept-Encoding", "gzip")
                    .asException();
        };
    }

    private static InputStream unzipped(InputStream raw) throws IOException {
        try {
            return new GZIPInputStream(raw, GZIP_BUFFER);
        } catch (IOException e) {
            throw Problem.of(Code.INVALID_CONTENT, "the body is not gzip, though it says so").asException();
        }
    }

    private static Answer uncached(Answer answer) {
        return answer.header("Cache-Control", "no-cache, max-age=0, must-revalidate")
                .header("Expires", "Fri, 01 Jan 1980 00:00:00 GMT")
                .header("Pragma", "no-cache");
    }

    @FunctionalInterface
    private interface Step {
        Answer take() throws IOException;
    }

    // Git shows text to its user, and JSON not at all.
    private static Answer inPlainText(Step step) throws IOException {
        try {
            return step.take();
        } catch (ProblemException e) {
            Problem problem = e.problem();
            List<Answer.Header> headers = new ArrayList<>();
            problem.headers().forEach((name, value) -> headers.add(new Answer.Header(name, value)));
            byte[] text = (problem.detail() + "\n").getBytes(StandardCharsets.UTF_8);
            return new Answer(problem.status(), new Answer.Bytes("text/plain; charset=utf-8", text), headers);
        }
    }
}
