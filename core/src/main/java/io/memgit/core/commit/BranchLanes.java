package io.memgit.core.commit;

import io.memgit.core.name.RepoId;
import io.memgit.core.ref.RefName;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The lanes of the branches that are written to at this moment. */
final class BranchLanes {

    private record Key(RepoId repository, RefName branch) {}

    private final ConcurrentMap<Key, Users> lanes = new ConcurrentHashMap<>();

    /** A lane and how many use it: it goes when the last of them does. */
    private static final class Users {
        final BranchLane lane = new BranchLane();
        int count;
    }

    BranchLane enter(RepoId repository, RefName branch) {
        Users users = lanes.compute(new Key(repository, branch), (_, present) -> {
            Users at = present == null ? new Users() : present;
            at.count++;
            return at;
        });
        return users.lane;
    }

    void leave(RepoId repository, RefName branch) {
        lanes.computeIfPresent(new Key(repository, branch), (_, users) -> --users.count == 0 ? null : users);
    }
}
