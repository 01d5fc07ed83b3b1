package io.memgit.server.http;

import io.memgit.server.json.Json;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers where Jetty refuses a request before it reaches a route: the same problem documents as
 * everywhere.
 */
final class ErrorAnswers extends ErrorHandler {

    private final Json json;

    ErrorAnswers(Json json) {
        this.json = json;
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Object failure = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
        int status = failure instanceof HttpException http ? http.getCode() : response.getStatus();
        Problem problem = problem(status < 400 || status > 599 ? 500 : status);
        HttpFields.Mutable headers = response.getHeaders();
        response.setStatus(problem.status());
        headers.put(RequestIds.HEADER, RequestIds.of(request));
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put(HttpHeader.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
        problem.headers().forEach(headers::put);
        byte[] body = json.write(ProblemBody.of(problem, RequestIds.of(request)));
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(request.getMethod().equals("HEAD") ? new byte[0] : body), callback);
        return true;
    }

    private static Problem problem(int status) {
        return switch (status) {
            case 404 -> Problem.of(Code.ENDPOINT_NOT_FOUND, "there is nothing at this path");
            case 408 -> Problem.of(Code.REQUEST_TIMEOUT, "the request did not arrive in time").status(408);
            case 413 -> Problem.of(Code.REQUEST_TOO_LARGE, "the body is too large");
            case 414 -> Problem.of(Code.REQUEST_TOO_LARGE, "the request line is too long").status(414);
            case 415 -> Problem.of(Code.UNSUPPORTED_MEDIA_TYPE, "the media type is not understood");
            case 431 -> Problem.of(Code.REQUEST_TOO_LARGE, "the request's headers are too large").status(431);
            case 503 -> Problem.of(Code.NOT_READY, "the server is stopping; try again elsewhere or later")
                    .header("Retry-After", "1")
                    .header("Connection", "close")
                    .with("outcome", "not_applied");
            case 501, 505 -> Problem.of(Code.INVALID_REQUEST, "this server speaks HTTP/1.1").status(status);
            default -> status < 500
                    ? Problem.of(Code.INVALID_REQUEST, "the request is no valid HTTP").status(status)
                    : Problem.of(Code.INTERNAL_ERROR, "the request could not be handled").status(status);
        };
    }
}
