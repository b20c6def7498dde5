package dev.visor.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

/** What a demonstration may do and production may not: each alone is refused, with a sentence of its own. */
class ProductionTests {

    private final MockEnvironment settings = new MockEnvironment();

    @TempDir
    private Path folder;

    @BeforeEach
    void allIsWell() throws IOException {
        Files.createDirectories(folder.resolve("keys/visor"));
        settings.withProperty("visor.production", "true")
                .withProperty("visor.home", folder.resolve("data/var").toString())
                .withProperty("visor.config", folder.resolve("keys/visor").toString())
                .withProperty("visor.address", "https://visor.example")
                .withProperty("visor.identity.issuer", "https://id.example/realms/visor")
                .withProperty("visor.identity.admin-address", "http://localhost:8180")
                .withProperty("visor.identity.client-secret", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
                .withProperty("visor.identity.admin-client-secret", "BBCDEFGHIJKLMNOPQRSTUVWXYZ234567");
    }

    @Test
    void whatIsFitStartsWithACookieOfItsOwnHost() {
        GenericApplicationContext context = new GenericApplicationContext();
        context.setEnvironment(settings);

        new Production().initialize(context);

        assertThat(Production.faults(settings)).isEmpty();
        assertThat(settings.getProperty("server.servlet.session.cookie.name")).startsWith("__Host-");
        assertThat(settings.getProperty("server.servlet.session.cookie.secure")).isEqualTo("true");
        assertThat(settings.getProperty("server.servlet.session.cookie.path")).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            visor.demo, true, visor.demo is on
            visor.demo-people, true, people can sign in
            visor.address, http://visor.example, visor.address is no https address
            visor.address, '', visor.address is no https address
            visor.identity.issuer, http://localhost:8180/realms/visor, visor.identity.issuer is no https address
            visor.identity.admin-address, http://id.example, visor.identity.admin-address is a plain http address
            visor.identity.jwk-set-uri, HTTP://id.example/certs, visor.identity.jwk-set-uri is a plain http address
            visor.objects.store-endpoint, http://store.example, visor.objects.store-endpoint is a plain http address
            visor.trail.store-endpoint, http://127.0.0.1.example, visor.trail.store-endpoint is a plain http address
            visor.identity.client-secret, '', visor.identity.client-secret is missing
            visor.identity.client-secret, changeme, visor.identity.client-secret is missing
            visor.identity.admin-client-secret, abcdefghijklmno, shorter than 16
            visor.database.app.password, visor_app, visor.database.app.password is missing
            visor.database.url, jdbc:postgresql://db/visor, visor.database.owner.password is missing
            """)
    void eachFaultAloneIsRefused(String name, String value, String sentence) {
        settings.setProperty(name, value);

        assertThat(Production.faults(settings)).isNotEmpty().anyMatch(fault -> fault.contains(sentence));
        GenericApplicationContext context = new GenericApplicationContext();
        context.setEnvironment(settings);
        assertThatThrownBy(() -> new Production().initialize(context))
                .isInstanceOf(ProductionRefusedException.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining(value.isEmpty() || value.equals("true") ? "\u0000" : value);
    }

    @ParameterizedTest
    @CsvSource({"data/var, data/var/config", "data/var, data/config", "keys/visor/var, keys/visor", "data/var, data"})
    void keysBesideTheDataAreRefused(String home, String config) {
        settings.setProperty("visor.home", folder.resolve(home).toString());
        settings.setProperty("visor.config", folder.resolve(config).toString());

        assertThat(Production.faults(settings))
                .singleElement()
                .asString()
                .startsWith("The root keys' folder lies beside");
    }

    @Test
    void theDemonstrationsPasswordsAreRefused() throws IOException {
        Files.writeString(folder.resolve("keys/visor/demo-people"), "anna.password=x");

        assertThat(Production.faults(settings)).singleElement().asString().contains("people can sign in");
    }

    @Test
    void withoutProductionNothingIsLookedAt() {
        settings.setProperty("visor.production", "false");
        settings.setProperty("visor.demo", "true");
        GenericApplicationContext context = new GenericApplicationContext();
        context.setEnvironment(settings);

        new Production().initialize(context);

        assertThat(settings.getProperty("server.servlet.session.cookie.name")).isNull();
    }

    /** The gateway itself, from its own command line: before a folder is made or a key is opened. */
    @Test
    void theGatewayDoesNotStart() {
        SpringApplication visor = new SpringApplication(Visor.class);
        visor.setWebApplicationType(WebApplicationType.SERVLET);
        visor.setDefaultProperties(Map.of("spring.main.banner-mode", "off"));
        Path home = folder.resolve("never");

        assertThatThrownBy(() -> visor.run(
                        "--visor.production=true",
                        "--visor.home=" + home,
                        "--visor.config=" + folder.resolve("keys/visor"),
                        "--visor.demo=true",
                        "--server.port=0"))
                .isInstanceOf(ProductionRefusedException.class)
                .hasMessageContaining("visor.demo is on")
                .hasMessageContaining("visor.address is no https address");
        assertThat(home).doesNotExist();
    }
}
