package io.memgit.server.wiring;

import io.memgit.core.archive.Archives;
import io.memgit.core.blame.Blame;
import io.memgit.core.browse.Browse;
import io.memgit.server.archives.ArchiveController;
import io.memgit.server.blame.BlameController;
import io.memgit.server.commits.HistoryController;
import io.memgit.server.diffs.DiffController;
import io.memgit.server.files.FileController;
import io.memgit.server.files.TreeController;
import io.memgit.server.reading.Points;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.revisions.PastLookup;
import io.memgit.server.revisions.RevisionLookup;
import io.memgit.server.route.Resource;
import io.memgit.server.settings.Settings;
import io.memgit.server.timetravel.TimeTravelController;
import io.memgit.server.workspaces.Drafts;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Files, directories, history and comparisons. */
@Configuration(proxyBeanMethods = false)
class ReadsWiring {

    @Bean
    PastLookup pastLookup(Browse browse, Clock clock) {
        return new PastLookup(browse, clock);
    }

    @Bean
    Points points(Browse browse, RevisionLookup revisions, PastLookup past, Drafts drafts) {
        return new Points(browse, revisions, past, drafts);
    }

    @Bean
    FileController fileController(RepositoryAccess access, Points points, Browse browse, Settings settings) {
        return new FileController(access, points, browse, settings.limits().browse().paths());
    }

    @Bean
    TreeController treeController(RepositoryAccess access, Points points, Browse browse) {
        return new TreeController(access, points, browse);
    }

    @Bean
    Resource archiveController(RepositoryAccess access, Points points, Browse browse, Settings settings) {
        return new ArchiveController(access, points, new Archives(browse, settings.limits()));
    }

    @Bean
    Resource blameController(RepositoryAccess access, Points points, Browse browse, Settings settings) {
        return new BlameController(access, points, browse, new Blame(settings.limits()));
    }

    @Bean
    Resource timeTravelController(RepositoryAccess access, PastLookup past, Browse browse, FileController files,
            TreeController trees) {
        return new TimeTravelController(access, past, browse, files, trees);
    }

    @Bean
    Resource historyController(RepositoryAccess access, Points points, Browse browse) {
        return new HistoryController(access, points, browse);
    }

    @Bean
    Resource diffController(RepositoryAccess access, Points points, Browse browse) {
        return new DiffController(access, points, browse);
    }
}
