package io.memgit.server.wiring;

import io.memgit.core.repo.Repositories;
import io.memgit.core.transport.ReceiveService;
import io.memgit.core.transport.UploadService;
import io.memgit.server.git.GitController;
import io.memgit.server.route.Resource;
import io.memgit.server.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Git over HTTP. */
@Configuration(proxyBeanMethods = false)
class GitWiring {

    @Bean
    Resource gitController(Repositories repositories, Settings settings) {
        return new GitController(repositories, new UploadService(settings.limits().fetch()),
                new ReceiveService(repositories, settings.limits()));
    }
}
