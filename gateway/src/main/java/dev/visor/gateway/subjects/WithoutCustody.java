package dev.visor.gateway.subjects;

import dev.visor.gateway.keys.OnCustody;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.context.annotation.Conditional;

/** Only in a process that has not the role {@code custody}. */
final class WithoutCustody extends NoneNestedConditions {

    WithoutCustody() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @Conditional(OnCustody.class)
    static final class Custody {}
}
