package io.memgit.bench;

import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** Writes the objects of a repository into one of git's, packed as git packs. */
final class GitExport {

    private GitExport() {}

    /**
     * Makes the repository {@code git}.
     *
     * @param commits
     *            each becomes a branch that is called by its hash
     */
    static void of(MemoryRepository repository, GitMergeTree git, List<ObjectId> commits) throws IOException {
        git.run("", "init", "-q", "--bare", ".");
        try (FileRepository target = new FileRepository(git.folder().toFile());
                ObjectInserter inserter = target.getObjectDatabase().newPackInserter()) {
            repository.objects().forEach((_, view) -> {
                try {
                    inserter.insert(view.type(), view.toByteArray());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            inserter.flush();
        }
        for (ObjectId commit : commits)
            git.run("", "update-ref", "refs/heads/" + commit.name(), commit.name());
        git.run("", "repack", "-adq");
    }
}
