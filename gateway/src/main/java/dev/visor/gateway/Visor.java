package dev.visor.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application: one jar, its roles chosen by {@code visor.roles}. */
@SpringBootApplication
public class Visor {

    Visor() {}

    /**
     * Starts the gateway.
     *
     * @param args Spring Boot's command line
     */
    public static void main(String[] args) {
        SpringApplication.run(Visor.class, args);
    }
}
