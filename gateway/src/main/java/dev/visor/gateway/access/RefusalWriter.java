package dev.visor.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers what the filters turn down, in the same form as everything else, and records it. */
@Component
class RefusalWriter implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private final JsonMapper json;
    private final RefusalRecorder recorder;
    private final CallerReader callers;

    RefusalWriter(JsonMapper json, RefusalRecorder recorder, CallerReader callers) {
        this.json = json;
        this.recorder = recorder;
        this.callers = callers;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
            throws IOException {
        unknown(request, response, cause);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        // Who has no session has no token of one either: that is not what is missing.
        if (callers.current().isEmpty()) {
            unknown(request, response, null);
            return;
        }
        write(
                request,
                response,
                cause instanceof CsrfException
                        ? Refused.forbidden(
                                "csrf", "The request lacks the token of its own session: load the page again.")
                        : Refused.forbidden("forbidden", "This is not for your role."));
    }

    /** An address that is spelt to get past the rules. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException cause)
            throws IOException {
        write(request, response, Refused.badRequest("bad-request", "The address could not be read."));
    }

    private void unknown(
            HttpServletRequest request, HttpServletResponse response, @Nullable AuthenticationException cause)
            throws IOException {
        response.setHeader("WWW-Authenticate", Proofs.wanted(request) ? proof(cause) : "Bearer");
        write(request, response, new Refused(HttpStatus.UNAUTHORIZED, "not-signed-in", "Please sign in first."));
    }

    /** What a program with a bound token is told (RFC 9449, section 7.1): whether it is the proof that is wrong. */
    private static String proof(@Nullable AuthenticationException cause) {
        boolean badProof = cause instanceof OAuth2AuthenticationException known
                && known.getError().getErrorCode().equals(OAuth2ErrorCodes.INVALID_DPOP_PROOF);
        return "DPoP error=\"" + (badProof ? OAuth2ErrorCodes.INVALID_DPOP_PROOF : OAuth2ErrorCodes.INVALID_TOKEN)
                + "\", algs=\"ES256 PS256\"";
    }

    /** Turns a request down that no filter of Spring's did. */
    void refuse(HttpServletRequest request, HttpServletResponse response, Refused refused) throws IOException {
        write(request, response, refused);
    }

    private void write(HttpServletRequest request, HttpServletResponse response, Refused refused) throws IOException {
        ProblemDetail problem = recorder.problem(request, refused);
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        json.writeValue(response.getOutputStream(), problem);
    }
}
