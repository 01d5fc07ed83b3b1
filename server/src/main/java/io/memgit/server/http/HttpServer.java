package io.memgit.server.http;

import io.memgit.server.json.Json;
import io.memgit.server.route.Routes;
import io.memgit.server.web.CursorSeal;
import java.io.IOException;
import java.net.BindException;
import java.util.EnumSet;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening server. Started once, stopped once. */
public final class HttpServer {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int ACCEPT_QUEUE = 4096;
    private static final int PLATFORM_THREADS = 64;
    private static final int ANSWER_HEADER_BYTES = 32 * 1024;

    private final Server server;
    private final ServerConnector connector;
    private final HttpRules rules;

    /**
     * @param routes
     *            what can be called, complete
     * @param pipeline
     *            what happens between the route and its handler
     */
    public HttpServer(Routes routes, Pipeline pipeline, Json json, CursorSeal seal, HttpRules rules) {
        this.rules = rules;
        this.server = new Server(threads());
        this.connector = new ServerConnector(server, 1, -1, new HttpConnectionFactory(http(rules)));
        connector.setHost(rules.host());
        connector.setPort(rules.port());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(rules.idleTime().toMillis());
        connector.addBean(new SlowHeads(connector, json, rules.readTime()));
        server.addConnector(connector);
        server.setErrorHandler(new ErrorAnswers(json));
        server.setHandler(new GracefulHandler(new Dispatch(routes, pipeline::take, json, seal, rules)));
        server.setStopTimeout(rules.stopTime().toMillis());
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool pool = new QueuedThreadPool(PLATFORM_THREADS);
        pool.setName("http");
        pool.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        return pool;
    }

    private static HttpConfiguration http(HttpRules rules) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(rules.limits().headerSize().asInt());
        http.setResponseHeaderSize(ANSWER_HEADER_BYTES);
        http.setMaxResponseHeaderSize(ANSWER_HEADER_BYTES);
        http.setHttpCompliance(HttpCompliance.RFC9110);
        http.setUriCompliance(rawPaths());
        http.setIdleTimeout(Math.min(rules.readTime().toMillis(), rules.writeTime().toMillis()));
        return http;
    }

    /**
     * Jetty lets every path through that is only ambiguous when decoded: we cut first and decode then.
     */
    private static UriCompliance rawPaths() {
        return UriCompliance.from(EnumSet.of(UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING, UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
                UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT, UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.BAD_PERCENT_ENCODING, UriCompliance.Violation.BAD_UTF8_ENCODING,
                UriCompliance.Violation.TRUNCATED_UTF8_ENCODING, UriCompliance.Violation.UTF16_ENCODINGS,
                UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS, UriCompliance.Violation.ILLEGAL_PATH_CHARACTERS));
    }

    /**
     * Takes the address; nothing is answered yet.
     *
     * @throws IOException
     *             when it is taken, or none of this machine's; the message is a whole sentence
     */
    public void open() throws IOException {
        try {
            connector.open();
        } catch (IOException e) {
            String address = rules.host() + " port " + rules.port();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            boolean taken = cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use");
            throw new IOException(taken
                    ? address + " is taken by another program"
                    : "cannot listen on " + address + " (" + cause.getMessage() + ")", e);
        }
    }

    /**
     * Answers requests; {@link #open} was called before.
     *
     * @throws IOException
     *             when it cannot
     */
    public void start() throws IOException {
        try {
            server.start();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the server does not start", e);
        }
    }

    /** The port that is listened on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** What holds for this server. */
    public HttpRules rules() {
        return rules;
    }

    /**
     * Takes no new requests, lets the running ones end within the time set, cuts what is left, and
     * closes.
     */
    public void stop() {
        try {
            server.stop();
        } catch (TimeoutException e) {
            LOG.warn("the server has stopped; some connections were still open and are cut");
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        }
    }
}
