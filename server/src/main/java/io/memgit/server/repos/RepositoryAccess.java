package io.memgit.server.repos;

import io.memgit.auth.access.AccessPolicy;
import io.memgit.auth.access.Action;
import io.memgit.auth.access.Decision;
import io.memgit.core.ledger.Actor;
import io.memgit.core.name.RepoName;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import io.memgit.server.problem.ProblemException;
import io.memgit.server.security.Refusals;
import io.memgit.server.web.Call;

/** Who calls, about which repository, and what of it the caller may see. */
public final class RepositoryAccess {

    private final Repositories repositories;
    private final AccessPolicy policy;

    public RepositoryAccess(Repositories repositories, AccessPolicy policy) {
        this.repositories = repositories;
        this.policy = policy;
    }

    /**
     * The repository that {@code {repo}} names; the route has seen to it that the caller may use it.
     *
     * @throws ProblemException
     *             404 {@code REPO_NOT_FOUND}
     */
    public MemoryRepository repository(Call call) {
        return repositories.find(call.repo()).orElseThrow(RepositoryAccess::notFound);
    }

    /** Who asks for a write. */
    public Actor actor(Call call) {
        return new Actor(call.caller().user().value());
    }

    /**
     * Who asks for the write that the call stands or falls with: it is done once under the call's
     * idempotency key. Asked for when the body was read.
     */
    public Actor writer(Call call) {
        return new Actor(call.caller().user().value(), call.requestKey().orElse(null));
    }

    /** The name of the caller, as the author of commits. */
    public String authorName(Call call) {
        return call.caller().user().value();
    }

    /** The address of the caller, as the author of commits. */
    public String authorEmail(Call call) {
        String email = call.caller().email();
        return email.isEmpty() ? authorName(call) + "@localhost" : email;
    }

    /**
     * The repository of this name, which the caller wants to read from.
     *
     * @throws ProblemException
     *             404 {@code REPO_NOT_FOUND}, also when the caller may not read it
     */
    public MemoryRepository readable(Call call, RepoName name) {
        if (!mayRead(call, name))
            throw notFound();
        return repositories.find(name).orElseThrow(RepositoryAccess::notFound);
    }

    /** Whether the caller may know of the repository of this name. */
    public boolean mayRead(Call call, RepoName name) {
        return policy.decide(call.caller(), Action.READ_REPOSITORY, name) instanceof Decision.Allowed;
    }

    /**
     * Refuses a caller who may not create a repository of this name.
     *
     * @throws ProblemException
     *             403 {@code FORBIDDEN}
     */
    public void requireCreate(Call call, RepoName name) {
        call.require(Action.CREATE_REPOSITORY, name);
    }

    /** 404, the same for a repository that is missing and one that may not be seen. */
    public static ProblemException notFound() {
        return Refusals.noRepository().asException();
    }
}
