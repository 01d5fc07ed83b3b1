package io.memgit.server.wiring;

import io.memgit.server.data.DataDirectory;
import io.memgit.server.docs.DocsController;
import io.memgit.server.health.HealthCheck;
import io.memgit.server.health.HealthController;
import io.memgit.server.health.Version;
import io.memgit.server.route.Resource;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health, version and the description of the API. */
@Configuration(proxyBeanMethods = false)
class OperationsWiring {

    @Bean
    Version version() {
        return Version.current();
    }

    @Bean
    HealthCheck dataDirectoryCheck(DataDirectory directory) {
        return new HealthCheck("data_directory", directory::isUsable);
    }

    @Bean
    Resource healthController(List<HealthCheck> checks, Version version, Clock clock) {
        return new HealthController(checks, version, clock);
    }

    @Bean
    Resource docsController(Version version) {
        return new DocsController(version.version());
    }
}
