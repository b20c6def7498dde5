package dev.visor.policies;

import java.util.Set;

/** The answer to an {@link AccessRequest}: to be written to the trail before anything is done about it. */
public sealed interface Decision {

    /** The names of the rules that decided; empty where no rule allows it. */
    Set<String> policies();

    /** SHA-256 over the schema and all rules in force, 64 lower-case hex digits. */
    String policySet();

    /**
     * It may be done.
     *
     * @param role the role that it is done under
     */
    record Allowed(Role role, Set<String> policies, String policySet) implements Decision {
        public Allowed {
            policies = Set.copyOf(policies);
        }
    }

    /**
     * It may not be done.
     *
     * @param sentence why, in words for the person who asked; it repeats nothing from the request, so it cannot tell
     *     about another tenant's things
     * @param stepUpWouldDo whether proving a second factor now is all that is missing
     */
    record Denied(Set<String> policies, String policySet, String sentence, boolean stepUpWouldDo) implements Decision {
        public Denied {
            policies = Set.copyOf(policies);
        }

        /** Whether budgets that are used up are all that stands in the way: waiting, or a release, would do. */
        public boolean budgetsUsedUp() {
            return !policies.isEmpty() && policies.stream().allMatch(rule -> rule.startsWith("budget-"));
        }

        /** Whether a consent that is not in force is all that stands in the way: the same will not be allowed a moment later. */
        public boolean consentEnded() {
            return policies.equals(Set.of("consent-in-force"));
        }
    }
}
