package io.memgit.server.rest;

import io.memgit.server.docs.Documented;
import io.restassured.builder.ResponseBuilder;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds every answer against the API document of the server that gave it; what differs fails the
 * test.
 */
final class CheckedAnswers implements Filter {

    private final Documented documented;

    CheckedAnswers(Documented documented) {
        this.documented = documented;
    }

    @Override
    public Response filter(FilterableRequestSpecification request, FilterableResponseSpecification expected,
            FilterContext context) {
        Response answer = context.next(request, expected);
        byte[] body = answer.asByteArray();
        Map<String, String> headers = new HashMap<>();
        for (Header header : answer.headers())
            headers.put(header.getName(), header.getValue());
        List<String> mistakes = documented.mistakes(new Documented.Seen(request.getMethod(),
                URI.create(request.getURI()).getRawPath(), answer.statusCode(), headers, body));
        if (!mistakes.isEmpty())
            throw new AssertionError(String.join("\n", mistakes));
        // The body was taken out of the connection: the test gets it again.
        return body.length == 0 ? answer : new ResponseBuilder().clone(answer).setBody(body).build();
    }
}
