package io.memgit.bench.report;

import static io.memgit.bench.report.Row.Judged.LARGE_VALUE;
import static io.memgit.bench.report.Row.Judged.NOT;
import static io.memgit.bench.report.Row.Judged.SMALL_RATIO;
import static io.memgit.bench.report.Row.Judged.SMALL_VALUE;

/** The lines of the table, in its order, with what each must reach and reaches for. */
public enum Row {

    COMMIT_1K("one-file commit (100 B) at 1,000 commits", "/s", LARGE_VALUE, 300_000, 600_000), COMMIT_100K(
            "the same at 100,000 commits", "/s", LARGE_VALUE, 300_000,
            600_000), COMMIT_1M("the same at 1,000,000 commits", "/s", LARGE_VALUE, 300_000, 600_000), COMMIT_GROWTH(
                    "cost of a commit at 1,000,000 against 1,000", "µs", SMALL_RATIO, 1.6,
                    1.6), COMMIT_1000_FILES("1,000-file commit", "µs", SMALL_VALUE, 600, 400), COMMIT_LARGE_TREE(
                            "one-file change in a 100,000-file tree", "µs", SMALL_VALUE, 30, 15), BRANCHES_ONE_BY_ONE(
                                    "1,000 branches, one by one", "ms", SMALL_VALUE, 1, 0.7), BRANCHES_AT_ONCE(
                                            "1,000 branches, one atomic batch", "ms", SMALL_VALUE, 1, 0.7), REALITIES(
                                                    "100 realities of a 200,000-commit repository", "µs", SMALL_VALUE,
                                                    200, 100), FORKS("100 forks of a 200,000-commit repository", "µs",
                                                            NOT, 0, 0), READ_HOT("read by path, hot, 1,000 files", "µs",
                                                                    SMALL_VALUE, 5,
                                                                    2), READ_PACKED("read by path, packed, 1,000 files",
                                                                            "µs", SMALL_VALUE, 10, 5), READ_HOT_LARGE(
                                                                                    "read by path, hot, 100,000 files",
                                                                                    "µs", SMALL_VALUE, 5,
                                                                                    2), READ_PACKED_LARGE(
                                                                                            "read by path, packed, 100,000 files",
                                                                                            "µs", SMALL_VALUE, 10,
                                                                                            5), REF_CREATE_1K(
                                                                                                    "create a branch among 1,000 refs",
                                                                                                    "µs", NOT, 0,
                                                                                                    0), REF_CREATE_GROWTH(
                                                                                                            "create a branch among 1,000,000 refs against 1,000",
                                                                                                            "µs",
                                                                                                            SMALL_RATIO,
                                                                                                            2,
                                                                                                            1.2), REF_LIST_1K(
                                                                                                                    "list a prefix of 100 among 1,000 refs",
                                                                                                                    "µs",
                                                                                                                    NOT,
                                                                                                                    0,
                                                                                                                    0), REF_LIST_1M(
                                                                                                                            "list a prefix of 100 among 1,000,000 refs",
                                                                                                                            "µs",
                                                                                                                            SMALL_VALUE,
                                                                                                                            1_000,
                                                                                                                            300), HEAP_UNFOLDED(
                                                                                                                                    "live heap of a 1,000,000-commit repository, unfolded",
                                                                                                                                    "MB",
                                                                                                                                    SMALL_VALUE,
                                                                                                                                    450,
                                                                                                                                    300), HEAP_FOLDED(
                                                                                                                                            "the same, folded",
                                                                                                                                            "MB",
                                                                                                                                            SMALL_VALUE,
                                                                                                                                            450,
                                                                                                                                            300),

    MERGE_HOT("clean merge, 50,000 files, 100 changed on each side, hot", "ms", SMALL_VALUE, 20, 10), MERGE_PACKED(
            "the same, packed", "ms", SMALL_VALUE, 20, 10), MERGE_CHAIN(
                    "the same onto a branch with 5,000 changed files, packed", "ms", NOT, 0, 0),
    /** Of one changed file each, onto as many. */
    REBASE("rebase of 100 commits, 2,000 files", "ms", SMALL_VALUE, 200, 100),

    LEDGER_P50("entry in the durable ledger, 1 writer, p50", "µs", NOT, 0, 0), LEDGER_RATE(
            "entries in the durable ledger, 64 writers", "/s", NOT, 0, 0),

    REST_READ_P50("authenticated REST read, 1 client, p50", "µs", SMALL_VALUE, 300, 150), REST_READ_P99(
            "authenticated REST read, 1 client, p99", "µs", NOT, 0,
            0), REST_READ_RATE("authenticated REST reads, 64 clients", "/s", LARGE_VALUE, 15_000,
                    25_000), REST_COMMIT_P50("authenticated REST commit in memory, 1 client, p50", "µs", SMALL_VALUE,
                            400, 250), REST_COMMIT_P99("authenticated REST commit in memory, 1 client, p99", "µs", NOT,
                                    0, 0), REST_COMMIT_RATE("authenticated REST commits in memory, 64 clients", "/s",
                                            LARGE_VALUE, 8_000, 15_000), DURABLE_COMMIT_P50(
                                                    "authenticated durable REST commit, 1 client, p50", "µs",
                                                    SMALL_VALUE, 1_500, 900), DURABLE_COMMIT_P99(
                                                            "authenticated durable REST commit, 1 client, p99", "µs",
                                                            NOT, 0, 0), DURABLE_COMMIT_RATE(
                                                                    "authenticated durable REST commits, 64 clients",
                                                                    "/s", LARGE_VALUE, 4_000, 8_000),

