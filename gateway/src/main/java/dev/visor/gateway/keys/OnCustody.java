package dev.visor.gateway.keys;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Only in a process that has the role {@code custody}: no other is asked to look after keys that it does not hold. */
public final class OnCustody implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Set<Role> roles = EnumSet.copyOf(Role.parse(context.getEnvironment().getProperty("visor.roles", "all")));
        roles.retainAll(EnumSet.of(Role.CUSTODY, Role.ALL));
        return !roles.isEmpty();
    }
}
