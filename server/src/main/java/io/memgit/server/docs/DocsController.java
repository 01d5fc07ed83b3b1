package io.memgit.server.docs;

import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.EntityTags;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code /openapi.json}, and {@code /docs}, which shows it. */
public final class DocsController implements Resource {

    private static final String TAG = "Operations";
    /**
     * The page gets its script, its style and its data from here and nowhere else, and runs nothing
     * inline.
     */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String version;
    private final AtomicReference<@Nullable Map<String, Object>> document = new AtomicReference<>();

    /**
     * @param version
     *            of the API document
     */
    public DocsController(String version) {
        this.version = version;
    }

    @Override
    public void addTo(Routes routes) {
        for (String base : List.of("", "/api/v1"))
            routes.get(base + "/openapi.json", base.isEmpty() ? "getOpenApi" : "getOpenApiV1")
                    .tag(TAG)
                    .summary("This document.")
                    .needs(Access.OPEN)
                    .answers(200, Map.class)
                    .to(call -> Answer.ok(document(routes)));
        file(routes, "/docs", "getDocs", "index.html", "text/html; charset=utf-8");
        file(routes, "/docs/docs.js", "getDocsScript", "docs.js", "text/javascript; charset=utf-8");
        file(routes, "/docs/docs.css", "getDocsStyle", "docs.css", "text/css; charset=utf-8");
    }

    /** Made at the first request: only then the table is complete. */
    private Map<String, Object> document(Routes routes) {
        Map<String, Object> known = document.get();
        if (known != null)
            return known;
        Map<String, Object> made = OpenApi.describe(routes, version);
        document.set(made);
        return made;
    }

    private static void file(Routes routes, String path, String id, String name, String mediaType) {
        byte[] bytes = read(name);
        String tag = EntityTags.of(bytes);
        routes.get(path, id)
                .tag(TAG)
                .summary("The API browser.")
                .needs(Access.OPEN)
                .answers(200, byte[].class, mediaType.substring(0, mediaType.indexOf(';')))
                .answers(206, byte[].class, mediaType.substring(0, mediaType.indexOf(';')))
                .to(call -> Answer.bytes(mediaType, bytes)
                        .header("ETag", tag)
                        .header("Content-Security-Policy", POLICY));
    }

    private static byte[] read(String name) {
        try (InputStream in = DocsController.class.getResourceAsStream("/docs/" + name)) {
            if (in == null)
                throw new IllegalStateException("the build lacks docs/" + name);
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
