package dev.visor.gateway.access;

import dev.visor.gateway.trail.PromiseWitness;
import dev.visor.policies.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a page who it is used by. */
@RestController
class SessionController {

    private final CallerReader callers;
    private final PromiseWitness promises;
    private final boolean demo;

    /**
     * Tells.
     *
     * @param unprotected whether pictures are decoded without a sandbox
     * @param people whether the demonstration's people can sign in
     */
    SessionController(
            CallerReader callers,
            PromiseWitness promises,
            @Value("${visor.demo:false}") boolean unprotected,
            @Value("${visor.demo-people:false}") boolean people) {
        this.callers = callers;
        this.promises = promises;
        this.demo = unprotected || people;
    }

    @GetMapping("/api/v1/session")
    @Unguarded(because = "it tells a person's own name and roles to that person, and nothing to anybody else")
    ResponseEntity<SessionAnswer> session(HttpServletRequest request) {
        // Asking for the token makes the cookie that later posts have to repeat.
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            token.getToken();
        }
        Optional<Caller> caller = callers.current();
        SessionAnswer answer = caller.map(one -> SessionAnswer.of(one, promises.address(), demo))
                .orElseGet(() -> new SessionAnswer(false, null, List.of(), 0, promises.address(), demo));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
    }

    /**
     * Who uses the page. The witness is in the page's security policy as well: everybody may know where promises are taken.
     *
     * @param demo whether this is a demonstration, which every page says
     */
    record SessionAnswer(
            boolean signedIn,
            @Nullable String name,
            List<String> roles,
            int assurance,
            @Nullable String promiseWitness,
            boolean demo) {

        static SessionAnswer of(Caller caller, @Nullable String promiseWitness, boolean demo) {
            return new SessionAnswer(
                    true,
                    caller.name(),
                    caller.roles().stream().sorted().map(Role::id).toList(),
                    caller.assurance(),
                    promiseWitness,
                    demo);
        }
    }
}
