package dev.visor.gateway.access;

import dev.visor.gateway.trail.PromiseWitness;
import dev.visor.policies.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.DPoPProofContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.DPoPAuthenticationProvider;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who gets in at all: a browser with a session that the gateway itself keeps (no token ever reaches it), or a program
 * with a token made out to {@code visor}, which is bound to a key of its own if it is a machine client's. What they may do is
 * decided in {@link Gate}.
 */
@Configuration
class SecurityConfiguration {

    private static final String SIGN_IN = "/oauth2/authorization/visor";

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            ClientRegistrationRepository clients,
            RefusalWriter refusals,
            SignInRecorder recorder,
            PromiseWitness promises,
            KeycloakClient.Settings settings,
            SessionEnds ends,
            Clock clock,
            @Value("${server.servlet.session.cookie.name}") String cookie)
            throws Exception {
        RequestMatcher api = SecurityConfiguration::isForPrograms;
        return http.authorizeHttpRequests(paths -> paths.requestMatchers(
                                HttpMethod.GET,
                                "/",
                                "/index.html",
                                "/assets/**",
                                "/app/**",
                                "/favicon.svg",
                                "/actuator/health",
                                "/actuator/health/**",
                                "/v3/api-docs",
                                "/api/v1/session",
                                "/api/v1/links/*")
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.GET,
                                "/trail/*/tile/entries/**",
                                "/trail/*/*/tile/entries/**",
                                "/trail/*/*/counts/**")
                        .hasAnyRole(Role.COMPLIANCE_OFFICER.name(), Role.EXTERNAL_AUDITOR.name())
                        .requestMatchers(HttpMethod.GET, "/trail/**")
                        .permitAll()
                        .requestMatchers("/api/v1/**")
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .oauth2Login(login -> login.loginPage(SIGN_IN)
                        .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(
                                new PushedRequests(new StepUpRequestResolver(clients), settings)))
                        .userInfoEndpoint(user -> user.userAuthoritiesMapper(new RealmRoles()))
                        .successHandler(recorder)
                        .failureHandler(recorder)
                        .withObjectPostProcessor(failing(recorder)))
                .oauth2ResourceServer(bearer -> bearer.jwt(
                                jwt -> jwt.jwtAuthenticationConverter(new RealmRoles()::convert))
                        .dPoP(proof -> proof.requestMatcher(Proofs::wanted)
                                .authenticationFailureHandler(new AuthenticationEntryPointFailureHandler(refusals)))
                        .withObjectPostProcessor(verifying(Proofs.verifiers(ends, clock)))
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals))
                .addFilterBefore(
                        new BackChannelLogout(LogoutTokens.decoder(settings, clock), ends, refusals), CsrfFilter.class)
                .logout(logout -> logout.logoutUrl("/logout")
                        .addLogoutHandler(recorder)
                        .logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT))
                        .deleteCookies(cookie))
                .csrf(csrf -> csrf.spa().ignoringRequestMatchers(Proofs::wanted))
                .exceptionHandling(problems -> problems.defaultAuthenticationEntryPointFor(refusals, api)
                        .defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint(SIGN_IN), request -> true)
                        .accessDeniedHandler(refusals))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(policy(promises)))
                        .referrerPolicy(referrer -> referrer.policy(
                                org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter
                                        .ReferrerPolicy.NO_REFERRER))
                        .addHeaderWriter(new StaticHeadersWriter("Cross-Origin-Resource-Policy", "same-origin"))
                        .addHeaderWriter(new StaticHeadersWriter("Cross-Origin-Opener-Policy", "same-origin")))
                .build();
    }

    /**
     * Nothing inline, nothing from elsewhere, no string turned into script. The page talks to the gateway, and to the one
     * address of a witness that takes promises: no other of its host.
     */
    private static String policy(PromiseWitness promises) {
        String witness = promises.address();
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
                + " connect-src 'self'" + (witness == null ? "" : " " + witness)
                + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'; trusted-types 'none'";
    }

    /** Where Keycloak does not take the request of a sign-in, the person is told as of one that failed later. */
    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> failing(
            AuthenticationFailureHandler handler) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(handler);
                return filter;
            }
        };
    }

    /** Gives the proofs' rules to the provider that Spring Security makes, and only to it: a second provider would be a second door. */
    private static ObjectPostProcessor<DPoPAuthenticationProvider> verifying(
            JwtDecoderFactory<DPoPProofContext> verifiers) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends DPoPAuthenticationProvider> O postProcess(O provider) {
                provider.setDPoPProofVerifierFactory(verifiers);
                return provider;
            }
        };
    }

    /** Programs get 401 and 403; only a person who opens a page is sent to sign in. */
    private static boolean isForPrograms(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/api/") || path.startsWith("/trail/") || path.startsWith("/actuator/");
    }

    /** The realm signs with ES256, and no other algorithm is taken. */
    @Bean
    JwtDecoderFactory<ClientRegistration> identityTokens() {
        OidcIdTokenDecoderFactory factory = new OidcIdTokenDecoderFactory();
        factory.setJwsAlgorithmResolver(client -> SignatureAlgorithm.ES256);
        return factory;
    }

    /**
     * Keycloak puts no audience into a token by itself: one without ours was made for somebody else. One that never ends or
     * names nobody is none of the realm's, one that was given to somebody else than the gateway is a machine client's or nobody's,
     * and one whose sign-in ended is over.
     */
    @Bean
    JwtDecoder tokens(KeycloakClient.Settings settings, MachineClients machines, SessionEnds ends) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(settings.keys())
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        OAuth2TokenValidator<Jwt> audience =
                new JwtClaimValidator<List<String>>("aud", to -> to != null && to.contains("visor"));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(settings.issuer()),
                audience,
                new JwtClaimValidator<Object>("exp", end -> end != null),
                new JwtClaimValidator<Object>("sub", SecurityConfiguration::namesPerson),
                machines::validate,
                ends::validate));
        return decoder;
    }

    private static boolean namesPerson(@Nullable Object subject) {
        try {
            return subject instanceof String id
                    && UUID.fromString(id).toString().equals(id);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
