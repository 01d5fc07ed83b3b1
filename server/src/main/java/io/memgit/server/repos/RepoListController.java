package io.memgit.server.repos;

import io.memgit.core.name.RepoName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Paging;
import io.memgit.server.web.QueryParam;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /repos}: the repositories that the caller may read, in the order of their names. */
public final class RepoListController implements Resource {

    private static final int BATCH = 256;
    private static final QueryParam PREFIX = QueryParam.text("prefix", "Names that begin so, in any case.");
    private static final QueryParam MEMORY_ONLY = QueryParam.flag("memory_only",
            "Only those that live in memory alone, or only the others.");

    private final Repositories repositories;
    private final RepositoryAccess access;
    private final RepoBodies bodies;

    public RepoListController(Repositories repositories, RepositoryAccess access, Clock clock) {
        this.repositories = repositories;
        this.access = access;
        this.bodies = new RepoBodies(repositories, access, clock);
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/api/v1/repos", "listRepositories")
                .tag("Repositories")
                .summary("The repositories that the caller may read.")
                .needs(Access.REPO_LIST)
                .query(PREFIX, MEMORY_ONLY)
                .paged()
                .answers(200, RepoList.class)
                .to(this::list);
    }

    private Answer list(Call call) {
        Paging page = call.longPaging();
        List<MemoryRepository> found = switch (page.start()) {
            case Paging.First _ -> find(call, null, 0, page.limit() + 1);
            case Paging.Offset(int count) -> find(call, null, count, page.limit() + 1);
            case Paging.After(String position, _) -> find(call, new RepoName(position), 0, page.limit() + 1);
        };
        boolean more = found.size() > page.limit();
        List<MemoryRepository> shown = more ? found.subList(0, page.limit()) : found;
        String next = more ? call.cursor(shown.getLast().name().value(), null) : null;
        List<RepoBody> repos = shown.stream().map(r -> bodies.of(call, r)).toList();
        return Answer.ok(new RepoList(repos, repos.size(), next)).next(call, next);
    }

    private List<MemoryRepository> find(Call call, @Nullable RepoName after, int skip, int limit) {
        String prefix = call.query().text("prefix").orElse("");
        Optional<Boolean> memoryOnly = call.query().text("memory_only").map(_ -> call.query().flag("memory_only"));
        List<MemoryRepository> found = new ArrayList<>();
        RepoName last = after;
        int left = skip;
        while (true) {
            List<MemoryRepository> batch = repositories.list(prefix, last, BATCH);
            for (MemoryRepository repository : batch) {
                last = repository.name();
                if (memoryOnly.isPresent() && repository.memoryOnly() != memoryOnly.get())
                    continue;
                if (!access.mayRead(call, repository.name()) || left-- > 0)
                    continue;
                found.add(repository);
                if (found.size() == limit)
                    return found;
            }
            if (batch.size() < BATCH)
                return found;
        }
    }
}
