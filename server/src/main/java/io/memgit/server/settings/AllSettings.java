package io.memgit.server.settings;

import io.memgit.core.limits.ByteCount;
import io.memgit.server.settings.Settings.Logging;
import io.memgit.server.settings.Settings.Storage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The list of all settings. What is not here does not exist. */
final class AllSettings {

    private static final int MIN_SECRET_BYTES = 32;
    private static final Form<Duration> TIMEOUT = Form.duration(Duration.ofMillis(100), Duration.ofHours(24));

    static final Setting<String> HOST = Setting.of("server.host",
            Form.text("the name or address to listen on", t -> !t.isBlank() && t.indexOf(' ') < 0), "127.0.0.1");
    static final Setting<Integer> PORT = Setting.of("server.port", Form.wholeNumber(0, 65_535), "8080");
    static final Setting<Duration> READ_TIMEOUT = Setting.of("server.read_timeout", TIMEOUT, "30s");
    static final Setting<Duration> WRITE_TIMEOUT = Setting.of("server.write_timeout", TIMEOUT, "30s");
    static final Setting<Duration> IDLE_TIMEOUT = Setting.of("server.idle_timeout", TIMEOUT, "60s");
    static final Setting<Duration> REQUEST_TIMEOUT = Setting.of("server.request_timeout", TIMEOUT, "25s");
    static final Setting<ByteCount> MAX_REQUEST_SIZE = Setting.of("server.max_request_size",
            Form.size(ByteCount.kilobytes(1), ByteCount.gigabytes(1)), "10MB");

    static final Setting<Boolean> AUTH_ENABLED = Setting.of("auth.enabled", Form.flag(), "true");
    static final Setting<String> JWT_SECRET = Setting.secret("auth.jwt.secret",
            Form.text("empty, so that one is made, or at least " + MIN_SECRET_BYTES + " bytes long",
                    t -> t.isEmpty() || t.getBytes(StandardCharsets.UTF_8).length >= MIN_SECRET_BYTES));
    static final Setting<String> JWT_ISSUER = Setting.of("auth.jwt.issuer",
            Form.text("a name without spaces", t -> !t.isBlank() && t.indexOf(' ') < 0), "memgit");
    static final Setting<Duration> JWT_TTL = Setting.of("auth.jwt.ttl",
            Form.duration(Duration.ofSeconds(1), Duration.ofHours(24)), "24h");

    static final Setting<Path> DATA_DIR = Setting.of("storage.data_dir", Form.folder(), "data");
    static final Setting<Storage.Durability> DURABILITY = Setting.of("storage.durability",
            Form.oneOf(Storage.Durability.class), "synced");
    static final Setting<ByteCount> RESERVE = Setting.of("storage.reserve",
            Form.size(ByteCount.megabytes(1), ByteCount.gigabytes(1024)), "256MB");
    static final Setting<Optional<ByteCount>> MAX_MEMORY = Setting.of("storage.max_memory",
            Form.optionalSize(ByteCount.megabytes(1), ByteCount.gigabytes(16 * 1024)), "");
    static final Setting<Integer> DATA_GROUPS = Setting.of("storage.data_groups", Form.wholeNumber(1, 64), "1");

    static final Setting<Integer> POOL_REPOSITORIES = Setting.of("pool.max_repositories",
            Form.wholeNumber(1, 10_000_000), "10000");
    static final Setting<Duration> POOL_IDLE = Setting.of("pool.max_idle_time",
            Form.duration(Duration.ofSeconds(1), Duration.ofDays(365)), "30m");
    static final Setting<Duration> POOL_INTERVAL = Setting.of("pool.cleanup_interval",
            Form.duration(Duration.ofSeconds(1), Duration.ofDays(1)), "1m");

    static final Setting<Logging.Level> LOG_LEVEL = Setting.of("logging.level", Form.oneOf(Logging.Level.class),
            "info");
    static final Setting<Logging.Format> LOG_FORMAT = Setting.of("logging.format", Form.oneOf(Logging.Format.class),
            "text");

    /** Every setting by its key, in the order of the example file. */
    static final Map<String, Setting<?>> BY_KEY = byKey();

    private AllSettings() {}

    private static Map<String, Setting<?>> byKey() {
        Map<String, Setting<?>> all = new LinkedHashMap<>();
        for (Setting<?> setting : List.of(HOST, PORT, READ_TIMEOUT, WRITE_TIMEOUT, IDLE_TIMEOUT, REQUEST_TIMEOUT,
                MAX_REQUEST_SIZE, AUTH_ENABLED, JWT_SECRET, JWT_ISSUER, JWT_TTL, DATA_DIR, DURABILITY, RESERVE,
                MAX_MEMORY, DATA_GROUPS,
                POOL_REPOSITORIES, POOL_IDLE, POOL_INTERVAL, LOG_LEVEL, LOG_FORMAT))
            all.put(setting.key(), setting);
        for (Setting<?> setting : LimitSettings.all())
            all.put(setting.key(), setting);
        return all;
    }
}
