package io.memgit.core.transport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.memgit.core.event.HistoryRetention;
import io.memgit.core.ledger.Actor;
import io.memgit.core.ledger.Ledger;
import io.memgit.core.limits.Limits;
import io.memgit.core.name.RepoName;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import io.memgit.core.repo.Storage;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

/**
 * Repositories behind the two services, on a port of the loopback address:
 * {@code http://127.0.0.1:port/name.git}. What HTTP itself asks of a server is not tested with it,
 * only what Git says through it.
 */
final class ServedRepositories implements AutoCloseable {

    static final Actor ACTOR = new Actor("pusher");

    private final Repositories repositories;
    private final ReceiveService receive;
    private final UploadService upload;
    private final HttpServer server;
    private final AtomicLong sent = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ServedRepositories(Limits limits) {
        this(limits, ledger -> ledger);
    }

    /** With a ledger of its own around the one that applies. */
    ServedRepositories(Limits limits, UnaryOperator<Ledger> around) {
        Storage storage = Storage.inMemory(HistoryRetention.DEFAULT);
        this.repositories = new Repositories(storage.behind(around.apply(storage.ledger())), InstantSource.system(),
                new Random(1));
        this.receive = new ReceiveService(repositories, limits);
        this.upload = new UploadService(limits.fetch());
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    ReceiveService receive() {
        return receive;
    }

    Repositories repositories() {
        return repositories;
    }

    MemoryRepository create(String name) {
        repositories.create(ACTOR, new RepoName(name), "", true, RefName.branch("main").orElseThrow()).join();
        return repositories.find(new RepoName(name)).orElseThrow();
    }

    String url(MemoryRepository repository) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + repository.name() + ".git";
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        int end = path.indexOf(".git/");
        MemoryRepository repository = repositories.find(new RepoName(path.substring(1, end))).orElseThrow();
        GitProtocol protocol = GitProtocol.of(exchange.getRequestHeaders().getFirst("Git-Protocol"));
        try (exchange; InputStream in = body(exchange)) {
            switch (path.substring(end + 5) + exchange.getRequestURI().getQuery()) {
                case "info/refsservice=git-upload-pack" ->
                    upload.advertise(repository, protocol, begin(exchange, "git-upload-pack-advertisement"));
                case "info/refsservice=git-receive-pack" ->
                    receive.advertise(repository, protocol, begin(exchange, "git-receive-pack-advertisement"));
                case "git-upload-packnull" ->
                    upload.serve(repository, protocol, in, begin(exchange, "git-upload-pack-result"));
                case "git-receive-packnull" ->
                    receive.receive(repository, ACTOR, in, begin(exchange, "git-receive-pack-result"));
                default -> exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        InputStream raw = exchange.getRequestBody();
        return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(raw)
                : raw;
    }

    /** How many bytes of answers were sent so far. */
    long sentBytes() {
        return sent.get();
    }

    private OutputStream begin(HttpExchange exchange, String type) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-" + type);
        exchange.sendResponseHeaders(200, 0);
        return new FilterOutputStream(exchange.getResponseBody()) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                sent.addAndGet(length);
            }

            @Override
            public void write(int b) throws IOException {
                out.write(b);
                sent.incrementAndGet();
            }
        };
    }
}
