package dev.visor.gateway.exchange;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.exchange.Gathering.Form;
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
import dev.visor.gateway.views.Views;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Service;

/** Exports: made and sealed once, fetched by the client, checked against what they were made of. */
@Service
class Exports {

    private final ExportRepository exports;
    private final ExportTable table;
    private final ExportRecipientTable recipients;
    private final SealedExports sealing;
    private final Selections selections;
    private final Gathering gathering;
    private final ExportKey key;
    private final Projects projects;
    private final Assets assets;
    private final Originals originals;
    private final Views views;
    private final Vault vault;
    private final Trails trails;
    private final TenantTransactions transactions;
    private final Gate gate;
    private final Clock clock;

    Exports(
            ExportRepository exports,
            ExportTable table,
            ExportRecipientTable recipients,
            SealedExports sealing,
            Selections selections,
            Gathering gathering,
            ExportKey key,
            Projects projects,
            Assets assets,
            Originals originals,
            Views views,
            Vault vault,
            Trails trails,
            TenantTransactions transactions,
            Gate gate,
            Clock clock) {
        this.exports = exports;
        this.table = table;
        this.recipients = recipients;
        this.sealing = sealing;
        this.selections = selections;
        this.gathering = gathering;
        this.key = key;
        this.projects = projects;
        this.assets = assets;
        this.originals = originals;
        this.views = views;
        this.vault = vault;
        this.trails = trails;
        this.transactions = transactions;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * Makes an export of what may leave of a batch.
     *
     * @param coordinates {@code stored} or {@code upright}
     * @param masks whether a mask of every face goes along
     * @throws Refused (404) if the batch is not of this very project: it was given for another purpose
     */
    Export create(Caller caller, UUID projectId, UUID batch, String coordinates, boolean masks) {
        TenantId tenant = caller.requireTenant();
        Project project = projects.find(tenant, projectId);
        if (!table.hasBatch(project, batch)) {
            throw Refused.notFound();
        }
        Form form = new Form(space(coordinates), masks);
        gate.check(caller, Act.EXPORT_CREATE, project.resource());
        Selection selection = selections.now(project, batch);
        if (selection.chosen().isEmpty()) {
            throw Refused.conflict("nothing-to-export", "No landmarks of this batch may be exported now.");
        }
        UUID id = UUID.randomUUID();
        List<ExportRecipient> to = recipients.registered(project);
        Disclosure disclosure = Disclosure.intend(
                trails,
                caller,
                selection.persons(),
                because(project),
                entry -> sealedTo(
                        withMasks(
                                entry.on(Export.label(id), ObjectLabel.of("batch", batch)),
                                masks,
                                selection.chosen().size()),
                        to.size()),
                facts -> gate.pass(
                        caller,
                        Act.EXPORT_CREATE,
                        project.resource(),
                        "export.create",
                        entry -> facts.apply(entry)
                                .with("coordinates", form.space().id())
                                .with(
                                        "faces",
                                        Integer.toString(selection.chosen().size()))));
        int bytes = 0;
        String action = "act.failed";
        try {
            var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            Gathered gathered = gathering.gather(caller, project, id, now, form, selection);
            byte[] archive = archive(gathered.content());
            ObjectRef sealed = vault.seal(tenant, ObjectKind.EXPORT, selection.persons(), archive);
            int faces = selection.chosen().size();
            Export export = new Export(
                    id, project, batch, sealed, faces, masks, caller.id().value(), now);
            Export kept = transactions.inTenant(tenant, () -> {
                selection.chosen().forEach(face -> views.requireStill(face.view(), face.subject()));
                Export row = table.keep(export, selection.versions());
                recipients.seal(row, to, caller.id(), now);
                return row;
            });
            bytes = archive.length;
            action = "act.done";
            return kept;
        } finally {
            String size = Integer.toString(bytes);
            disclosure.ended(action, entry -> entry.with("bytes", size));
        }
    }

    List<Listed> list(Caller caller, UUID projectId, UUID batch) {
        TenantId tenant = caller.requireTenant();
        Project project = projects.find(tenant, projectId);
        // Asked for any export of the project, so that an empty list is decided on, too.
        gate.check(caller, Act.EXPORT_DOWNLOAD, new Resource.Export(project.id(), project.resource()));
        return transactions.inTenant(tenant, () -> exports.findByBatchOrderByCreatedDesc(batch)).stream()
                .filter(export -> export.project().equals(project.id()))
                .map(export -> new Listed(export, sealing.delivery(export, project)))
                .toList();
    }

    /** An export as its client finds it. */
    Listed listed(Export export) {
        Project project = projects.find(export.tenant(), export.project());
        return new Listed(export, sealing.delivery(export, project));
    }

    /**
     * Seals an export to the recipients that are registered now, and to nobody else: for a key that was lost, or an export
     * that is older than the first recipient.
     *
     * @throws Refused (409) if nobody is registered
     */
    Export reseal(Caller caller, UUID id) {
        Export export = find(caller, id);
        Project project = projects.find(export.tenant(), export.project());
        gate.check(caller, Act.EXPORT_RESEAL, export.resource(project));
        Selection selection = selections.earlier(project, export.batch(), table.versions(export));
        List<ExportRecipient> to = recipients.registered(project);
        if (to.isEmpty()) {
            throw Refused.conflict("no-recipient", "No recipient is registered for this project: register one first.");
        }
        Disclosure disclosure = Disclosure.intend(
                trails,
                caller,
                selection.persons(),
                because(project),
                entry -> sealedTo(entry.on(Export.label(export.id())), to.size()),
                facts -> gate.pass(
                        caller,
                        Act.EXPORT_RESEAL,
                        export.resource(project),
                        "export.reseal",
                        entry -> facts.apply(entry)
                                .on(to.stream().map(ExportRecipient::label).toList())));
        String action = "act.failed";
        try {
            recipients.seal(export, to, caller.id(), clock.instant().truncatedTo(ChronoUnit.MICROS));
            action = "act.done";
            return export;
        } finally {
            disclosure.ended(action, entry -> entry);
        }
    }

    /**
     * Streams an export out, sealed to whom it is sealed to; plain only where the project never had a recipient.
     *
     * @param started learns the receipt before the first byte leaves
     */
    void download(Caller caller, UUID id, Started started, OutputStream out) throws IOException {
        Export export = find(caller, id);
        Project project = projects.find(export.tenant(), export.project());
        Selection selection = earlier(caller, export, project);
        List<String> to = sealing.recipients(export, project);
        Disclosure disclosure =
                intend(caller, export, project, selection, "export.download", entry -> sealedTo(entry, to.size()));
        started.with(disclosure.receipt(), !to.isEmpty());
        Sent counted = new Sent(out);
        String action = "export.aborted";
        try {
            if (to.isEmpty()) {
                vault.transfer(export.object(), disclosure.receipt(), counted::write);
            } else {
                AgeSealing age = AgeSealing.to(to, counted);
                vault.transfer(export.object(), disclosure.receipt(), age::write);
                age.finish();
            }
            counted.flush();
            action = "export.sent";
        } finally {
            String size = Long.toString(counted.bytes);
            disclosure.ended(action, entry -> entry.with("bytes", size));
        }
    }

    /** Reads the stored file as its receiver would, and compares it with the annotations that went into it. */
    Checked check(Caller caller, UUID id) {
        Export export = find(caller, id);
        Project project = projects.find(export.tenant(), export.project());
        Selection selection = earlier(caller, export, project);
        Receipt receipt = intend(caller, export, project, selection, "export.check", entry -> entry)
                .receipt();
        ArchiveReader file;
        try (Vault.Opened opened = vault.open(export.object(), receipt)) {
            file = ArchiveReader.of(opened.bytes(), key.publicKey());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CoordinateSpace space =
                CoordinateSpace.named(file.manifest().path("coordinates").asString());
        Form form = new Form(space, export.masks());
        Gathered gathered = gathering.gather(caller, project, export.id(), export.created(), form, selection);
        ReadBack read = ReadBack.of(file, gathered.content());
        return new Checked(read.content(), gathered.roundTrip(), read.difference(), read.masks());
    }

    /**
     * Shows the client its own original, for the points to be drawn on.
     *
     * @throws Refused (404) for a picture of which this export holds no face
     */
    void original(Caller caller, UUID id, UUID picture, Delivery delivery) {
        Export export = find(caller, id);
        Project project = projects.find(export.tenant(), export.project());
        Asset asset = assets.find(export.tenant(), picture);
        List<ExportedVersion> onIt = table.versions(export).stream()
                .filter(version -> version.asset().equals(asset.id()))
                .toList();
        if (onIt.isEmpty()) {
            throw Refused.notFound();
        }
        gate.check(caller, Act.EXPORT_PREVIEW, asset.resource(project.resource()));
        selections.earlier(project, export.batch(), onIt);
        originals.show(caller, asset, project, Act.EXPORT_PREVIEW, delivery);
    }

    private Selection earlier(Caller caller, Export export, Project project) {
        gate.check(caller, Act.EXPORT_DOWNLOAD, export.resource(project));
        return selections.earlier(project, export.batch(), table.versions(export));
    }

    private Export find(Caller caller, UUID id) {
        return transactions
                .inTenant(caller.requireTenant(), () -> exports.findById(id))
                .orElseThrow(Refused::notFound);
    }

    private Disclosure intend(
            Caller caller,
            Export export,
            Project project,
            Selection selection,
            String action,
            UnaryOperator<Entry> more) {
        return Disclosure.intend(
                trails,
                caller,
                selection.persons(),
                because(project),
                entry -> more.apply(withMasks(entry.on(Export.label(export.id())), export.masks(), export.faces())),
                facts -> gate.pass(
                        caller,
                        Act.EXPORT_DOWNLOAD,
                        export.resource(project),
                        action,
                        entry -> facts.apply(entry).on(export.object().label())));
    }

    /** Says on a record how many masks are in it; where none was asked for, nothing. */
    private static Entry withMasks(Entry entry, boolean masks, int faces) {
        return masks ? entry.with("masks", Integer.toString(faces)) : entry;
    }

    /** Says on a record to how many recipients; where it leaves as it is, nothing. */
    private static Entry sealedTo(Entry entry, int recipients) {
        return recipients == 0
                ? entry
                : entry.with("sealed-with", "age").with("recipients", Integer.toString(recipients));
    }

    private static Function<Entry.Draft, Entry> because(Project project) {
        return draft -> draft.in(project.tenant())
                .because(project.purpose().id(), project.basis().id());
    }

    private byte[] archive(ExportContent content) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try {
            ExportArchive.write(content, key.signer(), archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return archive.toByteArray();
    }

    private static CoordinateSpace space(String coordinates) {
        try {
            return CoordinateSpace.named(coordinates);
        } catch (IllegalArgumentException e) {
            throw Refused.badRequest("unknown-coordinates", e.getMessage() + ".");
        }
    }

    /** Hears of a delivery before its first byte. */
    @FunctionalInterface
    interface Started {
        void with(Receipt receipt, boolean closed);
    }

    /** An export, and how it would be delivered. */
    record Listed(Export export, SealedExports.Delivery delivery) {}

    /** Counts what was sent. */
    private static final class Sent extends FilterOutputStream {

        private long bytes;

        Sent(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            bytes += length;
        }
    }

    /**
     * What an export was found to say.
     *
     * <p>Both numbers go through the view's stored frame, which the export went through, too. They show that the file holds
     * what the annotator saved, face by face and point by point; they do not show that the frame is right, that is, that
     * the pixel under a point of the view came from the place in the original that the frame names. Only pixels show that.
     *
     * @param content what the file says, in stored coordinates
     * @param roundTrip the largest |toView(toImage(p)) - p|, view pixels
     * @param readBack the largest distance between a saved point, carried into the image, and the same point as the file's
     *     COCO and .pts give it: image pixels
     * @param masks how many masks were compared, pixel by pixel; one that differs is an {@link ExportFormatException}
     */
    record Checked(ExportContent content, double roundTrip, double readBack, int masks) {}
}
