package io.memgit.server.settings;

import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** All settings of a server, valid in themselves and with each other. */
public record Settings(Server server, Auth auth, Storage storage, Pool pool, Logging logging, Limits limits) {

    /**
     * The listening side.
     *
     * @param host
     *            the address to listen on
     * @param port
     *            the port to listen on, 0 for any that is free
     * @param readTimeout
     *            how long a request's head and ordinary body may take to arrive, and a streamed one may
     *            pause
     * @param writeTimeout
     *            how long a client may take nothing of its answer
     * @param idleTimeout
     *            how long a connection stays open between requests
     * @param requestTimeout
     *            how long a request may take, pushes and streams aside
     * @param maxRequestSize
     *            the largest request body, pushes and streams aside
     */
    public record Server(String host, int port, Duration readTimeout, Duration writeTimeout, Duration idleTimeout,
            Duration requestTimeout, ByteCount maxRequestSize) {}

    /**
     * Who may call.
     *
     * @param enabled
     *            false lets everybody do everything, on a loopback address only
     */
    public record Auth(boolean enabled, Jwt jwt) {}

    /**
     * Tokens.
     *
     * @param secret
     *            signs tokens; made at the first start when empty
     * @param issuer
     *            the {@code iss} of tokens
     * @param ttl
     *            how long a token is good
     */
    public record Jwt(Optional<String> secret, String issuer, Duration ttl) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Jwt[issuer=" + issuer + ", ttl=" + ttl + "]";
        }
    }

    /**
     * Where files are kept.
     *
     * @param dataDir
     *            the folder that this server, and no other, keeps its files in
     * @param durability
     *            when a write is answered
     * @param reserve
     *            writes are refused while the disk has less room than this
     * @param maxMemory
     *            what repositories may take of the heap; half of it when it is empty
     * @param dataGroups
     *            over how many logs repositories are spread; fixed when the folder is made
     */
    public record Storage(Path dataDir, Durability durability, ByteCount reserve, Optional<ByteCount> maxMemory,
            int dataGroups) {

        /** What repositories may take of the heap, in bytes. */
        public long memoryBytes() {
            return maxMemory.map(ByteCount::bytes).orElseGet(() -> Runtime.getRuntime().maxMemory() / 2);
        }

        /** When a write is answered. */
        public enum Durability {
            /** When it is on disk: it outlives the process and the machine. */
            SYNCED,
            /** When it is in memory, where it ends with the process. Nothing is written to disk. */
            MEMORY
        }
    }

    /**
     * When repositories that are on disk go out of memory.
     *
     * @param maxRepositories
     *            so many may be in memory
     * @param maxIdleTime
     *            what was not used for so long goes
     * @param cleanupInterval
     *            how often is looked for these
     */
    public record Pool(int maxRepositories, Duration maxIdleTime, Duration cleanupInterval) {}

    /** How the server speaks to its operator, on standard error. */
    public record Logging(Level level, Format format) {

        /** The least important messages that are written. */
        public enum Level {
            TRACE, DEBUG, INFO, WARN, ERROR
        }

        /** Lines for people or JSON objects for programs. */
        public enum Format {
            TEXT, JSON
        }
    }
}
