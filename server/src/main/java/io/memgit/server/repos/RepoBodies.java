package io.memgit.server.repos;

import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.NewRepository;
import io.memgit.core.repo.Repositories;
import io.memgit.core.repo.Root;
import io.memgit.core.repo.Ttl;
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
                Instant.ofEpochMilli(root.timeMillis()), root.lifetimes().end(), parent(call, repository));
    }

    /** The repository as it would be changed. */
    RepoBody edited(Call call, MemoryRepository repository, @Nullable String description, @Nullable RefName branch,
            @Nullable Ttl ttl) {
        RepoBody now = of(call, repository);
        String newDescription = description == null ? now.description() : description;
        String newBranch = branch == null ? now.defaultBranch() : branch.shortName();
        RefEntry ref = branch == null ? null : repository.refs().get(branch);
        ObjectId head = branch == null ? now.head() : ref == null ? null : ref.id();
        return new RepoBody(now.id(), now.path(), newDescription, now.memoryOnly(), newBranch, ACTIVE, newBranch,
                PRIVATE, head, now.cloneUrl(), now.sizeBytes(), now.objectCount(), now.createdAt(), now.updatedAt(),
                end(ttl == null ? repository.root().lifetimes().ttl() : ttl), now.forkOf());
    }

    /** A repository that would be made, empty or out of {@code source}. */
    RepoBody planned(Call call, NewRepository wanted, RefName branch, @Nullable ObjectId head,
            @Nullable MemoryRepository source) {
        return begun(call, wanted, branch, head, source, clock.instant());
    }

    /** An empty repository as it was when it was made. */
    RepoBody empty(Call call, NewRepository wanted, RefName branch, Instant made) {
        return begun(call, wanted, branch, null, null, made);
    }

    private static RepoBody begun(Call call, NewRepository wanted, RefName branch, @Nullable ObjectId head,
            @Nullable MemoryRepository source, Instant now) {
        RepoName name = wanted.name();
        Optional<Instant> end = wanted.ttl().isNever()
                ? Optional.empty()
                : Optional.of(now.plusSeconds(wanted.ttl().seconds()));
        return new RepoBody(name, path(name), wanted.description(), wanted.memoryOnly(), branch.shortName(), ACTIVE,
                branch.shortName(), PRIVATE, head, call.baseUrl() + path(name),
                source == null ? 0 : source.objects().sizeBytes(),
                source == null ? 0 : source.objects().objectCount(), now, now, end,
                Optional.ofNullable(source).map(MemoryRepository::name));
    }

    /** When what is written now will end. */
    private Optional<Instant> end(Ttl ttl) {
        return ttl.isNever() ? Optional.empty() : Optional.of(clock.instant().plusSeconds(ttl.seconds()));
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
