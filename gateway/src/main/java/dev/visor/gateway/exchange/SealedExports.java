package dev.visor.gateway.exchange;

import dev.visor.gateway.access.Refused;
import dev.visor.gateway.projects.Project;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says to whom an export may be delivered now, and never lets one that is to be sealed leave in the clear. */
@Component
class SealedExports {

    private final ExportRecipientTable table;

    SealedExports(ExportRecipientTable table) {
        this.table = table;
    }

    /** How an export would be delivered. */
    Delivery delivery(Export export, Project project) {
        List<ExportRecipient> bound = table.of(export);
        List<String> live = bound.stream()
                .filter(ExportRecipient::registered)
                .map(ExportRecipient::recipient)
                .toList();
        if (!live.isEmpty()) {
            return new Delivery(How.SEALED, live);
        }
        boolean plain = bound.isEmpty() && table.registered(project).isEmpty();
        return new Delivery(plain ? How.PLAIN : How.RESEAL, List.of());
    }

    /**
     * The recipients to seal to; none where the export leaves as it is.
     *
     * @throws Refused (409) if it has to be sealed and to nobody who is still registered
     */
    List<String> recipients(Export export, Project project) {
        Delivery delivery = delivery(export, project);
        if (delivery.how() == How.RESEAL) {
            throw Refused.conflict(
                    "reseal-needed",
                    "This export is sealed to none of the registered recipients: seal it to them first.");
        }
        return delivery.to();
    }

    /**
     * How an export is delivered.
     *
     * @param to the recipients, {@code age1...}; empty unless sealed
     */
    record Delivery(How how, List<String> to) {}

    /** The ways. */
    enum How {
        /** Nobody was ever registered. */
        PLAIN,
        /** To recipients that it was made for, or sealed to later, and that are still registered. */
        SEALED,
        /** Not before it is sealed to somebody who is registered. */
        RESEAL;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
