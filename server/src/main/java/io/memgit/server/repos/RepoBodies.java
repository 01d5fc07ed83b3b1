package io.memgit.server.repos;

import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import io.memgit.core.repo.Root;
import io.memgit.server.web.Call;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Shows repositories to callers. */
final class RepoBodies {

    private static final String ACTIVE = "active";
    private static final String PRIVATE = "private";

    private final Repositories repositories;
    private final RepositoryAccess access;
    private final Clock clock;

    RepoBodies(Repositories repositories, RepositoryAccess access, Clock clock) {
        this.repositories = repositories;
        this.access = access;
        this.clock = clock;
    }

    RepoBody of(Call call, MemoryRepository repository) {
        Root root = repository.root();
        RefEntry head = root.refs().get(root.head());
        return new RepoBody(repository.name(), path(repository.name()), root.description(), repository.memoryOnly(),
                root.head().shortName(), ACTIVE, root.head().shortName(), PRIVATE, head == null ? null : head.id(),
                call.baseUrl() + path(repository.name()), repository.objects().sizeBytes(),
                repository.objects().objectCount(), Instant.ofEpochMilli(repository.createdMillis()),
                Instant.ofEpochMilli(root.timeMillis()), parent(call, repository));
    }

    /** The repository as it would be changed. */
    RepoBody edited(Call call, MemoryRepository repository, @Nullable String description, @Nullable RefName branch) {
        RepoBody now = of(call, repository);
        String newDescription = description == null ? now.description() : description;
        String newBranch = branch == null ? now.defaultBranch() : branch.shortName();
        RefEntry ref = branch == null ? null : repository.refs().get(branch);
        ObjectId head = branch == null ? now.head() : ref == null ? null : ref.id();
        return new RepoBody(now.id(), now.path(), newDescription, now.memoryOnly(), newBranch, ACTIVE, newBranch,
                PRIVATE, head, now.cloneUrl(), now.sizeBytes(), now.objectCount(), now.createdAt(), now.updatedAt(),
                now.forkOf());
    }

    /** A repository that would be made, empty or out of {@code source}. */
    RepoBody planned(Call call, RepoName name, String description, boolean memoryOnly, RefName branch,
            @Nullable ObjectId head, @Nullable MemoryRepository source) {
        Instant now = clock.instant();
        return new RepoBody(name, path(name), description, memoryOnly, branch.shortName(), ACTIVE, branch.shortName(),
                PRIVATE, head, call.baseUrl() + path(name), source == null ? 0 : source.objects().sizeBytes(),
                source == null ? 0 : source.objects().objectCount(), now, now,
                Optional.ofNullable(source).map(MemoryRepository::name));
    }

    private Optional<RepoName> parent(Call call, MemoryRepository repository) {
        RepoId id = repository.forkOf();
        return Optional.ofNullable(id)
                .flatMap(repositories::find)
                .map(MemoryRepository::name)
                .filter(name -> access.mayRead(call, name));
    }

    private static String path(RepoName name) {
        return "/git/" + name.value() + ".git";
    }
}
