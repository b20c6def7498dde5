package dev.visor.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Closed by default: an endpoint of ours that names no act is refused, whoever asks. */
@Component
class GuardInterceptor implements HandlerInterceptor {

    private static final String OURS = "dev.visor.";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OURS)
                && !method.hasMethodAnnotation(Guarded.class)
                && !method.hasMethodAnnotation(Unguarded.class)) {
            throw Refused.forbidden("forbidden", "No rule allows this.");
        }
        return true;
    }
}
