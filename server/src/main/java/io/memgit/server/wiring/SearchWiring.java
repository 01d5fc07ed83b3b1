package io.memgit.server.wiring;

import io.memgit.core.browse.Browse;
import io.memgit.core.search.Search;
import io.memgit.index.TrigramIndex;
import io.memgit.server.reading.Points;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.route.Resource;
import io.memgit.server.search.CommitSearchController;
import io.memgit.server.search.FileSearchController;
import io.memgit.server.search.LineController;
import io.memgit.server.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Searches. */
@Configuration(proxyBeanMethods = false)
class SearchWiring {

    @Bean(destroyMethod = "close")
    TrigramIndex trigramIndex(Settings settings) {
        return new TrigramIndex(settings.limits().search().indexSize());
    }

    @Bean
    Search search(Browse browse, TrigramIndex index, Settings settings) {
        return new Search(settings.limits(), browse, index);
    }

    @Bean
    Resource lineController(RepositoryAccess access, Points points, Search search, Settings settings) {
        return new LineController(access, points, search, settings.limits().search());
    }

    @Bean
    Resource fileSearchController(RepositoryAccess access, Points points, Search search, Settings settings) {
        return new FileSearchController(access, points, search, settings.limits().search());
    }

    @Bean
    Resource commitSearchController(RepositoryAccess access, Points points, Search search, Settings settings) {
        return new CommitSearchController(access, points, search, settings.limits().search());
    }
}
