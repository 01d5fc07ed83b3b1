package io.memgit.server.wiring;

import io.memgit.auth.access.AccessPolicy;
import io.memgit.core.branch.Branches;
import io.memgit.core.browse.Browse;
import io.memgit.core.commit.Commits;
import io.memgit.core.repo.Expirer;
import io.memgit.core.repo.Folding;
import io.memgit.core.repo.MemoryBudget;
import io.memgit.core.repo.Pool;
import io.memgit.core.repo.Repositories;
import io.memgit.core.tag.Tags;
import io.memgit.core.updateref.RefUpdates;
import io.memgit.server.data.Storages;
import io.memgit.server.pool.PoolController;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.revisions.RevisionLookup;
import io.memgit.server.route.Resource;
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
    Folding folding(Storages storages) {
        return new Folding(MAX_WAITING_FOLDS, storages::wentToFiles);
    }

    @Bean
    MemoryBudget memoryBudget(Settings settings) {
        return new MemoryBudget(settings.storage().memoryBytes());
    }

    @Bean
    Repositories repositories(Storages storages, Clock clock, SecureRandom random, Folding folding,
            MemoryBudget budget) {
        Repositories repositories = new Repositories(storages.memory(), storages.durable().orElse(null), clock, random,
                folding, budget);
        repositories.reconcile();
        return repositories;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Expirer expirer(Repositories repositories, Clock clock) {
        return new Expirer(repositories, clock, System::nanoTime);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Pool pool(Repositories repositories, MemoryBudget budget, Storages storages, Settings settings) {
        Settings.Pool pool = settings.pool();
        return new Pool(repositories, budget,
                new Pool.Bounds(pool.maxRepositories(), pool.maxIdleTime(), pool.cleanupInterval()),
                storages::diskBytes, System::nanoTime);
    }

    @Bean
    Resource poolController(Pool pool) {
        return new PoolController(pool);
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
