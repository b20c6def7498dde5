package dev.visor.gateway.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** Lets every sign-out end Keycloak's session as well. */
@Configuration(proxyBeanMethods = false)
class SignOutConfiguration {

    @Bean
    Customizer<HttpSecurity> signOut(ProviderSignOut provider) {
        return http -> http.logout(logout -> logout.addLogoutHandler(provider));
    }
}
