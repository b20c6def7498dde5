package dev.visor.gateway.views;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.Vault;
import dev.visor.policies.Act;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The door to originals: the client's own people, after a decision and a durable record. */
@Service
public class Originals {

    private final FaceRepository faces;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Trails trails;
    private final Vault vault;

    Originals(FaceRepository faces, TenantTransactions transactions, Gate gate, Trails trails, Vault vault) {
        this.faces = faces;
        this.transactions = transactions;
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
        Set<KeyOwner> persons = subjects(asset);
        Receipt receipt = gate.pass(
                caller,
                act,
                asset.resource(project.resource()),
                act == Act.EXPORT_PREVIEW ? "export.preview" : "original.show",
                entry -> entry.because(project.purpose().id(), project.basis().id())
                        .on(asset.label(), asset.original().label())
                        .about(persons));
        try (Vault.Opened original = vault.open(asset.original(), receipt)) {
            new Outgoing(trails, receipt, caller, project, persons, "original")
                    .send(asset.label(), original.bytes(), delivery);
        }
    }

    private Set<KeyOwner> subjects(Asset asset) {
        return transactions.inTenant(asset.tenant(), () -> faces.findByAssetIn(List.of(asset.id()))).stream()
                .filter(Face::target)
                .map(Face::owner)
                .collect(Collectors.toSet());
    }
}
