package dev.visor.gateway.views;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Agreed;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.Vault;
import dev.visor.policies.Act;
import java.util.Set;
import org.springframework.stereotype.Service;

/** The door to originals: the client's own people, after a decision and a durable record. */
@Service
public class Originals {

    private final Claims claims;
    private final Gate gate;
    private final Trails trails;
    private final Vault vault;

    Originals(Claims claims, Gate gate, Trails trails, Vault vault) {
        this.claims = claims;
        this.gate = gate;
        this.trails = trails;
        this.vault = vault;
    }

    /**
     * Shows an original.
     *
     * @param act {@link Act#ORIGINAL_SHOW} for the redaction officer, {@link Act#EXPORT_PREVIEW} for the client who checks
     *     an export
     */
    public void show(Caller caller, Asset asset, Project project, Act act, Delivery delivery) {
        // Everybody who is claimed to be on it, with a view or without: it shows them all.
        Set<KeyOwner> persons = claims.persons(asset.tenant(), asset.id());
        Receipt receipt = gate.pass(
                caller,
                act,
                asset.resource(project.resource()),
                act == Act.EXPORT_PREVIEW ? "export.preview" : "original.show",
                entry -> entry.on(asset.label(), asset.original().label()).about(persons));
        send(caller, asset, project, persons, receipt, delivery);
    }

    /**
     * Shows an original to whoever broke the glass.
     *
     * @param agreed what two persons agreed on; the policies look at it once more
     * @param told done once the record is durable, before anything is opened
     */
    void breakGlass(Caller caller, Asset asset, Project project, Agreed agreed, Runnable told, Delivery delivery) {
        Set<KeyOwner> persons = claims.persons(asset.tenant(), asset.id());
        Receipt receipt = gate.pass(
                caller,
                Act.ORIGINAL_BREAK_GLASS,
                asset.resource(project.resource()),
                context -> context.agreed(agreed.approved()),
                "original.break-glass",
                entry -> entry.in(asset.tenant())
                        .on(asset.label(), asset.original().label())
                        .about(persons)
                        .with("approval", agreed.approval().id().toString()));
        told.run();
        send(caller, asset, project, persons, receipt, delivery);
    }

    private void send(
            Caller caller, Asset asset, Project project, Set<KeyOwner> persons, Receipt receipt, Delivery delivery) {
        try (Vault.Opened original = vault.open(asset.original(), receipt)) {
            new Outgoing(trails, receipt, caller, project, persons, "original")
                    .send(asset.label(), original.bytes(), delivery);
        }
    }
}
