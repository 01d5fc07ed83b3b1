package io.memgit.server.wiring;

import io.memgit.core.branch.Branches;
import io.memgit.core.browse.Browse;
import io.memgit.core.commit.Commits;
import io.memgit.core.reflog.RefRestores;
import io.memgit.core.repo.Repositories;
import io.memgit.core.tag.Tags;
import io.memgit.core.updateref.RefUpdates;
import io.memgit.server.blobs.BlobController;
import io.memgit.server.branches.BranchController;
import io.memgit.server.commits.NewCommitController;
import io.memgit.server.operations.OperationController;
import io.memgit.server.operations.Operations;
import io.memgit.server.people.People;
import io.memgit.server.refs.RefController;
import io.memgit.server.refs.RefHistoryController;
import io.memgit.server.repos.MaintenanceController;
import io.memgit.server.repos.RepoController;
import io.memgit.server.repos.RepoListController;
import io.memgit.server.repos.RepoStart;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.revisions.PastLookup;
import io.memgit.server.revisions.RevisionLookup;
import io.memgit.server.route.Resource;
import io.memgit.server.settings.Settings;
import io.memgit.server.tags.TagController;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Repositories, commits, branches, tags, refs and blobs. */
@Configuration(proxyBeanMethods = false)
class WritesWiring {

    private static final int MAX_OPERATIONS = 1_000;

    @Bean
    People people(RepositoryAccess access, Settings settings, Clock clock) {
        return new People(access, settings.limits().commit(), clock);
    }

    @Bean
    Resource repoController(Repositories repositories, RepositoryAccess access, RevisionLookup revisions,
            Clock clock) {
        return new RepoController(repositories, access, new RepoStart(revisions, clock), clock);
    }

    @Bean
    Resource repoListController(Repositories repositories, RepositoryAccess access, Clock clock) {
        return new RepoListController(repositories, access, clock);
    }

    @Bean(destroyMethod = "close")
    Operations operations(SecureRandom random) {
        return new Operations(MAX_OPERATIONS, random, System::nanoTime);
    }

    @Bean
    Resource operationController(Operations operations) {
        return new OperationController(operations);
    }

    @Bean
    Resource maintenanceController(RepositoryAccess access, Operations operations) {
        return new MaintenanceController(access, operations);
    }

    @Bean
    Resource newCommitController(RepositoryAccess access, Commits commits, Browse browse, RevisionLookup revisions,
            People people, Settings settings) {
        return new NewCommitController(access, commits, browse, revisions, people, settings.limits().commit());
    }

    @Bean
    Resource branchController(RepositoryAccess access, Branches branches, Settings settings,
            Clock clock) {
        return new BranchController(access, branches, settings.limits().refs(), clock);
    }

    @Bean
    Resource tagController(RepositoryAccess access, Tags tags, People people, Settings settings) {
        return new TagController(access, tags, people, settings.limits().commit());
    }

    @Bean
    Resource refController(RepositoryAccess access, RefUpdates updates) {
        return new RefController(access, updates);
    }

    @Bean
    Resource refHistoryController(RepositoryAccess access, PastLookup past, RefUpdates updates) {
        return new RefHistoryController(access, past, new RefRestores(updates));
    }

    @Bean
    Resource blobController(RepositoryAccess access, Repositories repositories, Settings settings) {
        return new BlobController(access, repositories, settings.limits().commit().fileSize());
    }
}
