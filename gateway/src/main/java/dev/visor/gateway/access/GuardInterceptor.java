package dev.visor.gateway.access;

import dev.visor.gateway.keys.KeyPlace;
import dev.visor.policies.Act;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Closed by default: an endpoint of ours that names no act is refused, whoever asks. While root keys are held, all acts are but those
 * by which two people agree.
 */
@Component
class GuardInterceptor implements HandlerInterceptor {

    private static final String OURS = "dev.visor.";

    private static final Set<Act> AGREEING =
            Set.of(Act.APPROVAL_ASK, Act.APPROVAL_READ, Act.APPROVAL_GRANT, Act.APPROVAL_END);

    private final KeyPlace place;

    GuardInterceptor(KeyPlace place) {
        this.place = place;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OURS)
                && !method.hasMethodAnnotation(Guarded.class)
                && !method.hasMethodAnnotation(Unguarded.class)) {
            throw Refused.forbidden("forbidden", "No rule allows this.");
        }
        if (handler instanceof HandlerMethod method && !agrees(method)) {
            place.requireFree();
        }
        return true;
    }

    private static boolean agrees(HandlerMethod method) {
        Guarded guarded = method.getMethodAnnotation(Guarded.class);
        return guarded == null || AGREEING.contains(guarded.value());
    }
}
