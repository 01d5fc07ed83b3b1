package io.memgit.server.security;

import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Protects a server that asks nobody from the web pages in its user's browser: such a page can
 * reach a loopback address,
 * but not without showing its origin, or the name under which it found the address.
 */
public final class LoopbackGuard {

    private LoopbackGuard() {}

    /**
     * Lets through what names this server as a program on this machine does.
     *
     * @param host
     *            the name in the request's {@code Host}
     * @param baseUrl
     *            how the client addressed this server
     * @param origin
     *            the header {@code Origin}, null when there is none
     * @throws io.memgit.server.problem.ProblemException
     *             403
     */
    public static void check(String host, String baseUrl, @Nullable String origin) {
        if (!isLoopbackName(host.toLowerCase(Locale.ROOT)))
            throw refused("this server is addressed as localhost or 127.0.0.1 only, while auth.enabled is false");
        if (origin != null && !origin.equalsIgnoreCase(baseUrl))
            throw refused("no web page of another origin may call this server, while auth.enabled is false");
    }

    private static boolean isLoopbackName(String host) {
        return host.equals("localhost") || host.endsWith(".localhost") || host.equals("[::1]") || host.equals("::1")
                || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static RuntimeException refused(String sentence) {
        return Problem.of(Code.FORBIDDEN, sentence).asException();
    }
}
