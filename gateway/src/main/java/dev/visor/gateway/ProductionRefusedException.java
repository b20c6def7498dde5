package dev.visor.gateway;

import java.util.List;

/** The settings are fit for a demonstration and not for people's faces. */
final class ProductionRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProductionRefusedException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
    }
}
