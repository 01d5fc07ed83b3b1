package io.memgit.server.pool;

import io.memgit.core.repo.Pool;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;

/** {@code /pool/stats} and {@code /pool/cleanup}. */
public final class PoolController implements Resource {

    private static final String TAG = "Operations";

    private final Pool pool;

    public PoolController(Pool pool) {
        this.pool = pool;
    }

    /**
     * How the pool is.
     *
     * @param activeRepositories
     *            in memory, and used lately
     * @param idleRepositories
     *            the others
     * @param evictedCount
     *            how often one has gone out of memory since the start
     */
    record PoolStats(int totalRepositories, int activeRepositories, int idleRepositories, long evictedCount,
            long memoryBytes, long memoryLimitBytes, long diskBytes) {}

    /**
     * What a cleanup has done.
     *
     * @param evicted
     *            how many repositories went out of memory
     * @param freedBytes
     *            what they took there
     */
    record PoolCleanup(int evicted, long freedBytes) {}

    @Override
    public void addTo(Routes routes) {
        routes.get("/api/v1/pool/stats", "getPoolStats")
                .tag(TAG)
                .summary("How many repositories there are, and what they take in memory and on disk.")
                .needs(Access.SYSTEM_READ)
                .answers(200, PoolStats.class)
                .to(this::stats);
        routes.post("/api/v1/pool/cleanup", "cleanUpPool")
                .tag(TAG)
                .summary("Takes repositories out of memory that are on disk and over one of the pool's bounds.")
                .needs(Access.SYSTEM_WRITE)
                .answers(200, PoolCleanup.class)
                .to(this::cleanup);
    }

    private Answer stats(Call call) {
        Pool.Stats now = pool.stats();
        return Answer.ok(new PoolStats(now.total(), now.active(), now.idle(), now.evicted(), now.memoryBytes(),
                now.limitBytes(), now.diskBytes()));
    }

    private Answer cleanup(Call call) {
        Pool.Cleaned done = pool.cleanup();
        return Answer.ok(new PoolCleanup(done.repositories(), done.bytes()));
    }
}
