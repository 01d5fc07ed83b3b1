package io.memgit.server;

import io.memgit.server.data.DataDirectory;
import io.memgit.server.data.UnusableDirectoryException;
import io.memgit.server.health.Version;
import io.memgit.server.http.HttpServer;
import io.memgit.server.settings.Mistake;
import io.memgit.server.settings.Settings;
import io.memgit.server.settings.SettingsLoader;
import io.memgit.server.wiring.ServerWiring;
import java.io.IOException;
import java.util.List;
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

    private Memgit() {}

    /** {@code [--config FILE] [--host HOST] [--port PORT] [--data DIR]} */
    public static void main(String[] arguments) {
        String version = Version.current().version();
        switch (SettingsLoader.load(List.of(arguments), System.getenv(), version)) {
            case SettingsLoader.Told told -> System.out.print(told.text());
            case SettingsLoader.Refused refused -> refuse(refused.mistakes());
            case SettingsLoader.Loaded loaded -> start(loaded.settings());
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
            serve(settings, DataDirectory.open(settings.storage().dataDir()));
        } catch (UnusableDirectoryException e) {
            fail(e.getMessage() + " (storage.data_dir, --data)");
        }
    }

    private static void serve(Settings settings, DataDirectory directory) {
        ConfigurableApplicationContext context = run(settings, directory);
        HttpServer http = context.getBean(HttpServer.class);
        String host = settings.server().host();
        try {
            http.start();
        } catch (IOException e) {
            context.close();
            fail("cannot listen on " + host + " port " + settings.server().port() + ": " + e.getMessage()
                    + " (server.host, server.port, --host, --port)");
            return;
        }
        log().info("every repository is memory_only: it ends with this process, until durable storage is there");
        System.out.println("memgit ready on http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":"
                + http.port());
        System.out.flush();
    }

    private static ConfigurableApplicationContext run(Settings settings, DataDirectory directory) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        SpringApplication application = new SpringApplication(ServerWiring.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.addInitializers(context -> {
            GenericApplicationContext generic = (GenericApplicationContext) context;
            generic.registerBean(Settings.class, () -> settings);
            generic.registerBean(DataDirectory.class, () -> directory);
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
