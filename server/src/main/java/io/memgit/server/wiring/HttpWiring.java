package io.memgit.server.wiring;

import io.memgit.core.repo.Repositories;
import io.memgit.server.http.HttpRules;
import io.memgit.server.http.HttpServer;
import io.memgit.server.http.Pipeline;
import io.memgit.server.json.Json;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.security.Gate;
import io.memgit.server.settings.Settings;
import io.memgit.server.web.CursorSeal;
import java.security.SecureRandom;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Jetty, the table of routes, and what every request passes. */
@Configuration(proxyBeanMethods = false)
class HttpWiring {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int SEAL_BYTES = 32;

    @Bean
    Json json(Settings settings) {
        return new Json(settings.limits().http().jsonDepth());
    }

    @Bean
    Routes routes(ObjectProvider<Resource> resources) {
        Routes routes = new Routes();
        resources.orderedStream().forEach(r -> r.addTo(routes));
        return routes;
    }

    @Bean
    CursorSeal cursorSeal() {
        byte[] key = new byte[SEAL_BYTES];
        new SecureRandom().nextBytes(key);
        return new CursorSeal(key);
    }

    @Bean
    HttpRules httpRules(Settings settings) {
        Settings.Server server = settings.server();
        return new HttpRules(server.host(), server.port(), server.readTimeout(), server.writeTimeout(),
                settings.limits().push().time(), server.idleTimeout(), server.requestTimeout().plus(GRACE),
                settings.limits().http());
    }

    @Bean
    Pipeline pipeline(Gate gate, Json json, Settings settings, Repositories repositories) {
        return new Pipeline(gate, !settings.auth().enabled(), json, settings.limits().http(),
                repositories::receipt);
    }

    @Bean(destroyMethod = "stop")
    HttpServer httpServer(Routes routes, Pipeline pipeline, Json json, CursorSeal seal, HttpRules rules) {
        return new HttpServer(routes, pipeline, json, seal, rules);
    }
}
