package io.memgit.server.wiring;

import io.memgit.core.branch.Branches;
import io.memgit.core.browse.Browse;
import io.memgit.core.commit.Commits;
import io.memgit.core.merge.Merge;
import io.memgit.core.reality.Realities;
import io.memgit.core.repo.Repositories;
import io.memgit.core.workspace.Stashes;
import io.memgit.core.workspace.Transactions;
import io.memgit.core.workspace.Workspaces;
import io.memgit.server.diffs.DiffAnswers;
import io.memgit.server.people.People;
import io.memgit.server.reading.Points;
import io.memgit.server.realities.Benchmarks;
import io.memgit.server.realities.RealityController;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.revisions.RevisionLookup;
import io.memgit.server.route.Resource;
import io.memgit.server.settings.Settings;
import io.memgit.server.workspaces.Drafts;
import io.memgit.server.workspaces.FlowController;
import io.memgit.server.workspaces.StashController;
import io.memgit.server.workspaces.TransactionController;
import io.memgit.server.workspaces.WorkspaceController;
import io.memgit.server.workspaces.WorkspaceFileController;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Uncommitted state: workspaces, the add and commit flow, stashes and transactions; and parallel
 * realities.
 */
@Configuration(proxyBeanMethods = false)
class WorkspacesWiring {

    @Bean
    Workspaces workspaces(Repositories repositories, Commits commits, Settings settings, Clock clock,
            SecureRandom random) {
        return new Workspaces(repositories, commits, new Merge(settings.limits()), settings.limits(), clock,
                System::nanoTime, random);
    }

    @Bean
    Drafts drafts(RepositoryAccess access, Workspaces workspaces, RevisionLookup revisions, People people,
            Settings settings) {
        return new Drafts(access, workspaces, new Transactions(workspaces), revisions, people,
                settings.limits().commit());
    }

    @Bean
    DiffAnswers diffAnswers(Points points, Browse browse) {
        return new DiffAnswers(points, browse);
    }

    @Bean
    Resource workspaceController(Drafts drafts, DiffAnswers diffs) {
        return new WorkspaceController(drafts, diffs);
    }

    @Bean
    Resource workspaceFileController(Drafts drafts, Browse browse, Settings settings) {
        return new WorkspaceFileController(drafts, browse, settings.limits().commit().fileSize());
    }

    @Bean
    FlowController flowController(Drafts drafts, DiffAnswers diffs) {
        return new FlowController(drafts, diffs);
    }

    @Bean
    Resource stashController(Drafts drafts, Workspaces workspaces) {
        return new StashController(drafts, new Stashes(workspaces));
    }

    @Bean
    Resource transactionController(Drafts drafts, FlowController flow) {
        return new TransactionController(drafts, flow);
    }

    @Bean
    Realities realities(Repositories repositories, Commits commits, Settings settings, SecureRandom random) {
        return new Realities(repositories, commits, new Merge(settings.limits()), settings.limits(), random);
    }

    @Bean
    Resource realityController(RepositoryAccess access, Realities realities, Browse browse, Branches branches,
            Commits commits, RevisionLookup revisions, People people, Settings settings) {
        return new RealityController(access, realities, new Benchmarks(browse, realities, System::nanoTime), branches,
                commits, revisions, people, settings.limits());
    }
}
