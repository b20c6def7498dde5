package dev.visor.gateway;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void packagesUseOnlyWhatTheirFirstPageNames() {
        ApplicationModules.of(Visor.class).verify();
    }
}