    START_STOPPED("ready after a stop, 1,000 small repositories", "s", SMALL_VALUE, 5, 2), START_KILLED(
            "ready after a kill, 1,000 small repositories", "s", SMALL_VALUE, 5,
            2), START_LOG("ready for each GiB of log, commits of 100 B", "s", SMALL_VALUE, 10,
                    5), START_SNAPSHOT("ready for each GiB of snapshot, commits of 100 B", "s", SMALL_VALUE, 10,
                            5), POOL_MEMORY("memory while 2,000 repositories of 5 MB are read, 1 GiB heap", "MB",
                                    SMALL_VALUE, 1_536, 1_280), POOL_READ(
                                            "reading one of these for the first time, 5 MB", "ms", NOT, 0,
                                            0), BRANCHES_HEAP("heap after 100,000 branches came and went", "MB",
                                                    SMALL_RATIO, 1.25, 1.05), BRANCHES_HEAP_STARTED(
                                                            "the same after a start", "MB", SMALL_RATIO, 1.25,
                                                            1.05), BRANCHES_DISK(
                                                                    "disk after 100,000 branches came and went", "MB",
                                                                    SMALL_RATIO, 1.25, 1.05), SNAPSHOT_PAUSE(
                                                                            "a snapshot with 1,000,000 refs under load holds up writes",
                                                                            "ms", SMALL_VALUE, 5, 1), SNAPSHOT_WRITTEN(
                                                                                    "that snapshot is written", "ms",
                                                                                    NOT, 0, 0), PUSH_DURABLE(
                                                                                            "durable push of 100,000 made objects",
                                                                                            "s", SMALL_RATIO, 1.5,
                                                                                            1.0),

    CLONE_FULL_FILE("clone of a folded repository", "s", SMALL_RATIO, 1.2, 1.0), CLONE_FULL_HTTP("the same", "s", NOT,
            0, 0), CLONE_SHALLOW_FILE("clone --depth 1", "s", NOT, 0, 0), CLONE_SHALLOW_HTTP("the same", "s", NOT, 0,
                    0), CLONE_BLOBLESS_FILE("clone --filter=blob:none", "s", NOT, 0, 0), CLONE_BLOBLESS_HTTP("the same",
                            "s", NOT, 0, 0), PUSH_MADE_HTTP("push of 100,000 made objects", "s", SMALL_RATIO, 1.5,
                                    1.0), PUSH_MADE_FILE("the same", "s", NOT, 0, 0), PUSH_GIVEN_HTTP(
                                            "push of the given repository", "s", SMALL_RATIO, 1.5,
                                            1.0), PUSH_GIVEN_FILE("the same", "s", NOT, 0, 0),

    SEARCH_RARE_HOT("literal grep of 1,000,000 lines, 100 hits, in memory", "ms", SMALL_VALUE, 50,
            20), SEARCH_COMMON_HOT(
                    "the same, a hit in every other line", "ms", SMALL_RATIO, 1.0, 0.5), SEARCH_REGEX_HOT(
                            "regular expression, 100 hits, in memory", "ms", SMALL_RATIO, 1.0, 0.5), SEARCH_RARE_PACKED(
                                    "literal grep, 100 hits, packed, nothing kept", "ms", NOT, 0,
                                    0), SEARCH_RARE_INDEXED(
                                            "the same with the index", "ms", SMALL_VALUE, 50,
                                            20), SEARCH_COMMON_INDEXED(
                                                    "a hit in every other line, packed", "ms", SMALL_RATIO, 1.0,
                                                    0.5), SEARCH_INDEX_SIZE("size of the index", "MB", NOT, 0, 0),

    WORKSPACES_HEAP("live heap of 10,000 open workspaces on a 100 MB repository", "MB", SMALL_VALUE, 200,
            100), REALITIES_AT_ONCE("10,000 realities in one REST call", "ms", SMALL_VALUE, 1_000,
                    300), WORKSPACE_EDIT_P50("REST write of a file of a workspace, 1 client, p50", "µs", NOT, 0,
                            0), WORKSPACE_COMMIT_P50("REST commit of a workspace, 1 client, p50", "µs", NOT, 0, 0);

    /** What a row is judged by. */
    enum Judged {
        /** The smaller the value the better. */
        SMALL_VALUE,
        /** The larger the value the better. */
        LARGE_VALUE,
        /** The smaller the value is against the peer's the better. */
        SMALL_RATIO,
        /** It is there to be looked at. */
        NOT
    }

    private final String work;
    private final String unit;
    private final Judged judged;
    private final double must;
    private final double reachFor;

    Row(String work, String unit, Judged judged, double must, double reachFor) {
        this.work = work;
        this.unit = unit;
        this.judged = judged;
        this.must = must;
        this.reachFor = reachFor;
    }

    /** What is done, for people. */
    String work() {
        return work;
    }

    /** What the values are counted in. */
    String unit() {
        return unit;
    }

    Judged judged() {
        return judged;
    }

    /** What has to be reached, in units of the value or as a ratio. */
    double must() {
        return must;
    }

    /** What would be better still. */
    double reachFor() {
        return reachFor;
    }
}
