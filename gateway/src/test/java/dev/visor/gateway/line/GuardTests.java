package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.access.Unguarded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** No endpoint without the name of the act that guards it. */
class GuardTests {

    private static final String UNMARKED = "/api/v1/unmarked";

    private final Installation visor = Installation.shared();

    @Test
    void eachEndpointNamesItsActOrSaysWhyItNeedsNone() {
        Map<String, HandlerMethod> endpoints = Endpoints.ours(visor);
        List<String> faults = new ArrayList<>();
        endpoints.forEach((address, method) -> {
            Guarded guarded = method.getMethodAnnotation(Guarded.class);
            Unguarded unguarded = method.getMethodAnnotation(Unguarded.class);
            if ((guarded == null) == (unguarded == null)) {
                faults.add(address + " has " + (guarded == null ? "neither mark" : "both marks"));
            }
            if (unguarded != null && unguarded.because().split(" ").length < 4) {
                faults.add(address + " gives no reason");
            }
        });

        assertThat(endpoints).hasSizeGreaterThan(30);
        assertThat(faults).isEmpty();
    }

    @Test
    void anEndpointWithoutAMarkIsRefusedWhoeverAsks() throws ReflectiveOperationException {
        RequestMappingHandlerMapping mapping = Objects.requireNonNull(
                visor.beans(RequestMappingHandlerMapping.class).get("requestMappingHandlerMapping"));
        RequestMappingInfo info = RequestMappingInfo.paths(UNMARKED)
                .methods(RequestMethod.GET)
                .options(mapping.getBuilderConfiguration())
                .build();
        mapping.registerMapping(info, new Unmarked(), Unmarked.class.getDeclaredMethod("secret"));
        try {
            for (Person person : List.of(Person.ADA, Person.CLARA, Person.ROSA, Person.OTTO, Person.ANNA)) {
                Answer answer = visor.get(person, UNMARKED);
                answer.refused(403, "forbidden");
                assertThat(answer.text()).doesNotContain("the secret");
            }
        } finally {
            mapping.unregisterMapping(info);
        }
    }

    /** What somebody might add one day. */
    static final class Unmarked {

        @ResponseBody
        String secret() {
            return "the secret";
        }
    }
}
