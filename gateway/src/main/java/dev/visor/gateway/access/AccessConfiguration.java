package dev.visor.gateway.access;

import dev.visor.gateway.trail.PolicyShelf;
import dev.visor.policies.Policies;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration
class AccessConfiguration {

    @Bean
    Policies policies(PolicyShelf shelf) {
        Policies policies = Policies.load();
        shelf.inForce(policies.text());
        return policies;
    }

    @Bean
    WebMvcConfigurer callers(CallerArgumentResolver resolver, GuardInterceptor guard) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(resolver);
            }

            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(guard);
            }
        };
    }
}
