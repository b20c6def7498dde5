package dev.visor.gateway;

import dev.visor.gateway.keys.KeysCommand;
import java.time.Clock;
import java.util.List;
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
     * Starts the gateway, or with {@code keys} first a command of {@link KeysCommand}.
     *
     * @param args Spring Boot's command line
     */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("keys")) {
            System.exit(KeysCommand.run(List.of(args).subList(1, args.length)));
        }
        SpringApplication.run(Visor.class, args);
    }
}
