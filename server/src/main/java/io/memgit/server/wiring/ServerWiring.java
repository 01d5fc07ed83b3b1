package io.memgit.server.wiring;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The root of the wiring; {@code Settings}, {@code DataDirectory} and {@code Storages} are there
 * before it.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class ServerWiring {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
