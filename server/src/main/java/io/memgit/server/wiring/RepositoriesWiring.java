package io.memgit.server.wiring;

import io.memgit.auth.access.AccessPolicy;
import io.memgit.core.branch.Branches;
import io.memgit.core.browse.Browse;
import io.memgit.core.commit.Commits;
import io.memgit.core.repo.Folding;
import io.memgit.core.repo.Repositories;
import io.memgit.core.tag.Tags;
import io.memgit.core.updateref.RefUpdates;
import io.memgit.server.data.Storages;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.revisions.RevisionLookup;
import io.memgit.server.settings.Settings;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The doors of core, and what all resources of repositories share. */
@Configuration(proxyBeanMethods = false)
class RepositoriesWiring {

    private static final int MAX_WAITING_FOLDS = 10_000;

    @Bean(destroyMethod = "close")
    Folding folding() {
        return new Folding(MAX_WAITING_FOLDS);
    }

    @Bean
    Repositories repositories(Storages storages, Clock clock, SecureRandom random, Folding folding) {
        Repositories repositories = new Repositories(storages.memory(), storages.durable().orElse(null), clock, random,
                folding);
        repositories.reconcile();
        return repositories;
    }

    @Bean
    Commits commits(Repositories repositories, Settings settings) {
        return new Commits(repositories, settings.limits());
    }

    @Bean
    Browse browse(Settings settings) {
        return new Browse(settings.limits());
    }

    @Bean
    RefUpdates refUpdates(Repositories repositories, Commits commits, Settings settings) {
        return new RefUpdates(repositories, commits, settings.limits());
    }

    @Bean
    Branches branches(RefUpdates updates, Browse browse) {
        return new Branches(updates, browse);
    }

    @Bean
    Tags tags(RefUpdates updates, Browse browse) {
        return new Tags(updates, browse);
    }

    @Bean
    RepositoryAccess repositoryAccess(Repositories repositories, AccessPolicy policy) {
        return new RepositoryAccess(repositories, policy);
    }

    @Bean
    RevisionLookup revisionLookup(Browse browse) {
        return new RevisionLookup(browse);
    }
}
