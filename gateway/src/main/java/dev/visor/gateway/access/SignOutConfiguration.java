package dev.visor.gateway.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/** Lets every sign-out end Keycloak's session as well. */
@Configuration(proxyBeanMethods = false)
class SignOutConfiguration {

    /**
     * Keeps Keycloak's tokens with the session that they were given for. Kept by person, as Boot does it, the newest browser's
     * would end when the person leaves an older one.
     */
    @Bean
    OAuth2AuthorizedClientRepository authorizedClients() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    Customizer<HttpSecurity> signOut(ProviderSignOut provider) {
        return http -> http.logout(logout -> logout.addLogoutHandler(provider));
    }

    /**
     * Has the browser drop what it holds of the pages. Not its storage: there the promises lie, which are the person's own
     * evidence and outlive the session.
     */
    @Bean
    Customizer<HttpSecurity> clearing() {
        HeaderWriterLogoutHandler clearing =
                new HeaderWriterLogoutHandler(new StaticHeadersWriter("Clear-Site-Data", "\"cache\", \"cookies\""));
        return http -> http.logout(logout -> logout.addLogoutHandler(clearing));
    }
}
