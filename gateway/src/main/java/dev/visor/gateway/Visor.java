package dev.visor.gateway;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The application: one jar, its roles chosen by {@code visor.roles}. */
@SpringBootApplication
public class Visor {

    Visor() {}

    /** The one clock; tests put another in its place. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * Starts the gateway.
     *
     * @param args Spring Boot's command line
     */
    public static void main(String[] args) {
        SpringApplication.run(Visor.class, args);
    }
}
