package dev.visor.gateway.line;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the running gateway answers to. */
final class Endpoints {

    private Endpoints() {}

    /** Our own endpoints by method and address, such as {@code GET /api/v1/projects/{id}}. */
    static Map<String, HandlerMethod> ours(Installation visor) {
        Map<String, HandlerMethod> found = new TreeMap<>();
        for (RequestMappingHandlerMapping mapping :
                visor.beans(RequestMappingHandlerMapping.class).values()) {
            mapping.getHandlerMethods().forEach((info, method) -> {
                if (method.getBeanType().getName().startsWith("dev.visor.")) {
                    add(found, info, method);
                }
            });
        }
        return found;
    }

    private static void add(Map<String, HandlerMethod> found, RequestMappingInfo info, HandlerMethod method) {
        for (String address : info.getPatternValues()) {
            if (info.getMethodsCondition().getMethods().isEmpty()) {
                found.put("ANY " + address, method);
            }
            for (RequestMethod verb : info.getMethodsCondition().getMethods()) {
                found.put(verb + " " + address, method);
            }
        }
    }
}
