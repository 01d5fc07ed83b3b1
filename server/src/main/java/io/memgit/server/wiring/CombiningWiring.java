package io.memgit.server.wiring;

import io.memgit.core.branch.Branches;
import io.memgit.core.browse.Browse;
import io.memgit.core.commit.Commits;
import io.memgit.core.merge.Merge;
import io.memgit.core.repo.Repositories;
import io.memgit.core.sequencer.Sequencer;
import io.memgit.server.combining.CompareController;
import io.memgit.server.combining.ConflictController;
import io.memgit.server.combining.MergeController;
import io.memgit.server.combining.PickController;
import io.memgit.server.combining.RebaseController;
import io.memgit.server.combining.Verb;
import io.memgit.server.people.People;
import io.memgit.server.reading.Points;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.revisions.RevisionLookup;
import io.memgit.server.route.Resource;
import io.memgit.server.settings.Settings;
import io.memgit.server.workspaces.Drafts;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What combines histories, and how they compare. */
@Configuration(proxyBeanMethods = false)
class CombiningWiring {

    @Bean
    Merge merge(Settings settings) {
        return new Merge(settings.limits());
    }

    @Bean
    Sequencer sequencer(Repositories repositories, Commits commits, Browse browse, Merge merge, Settings settings,
            Clock clock, SecureRandom random) {
        return new Sequencer(repositories, commits, browse, merge, settings.limits(), clock, random);
    }

    @Bean
    Verb verb(RepositoryAccess access, Sequencer sequencer, RevisionLookup revisions, People people,
            Settings settings) {
        return new Verb(access, sequencer, revisions, people, settings.limits().commit());
    }

    @Bean
    Resource mergeController(Verb verb) {
        return new MergeController(verb);
    }

    @Bean
    Resource pickController(Verb verb, Browse browse) {
        return new PickController(verb, browse);
    }

    @Bean
    Resource rebaseController(Verb verb, Branches branches, Drafts drafts) {
        return new RebaseController(verb, branches, drafts);
    }

    @Bean
    Resource compareController(RepositoryAccess access, Points points, Browse browse) {
        return new CompareController(access, points, browse);
    }

    @Bean
    Resource conflictController(Verb verb, Settings settings) {
        return new ConflictController(verb, settings.limits().commit().fileSize().bytes());
    }
}
