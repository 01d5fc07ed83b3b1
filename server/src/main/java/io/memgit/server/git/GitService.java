package io.memgit.server.git;

import io.memgit.auth.access.Action;
import java.util.Optional;

/** What a Git client asks for. */
enum GitService {

    UPLOAD_PACK("git-upload-pack", Action.READ_REPOSITORY), RECEIVE_PACK("git-receive-pack", Action.WRITE_REPOSITORY);

    private final String id;
    private final Action action;

    GitService(String id, Action action) {
        this.id = id;
        this.action = action;
    }

    static Optional<GitService> of(String name) {
        for (GitService service : values()) {
            if (service.id.equals(name))
                return Optional.of(service);
        }
        return Optional.empty();
    }

    /** The name in URLs. */
    String id() {
        return id;
    }

    /** What the caller must be allowed to do. */
    Action action() {
        return action;
    }

    String advertisementType() {
        return "application/x-" + id + "-advertisement";
    }

    String requestType() {
        return "application/x-" + id + "-request";
    }

    String resultType() {
        return "application/x-" + id + "-result";
    }
}
