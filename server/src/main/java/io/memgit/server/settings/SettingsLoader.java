package io.memgit.server.settings;

import io.memgit.core.limits.Limits;
import io.memgit.server.settings.Settings.Auth;
import io.memgit.server.settings.Settings.Jwt;
import io.memgit.server.settings.Settings.Logging;
import io.memgit.server.settings.Settings.Pool;
import io.memgit.server.settings.Settings.Server;
import io.memgit.server.settings.Settings.Storage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts file, environment and command line together and says everything that is wrong with them at
 * once.
 */
public final class SettingsLoader {

    /** Variables that begin like settings but are none: the launcher reads them, or the first start. */
    private static final List<String> SECTIONS = List.of("MEMGIT_SERVER_", "MEMGIT_AUTH_", "MEMGIT_STORAGE_",
            "MEMGIT_LOGGING_", "MEMGIT_LIMITS_");

    private final Map<String, String> environment;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();

    private SettingsLoader(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What came of reading the settings. */
    public sealed interface Outcome {}

    /** They are good. */
    public record Loaded(Settings settings) implements Outcome {}

    /** They are wrong in at least one place. */
    public record Refused(List<Mistake> mistakes) implements Outcome {}

    /** Nothing is to be started; the text is for standard output. */
    public record Told(String text) implements Outcome {}

    /**
     * Reads everything.
     *
     * @param arguments
     *            the command line
     * @param environment
     *            the process's environment
     * @param version
     *            what {@code --version} tells
     */
    public static Outcome load(List<String> arguments, Map<String, String> environment, String version) {
        return new SettingsLoader(environment).load(arguments, version);
    }

    private Outcome load(List<String> arguments, String version) {
        CommandLine commandLine = CommandLine.parse(arguments, mistakes);
        if (commandLine.help())
            return new Told(CommandLine.USAGE);
        if (commandLine.version())
            return new Told("memgit " + version + "\n");
        Map<String, SettingsText.Given> given = new LinkedHashMap<>();
        commandLine.config().ifPresent(f -> given.putAll(SettingsText.read(Path.of(f), environment, mistakes)));
        given.putAll(fromEnvironment());
        given.putAll(commandLine.settings());
        refuseUnknown(given);
        AllSettings.BY_KEY.values().forEach(setting -> read(setting, given.get(setting.key())));
        if (!mistakes.isEmpty())
            return new Refused(List.copyOf(mistakes));
        Settings settings = bind();
        check(settings);
        checkTokens(settings);
        return mistakes.isEmpty() ? new Loaded(settings) : new Refused(List.copyOf(mistakes));
    }

    private Map<String, SettingsText.Given> fromEnvironment() {
        Map<String, Setting<?>> byVariable = new HashMap<>();
        AllSettings.BY_KEY.values().forEach(s -> byVariable.put(s.variable(), s));
        Map<String, SettingsText.Given> given = new LinkedHashMap<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            Setting<?> setting = byVariable.get(name);
            if (setting != null)
                given.put(setting.key(), new SettingsText.Given(value, name));
            else if (SECTIONS.stream().anyMatch(name::startsWith))
                mistakes.add(new Mistake(name, "is no setting; config.example.yaml lists all of them"));
        });
        return given;
    }

    private void refuseUnknown(Map<String, SettingsText.Given> given) {
        given.forEach((key, value) -> {
            if (!AllSettings.BY_KEY.containsKey(key))
                mistakes.add(new Mistake(value.place(),
                        key + " is no setting" + nearest(key).map(n -> "; did you mean " + n + "?").orElse("")));
        });
    }

    private static Optional<String> nearest(String key) {
        String last = key.substring(key.lastIndexOf('.') + 1);
        return AllSettings.BY_KEY.keySet()
                .stream()
                .filter(k -> k.endsWith("." + last) || Spelling.distance(k, key) <= 2)
                .findFirst();
    }

    private void read(Setting<?> setting, SettingsText.@Nullable Given given) {
        String text = given == null ? setting.whenAbsent() : given.text();
        Optional<?> value = setting.form().reader().apply(text.strip());
        if (value.isPresent())
            values.put(setting.key(), value.get());
        else
            mistakes.add(new Mistake(given == null ? "default" : given.place(),
                    setting.key() + " is " + setting.shown(text) + " but must be " + setting.form().rule()));
        places.put(setting.key(), given == null ? "default" : given.place());
    }

    private Settings bind() {
        Server server = new Server(get(AllSettings.HOST), get(AllSettings.PORT), get(AllSettings.READ_TIMEOUT),
                get(AllSettings.WRITE_TIMEOUT), get(AllSettings.IDLE_TIMEOUT), get(AllSettings.REQUEST_TIMEOUT),
                get(AllSettings.MAX_REQUEST_SIZE));
        Optional<String> secret = Optional.of(get(AllSettings.JWT_SECRET)).filter(s -> !s.isEmpty());
        Jwt jwt = new Jwt(secret, get(AllSettings.JWT_ISSUER), get(AllSettings.JWT_TTL));
        Limits limits = LimitSettings.bind(key -> Objects.requireNonNull(values.get(key), key));
        return new Settings(server, new Auth(get(AllSettings.AUTH_ENABLED), jwt),
                new Storage(get(AllSettings.DATA_DIR), get(AllSettings.DURABILITY), get(AllSettings.RESERVE),
                        get(AllSettings.MAX_MEMORY), get(AllSettings.DATA_GROUPS)),
                new Pool(get(AllSettings.POOL_REPOSITORIES), get(AllSettings.POOL_IDLE),
                        get(AllSettings.POOL_INTERVAL)),
                new Logging(get(AllSettings.LOG_LEVEL), get(AllSettings.LOG_FORMAT)), limits);
    }

    @SuppressWarnings("unchecked")
    private <T> T get(Setting<T> setting) {
        return (T) Objects.requireNonNull(values.get(setting.key()), setting.key());
    }

    /** What only two settings together show. */
    private void check(Settings settings) {
        if (!settings.auth().enabled() && !isLoopback(settings.server().host()))
            mistakes.add(new Mistake(places.getOrDefault(AllSettings.AUTH_ENABLED.key(), ""),
                    "auth.enabled is false, which is allowed on a loopback address only, but server.host is \""
                            + settings.server().host() + "\"; set it to 127.0.0.1, or auth.enabled to true"));
    }

    private void checkTokens(Settings settings) {
        Duration longest = settings.limits().auth().tokenTime();
        if (settings.auth().jwt().ttl().compareTo(longest) > 0)
            mistakes.add(new Mistake(places.getOrDefault(AllSettings.JWT_TTL.key(), ""),
                    "auth.jwt.ttl is longer than limits.auth.token_time, " + Form.spell(longest)));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
