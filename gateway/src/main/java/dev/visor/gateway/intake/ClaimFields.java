package dev.visor.gateway.intake;

import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.redaction.geometry.Box;
import org.springframework.stereotype.Component;

/** Seals and opens what a claim says about a person's picture. */
@Component
class ClaimFields {

    static final String FILE = "claim.file";
    static final String BOX = "claim.box";
    static final String REFERENCE = "claim.reference";

    private final Identities identities;

    ClaimFields(Identities identities) {
        this.identities = identities;
    }

    byte[] seal(TenantId tenant, KeyOwner subject, String field, String value) {
        return identities.seal(tenant, subject, field, value);
    }

    String open(Claim claim, String field, byte[] sealed) {
        return identities.open(claim.tenant(), claim.subject(), field, sealed);
    }

    static String text(Box box) {
        return box.x() + "," + box.y() + "," + box.width() + "," + box.height();
    }

    static Box box(String text) {
        String[] parts = text.split(",", -1);
        return new Box(
                Double.parseDouble(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]));
    }
}
