package io.memgit.server.health;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What is running.
 *
 * @param version
 *            of memgit
 * @param java
 *            of the Java runtime
 */
public record Version(String version, String java) {

    /** This build in this process. */
    public static Version current() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/memgit-version.properties")) {
            if (in == null)
                throw new IllegalStateException("the build did not record its version");
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Version(properties.getProperty("version"), Runtime.version().toString());
    }
}
