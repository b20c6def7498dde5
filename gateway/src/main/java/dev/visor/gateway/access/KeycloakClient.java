package dev.visor.gateway.access;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

/**
 * Where Keycloak is. The addresses follow from the realm's own and are not asked for, so that the gateway starts, and its
 * health answers, while Keycloak is still starting or down.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeycloakClient.Settings.class)
class KeycloakClient {

    @Bean
    ClientRegistrationRepository clients(Settings settings) {
        return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId("visor")
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .scope("openid", "profile")
                .issuerUri(settings.issuer())
                .authorizationUri(settings.issuer() + "/protocol/openid-connect/auth")
                .tokenUri(settings.protocol() + "/token")
                .jwkSetUri(settings.keys())
                .userNameAttributeName("sub")
                .providerConfigurationMetadata(
                        Map.of("end_session_endpoint", settings.issuer() + "/protocol/openid-connect/logout"))
                .build());
    }

    /**
     * The realm.
     *
     * @param issuer the realm's address, as it stands in tokens
     * @param jwkSetUri where its keys are; empty for the usual place
     * @param clientId the gateway's own name there
     * @param clientSecret never printed
     * @param adminAddress where the gateway reaches Keycloak itself; empty for where the realm's address says
     * @param adminClientId the name under which the gateway looks people up
     * @param adminClientSecret never printed; without one nobody is looked up
     * @param accountsClientId the name under which the gateway changes accounts, as two people agreed
     * @param accountsClientSecret never printed; without one it changes none
     */
    @ConfigurationProperties("visor.identity")
    record Settings(
            String issuer,
            @DefaultValue("") String jwkSetUri,
            String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("") String adminAddress,
            @DefaultValue("visor-admin") String adminClientId,
            @DefaultValue("") String adminClientSecret,
            @DefaultValue("visor-accounts") String accountsClientId,
            @DefaultValue("") String accountsClientSecret) {

        String keys() {
            return jwkSetUri.isBlank() ? issuer + "/protocol/openid-connect/certs" : jwkSetUri;
        }

        /** Keycloak's own address. */
        String server() {
            return adminAddress.isBlank() ? issuer.substring(0, issuer.indexOf("/realms/")) : adminAddress;
        }

        /** Where the gateway itself speaks to the realm; only browsers go to the realm's own address. */
        String protocol() {
            return server() + "/realms/" + realm() + "/protocol/openid-connect";
        }

        /** The realm's name. */
        String realm() {
            return issuer.substring(issuer.indexOf("/realms/") + "/realms/".length());
        }

        @Override
        public String toString() {
            return "Settings[" + issuer + "]";
        }
    }
}
