package io.memgit.server.health;

import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /health}, {@code /health/live}, {@code /health/ready} and {@code /version}, open to
 * everybody.
 */
public final class HealthController implements Resource {

    private static final String TAG = "Operations";

    private final List<HealthCheck> checks;
    private final Version version;
    private final Clock clock;
    private final Instant started;

    /**
     * @param checks
     *            what is asked each time
     */
    public HealthController(List<HealthCheck> checks, Version version, Clock clock) {
        this.checks = List.copyOf(checks);
        this.version = version;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** The answer of all three. */
    public record Health(String status, Instant timestamp, String version, String uptime,
            Map<String, String> checks) {}

    @Override
    public void addTo(Routes routes) {
        for (String base : List.of("", "/api/v1")) {
            String suffix = base.isEmpty() ? "" : "V1";
            health(routes, base + "/health", "getHealth" + suffix, "Whether the server and its parts are well.");
            health(routes, base + "/health/ready", "getReadiness" + suffix, "Whether the server takes requests.");
            routes.get(base + "/health/live", "getLiveness" + suffix)
                    .tag(TAG)
                    .summary("Whether the process is alive.")
                    .needs(Access.OPEN)
                    .answers(200, Health.class)
                    .to(call -> Answer.ok(health(Map.of())).noStore());
            routes.get(base + "/version", "getVersion" + suffix)
                    .tag(TAG)
                    .summary("Which version is running.")
                    .needs(Access.OPEN)
                    .answers(200, Version.class)
                    .to(call -> Answer.ok(version));
        }
    }

    private void health(Routes routes, String path, String id, String summary) {
        routes.get(path, id)
                .tag(TAG)
                .summary(summary)
                .needs(Access.OPEN)
                .answers(200, Health.class)
                .answers(503, Health.class)
                .to(this::check);
    }

    private Answer check(Call call) {
        Map<String, String> results = new LinkedHashMap<>();
        for (HealthCheck check : checks)
            results.put(check.name(), check.isWell().getAsBoolean() ? "healthy" : "unhealthy");
        boolean well = !results.containsValue("unhealthy");
        return Answer.json(well ? 200 : 503, health(results)).noStore();
    }

    private Health health(Map<String, String> results) {
        Instant now = clock.instant();
        String status = results.containsValue("unhealthy") ? "unhealthy" : "healthy";
        return new Health(status, now, version.version(), spell(Duration.between(started, now)), results);
    }

    private static String spell(Duration uptime) {
        return uptime.toHours() + "h" + uptime.toMinutesPart() + "m" + uptime.toSecondsPart() + "s";
    }
}
