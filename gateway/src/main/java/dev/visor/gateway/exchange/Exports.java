package dev.visor.gateway.exchange;

import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.exchange.Gathering.Gathered;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.projects.Projects;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.Assets;
import dev.visor.gateway.views.Delivery;
import dev.visor.gateway.views.Originals;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Exports: made and sealed once, fetched by the client, checked against what they were made of. */
@Service
class Exports {

    private final ExportRepository exports;
    private final Gathering gathering;
    private final ExportKey key;
    private final Projects projects;
    private final Assets assets;
    private final Originals originals;
    private final Vault vault;
    private final Trails trails;
    private final TenantTransactions transactions;
    private final JdbcClient jdbc;
    private final Gate gate;
    private final Clock clock;

    Exports(
            ExportRepository exports,
            Gathering gathering,
            ExportKey key,
            Projects projects,
            Assets assets,
            Originals originals,
            Vault vault,
            Trails trails,
            TenantTransactions transactions,
            JdbcClient jdbc,
            Gate gate,
            Clock clock) {
        this.exports = exports;
        this.gathering = gathering;
        this.key = key;
        this.projects = projects;
        this.assets = assets;
        this.originals = originals;
        this.vault = vault;
        this.trails = trails;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.gate = gate;
        this.clock = clock;
    }

    Export create(Caller caller, UUID projectId, UUID batch, String coordinates) {
        TenantId tenant = caller.requireTenant();
        Project project = projects.find(tenant, projectId);
        CoordinateSpace space = space(coordinates);
        UUID id = UUID.randomUUID();
        Receipt intent = gate.pass(
                caller,
                Act.EXPORT_CREATE,
                project.resource(),
                "export.create",
                entry -> entry.because(project.purpose().id(), project.basis().id())
                        .on(Export.label(id), dev.visor.audit.ObjectLabel.of("batch", batch))
                        .with("coordinates", space.id()));
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Gathered gathered = gathering.gather(caller, project, batch, id, now, space);
        if (gathered.faces() == 0) {
            throw Refused.conflict("nothing-to-export", "No landmarks of this batch have been submitted yet.");
        }
        byte[] archive = archive(gathered);
        ObjectRef sealed = vault.seal(tenant, ObjectKind.EXPORT, gathered.persons(), archive);
        trails.outcome(
                intent,
                about(Entry.of("act.done", caller.as(intent)), project, id)
                        .with("faces", Integer.toString(gathered.faces()))
                        .with("bytes", Integer.toString(archive.length)));
        return keep(
                new Export(
                        id,
                        project,
                        batch,
                        sealed,
                        gathered.faces(),
                        caller.id().value(),
                        now),
                gathered.versions());
    }

    List<Export> list(Caller caller, UUID projectId, UUID batch) {
        TenantId tenant = caller.requireTenant();
        Project project = projects.find(tenant, projectId);
        // Asked for any export of the project, so that an empty list is decided on, too.
        gate.check(caller, Act.EXPORT_DOWNLOAD, new Resource.Export(project.id(), project.resource()));
        return transactions.inTenant(tenant, () -> exports.findByBatchOrderByCreatedDesc(batch)).stream()
                .filter(export -> export.project().equals(project.id()))
                .toList();
    }

    /** Streams an export out; {@code started} learns the receipt before the first byte leaves. */
    void download(Caller caller, UUID id, Consumer<Receipt> started, OutputStream out) throws IOException {
        Export export = find(caller, id);
        Project project = projects.find(export.tenant(), export.project());
        Receipt receipt = pass(caller, export, project, "export.download");
        started.accept(receipt);
        long[] sent = {0};
        String action = "export.aborted";
        try {
            vault.transfer(export.object(), receipt, (buffer, offset, length) -> {
                out.write(buffer, offset, length);
                sent[0] += length;
            });
            out.flush();
            action = "export.sent";
        } finally {
            trails.outcome(
                    receipt,
                    about(Entry.of(action, caller.as(receipt)), project, id).with("bytes", Long.toString(sent[0])));
        }
    }

    /** Draws the export again from what it was made of, and compares it with what the file says. */
    Checked check(Caller caller, UUID id) {
        Export export = find(caller, id);
        Project project = projects.find(export.tenant(), export.project());
        Receipt receipt = pass(caller, export, project, "export.check");
        byte[] archive;
        try (Vault.Opened opened = vault.open(export.object(), receipt)) {
            archive = opened.bytes().clone();
        }
        try {
            CoordinateSpace space = CoordinateSpace.named(ArchiveReader.of(archive, key.publicKey())
                    .manifest()
                    .path("coordinates")
                    .asString());
            Gathered gathered = gathering.gather(caller, project, export, space, versions(export));
            double readBack = ArchiveReader.of(archive, key.publicKey()).difference(gathered.content());
            return new Checked(gathered.content(), gathered.roundTrip(), readBack);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shows the client its own original, for the points to be drawn on. */
    void original(Caller caller, UUID id, UUID picture, Delivery delivery) {
        Export export = find(caller, id);
        Asset asset = assets.find(export.tenant(), picture);
        if (!asset.batch().equals(export.batch())) {
            throw Refused.notFound();
        }
        originals.show(caller, asset, projects.find(export.tenant(), export.project()), Act.EXPORT_PREVIEW, delivery);
    }

    private List<UUID> versions(Export export) {
        return transactions.inTenant(
                export.tenant(),
                () -> jdbc.sql("select annotation from export_face where export = ?")
                        .param(export.id())
                        .query(UUID.class)
                        .list());
    }

    private Export find(Caller caller, UUID id) {
        return transactions
                .inTenant(caller.requireTenant(), () -> exports.findById(id))
                .orElseThrow(Refused::notFound);
    }

    private Receipt pass(Caller caller, Export export, Project project, String action) {
        return gate.pass(
                caller,
                Act.EXPORT_DOWNLOAD,
                export.resource(project),
                action,
                entry -> entry.on(Export.label(export.id()), export.object().label()));
    }

    private static Entry about(Entry.Draft entry, Project project, UUID export) {
        return entry.in(project.tenant())
                .because(project.purpose().id(), project.basis().id())
                .on(Export.label(export));
    }

    private byte[] archive(Gathered gathered) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try {
            ExportArchive.write(gathered.content(), key.signer(), archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return archive.toByteArray();
    }

    private Export keep(Export export, List<UUID> versions) {
        return transactions.inTenant(export.tenant(), () -> {
            Export saved = exports.saveAndFlush(export);
            for (UUID version : versions) {
                jdbc.sql("insert into export_face (export, tenant, annotation) values (?, ?, ?)")
                        .params(export.id(), export.tenant().value(), version)
                        .update();
            }
            return saved;
        });
    }

    private static CoordinateSpace space(String coordinates) {
        try {
            return CoordinateSpace.named(coordinates);
        } catch (IllegalArgumentException e) {
            throw Refused.badRequest("unknown-coordinates", e.getMessage() + ".");
        }
    }

    /**
     * What an export was found to say.
     *
     * @param roundTrip the largest |toView(toImage(p)) - p|, view pixels
     * @param readBack the largest distance between a point and itself as read back from the file, image pixels
     */
    record Checked(ExportContent content, double roundTrip, double readBack) {}
}
