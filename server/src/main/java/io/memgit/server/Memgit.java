package io.memgit.server;

import io.memgit.auth.Accounts;
import io.memgit.auth.Bootstrap;
import io.memgit.auth.secret.JwtSecret;
import io.memgit.auth.secret.Secret;
import io.memgit.auth.secret.SecretFiles;
import io.memgit.core.ledger.LedgerException;
import io.memgit.server.check.DataCheck;
import io.memgit.server.data.DataDirectory;
import io.memgit.server.data.Storages;
import io.memgit.server.data.UnusableDirectoryException;
import io.memgit.server.health.Version;
import io.memgit.server.http.HttpServer;
import io.memgit.server.settings.Mistake;
import io.memgit.server.settings.Settings;
import io.memgit.server.settings.SettingsLoader;
import io.memgit.server.wiring.ServerWiring;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Starts the server. Standard output gets one line when it answers requests, everything else goes
 * to standard error;
 * a start that fails ends with exit code 1.
 */
public final class Memgit {

    private static final String CHECK = "check";

    private Memgit() {}

    /**
     * {@code [--config FILE] [--host HOST] [--port PORT] [--data DIR]}, or {@code check} and the same:
     * then nothing is started, and the data directory is checked.
     */
    public static void main(String[] arguments) {
        String version = Version.current().version();
        List<String> options = List.of(arguments);
        boolean check = !options.isEmpty() && options.getFirst().equals(CHECK);
        switch (SettingsLoader.load(check ? options.subList(1, options.size()) : options, System.getenv(), version)) {
            case SettingsLoader.Told told -> System.out.print(told.text());
            case SettingsLoader.Refused refused -> refuse(refused.mistakes());
            case SettingsLoader.Loaded loaded when check -> check(loaded.settings());
            case SettingsLoader.Loaded loaded -> start(loaded.settings());
        }
    }

    private static void check(Settings settings) {
        LogOutput.configure(settings.logging());
        try {
            if (!new DataCheck(System.out).run(settings))
                System.exit(1);
        } catch (UnusableDirectoryException | IOException e) {
            fail(e.getMessage() + " (storage.data_dir, --data)");
        }
    }

    private static void refuse(List<Mistake> mistakes) {
        System.err.println("memgit: the settings are not right");
        mistakes.forEach(m -> System.err.println("  " + m));
        System.exit(1);
    }

    private static void start(Settings settings) {
        LogOutput.configure(settings.logging());
        try {
            DataDirectory directory = DataDirectory.open(settings.storage().dataDir());
            SecretFiles secrets = new SecretFiles(directory.path(), settings.limits().auth(), new SecureRandom());
            switch (secrets.jwtSecret(settings.auth().jwt().secret())) {
                case Secret.Unusable<JwtSecret> unusable -> fail(unusable.reason());
                case Secret.Configured<JwtSecret> given -> serve(settings, directory, secrets, given.value());
                case Secret.Kept<JwtSecret> kept -> serve(settings, directory, secrets, kept.value());
                case Secret.Generated<JwtSecret> made -> serve(settings, directory, secrets, made.value());
            }
        } catch (UnusableDirectoryException e) {
            fail(e.getMessage() + " (storage.data_dir, --data)");
        } catch (RuntimeException | Error e) {
            // Threads that were started by then would keep a process that answers nobody.
            log().error("the server cannot start", e);
            System.exit(1);
        }
    }

    private static void serve(Settings settings, DataDirectory directory, SecretFiles secrets, JwtSecret secret)
            throws UnusableDirectoryException {
        Storages storages = Storages.open(settings, directory);
        ConfigurableApplicationContext context = run(settings, directory, storages, secret);
        HttpServer http = context.getBean(HttpServer.class);
        String host = settings.server().host();
        try {
            http.open();
            bootstrap(context.getBean(Accounts.class), secrets);
            http.start();
        } catch (IOException e) {
            fail(e.getMessage() + " (server.host, server.port, --host, --port)");
            return;
        } catch (LedgerException e) {
            fail("the password of the user admin cannot be kept: " + e.getMessage()
                    + " (storage.data_dir, storage.reserve)");
            return;
        }
        if (storages.durable().isEmpty())
            log().info("every repository is memory_only: it ends with this process (storage.durability)");
        System.out.println("memgit ready on http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":"
                + http.port());
        System.out.flush();
    }

    /** Makes the first user; its password is shown once, where no log collects it. */
    private static void bootstrap(Accounts accounts, SecretFiles secrets) {
        switch (accounts.bootstrap(secrets, Optional.ofNullable(System.getenv(SecretFiles.ADMIN_PASSWORD_SETTING)))) {
            case Bootstrap.Ready ready -> {
            }
            case Bootstrap.NewPassword made -> System.err.println("memgit: the password of the user admin is "
                    + made.password() + " and is kept in " + made.file());
            case Bootstrap.Impossible impossible -> fail(impossible.reason());
        }
    }

    private static ConfigurableApplicationContext run(Settings settings, DataDirectory directory, Storages storages,
            JwtSecret secret) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SpringApplication application = new SpringApplication(ServerWiring.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.addInitializers(context -> {
            GenericApplicationContext generic = (GenericApplicationContext) context;
            generic.registerBean(Settings.class, () -> settings);
            generic.registerBean(DataDirectory.class, () -> directory);
            generic.registerBean(Storages.class, () -> storages);
            generic.registerBean(JwtSecret.class, () -> secret);
        });
        return application.run();
    }

    /**
     * Asked for late: a logger made before the settings are read would log in a form that nobody chose.
     */
    private static Logger log() {
        return LoggerFactory.getLogger(Memgit.class);
    }

    private static void fail(String sentence) {
        System.err.println("memgit: " + sentence);
        System.exit(1);
    }
}
