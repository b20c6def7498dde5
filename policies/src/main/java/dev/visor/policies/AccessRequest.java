package dev.visor.policies;

/**
 * A question: may this person do this to that, now?
 *
 * @param act what to do; it fits the kind of resource that the act's Javadoc names, or is denied
 */
public record AccessRequest(Principal principal, Act act, Resource resource, Context context) {}
