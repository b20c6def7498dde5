package dev.visor.gateway.exchange;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.trail.ReceiptHeaders;
import dev.visor.gateway.trail.Vouching;
import dev.visor.gateway.views.PictureAnswers;
import dev.visor.policies.Act;
import dev.visor.redaction.geometry.ImagePoint;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Exports from the client's side. */
@RestController
@RequestMapping("/api/v1")
class ExportController {

    private final Exports exports;
    private final Vouching vouching;
    private final PictureAnswers pictures;
    private final ReceiptHeaders receipts;

    ExportController(Exports exports, Vouching vouching, PictureAnswers pictures, ReceiptHeaders receipts) {
        this.exports = exports;
        this.vouching = vouching;
        this.pictures = pictures;
        this.receipts = receipts;
    }

    @PostMapping("/projects/{project}/exports")
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.EXPORT_CREATE)
    ExportAnswer create(Caller caller, @PathVariable UUID project, @Valid @RequestBody NewExport wanted) {
        String coordinates = wanted.coordinates() == null ? "stored" : wanted.coordinates();
        boolean masks = switch (wanted.masks()) {
            case null -> false;
            case Boolean asked -> asked;
            default -> throw Refused.badRequest("masks-not-boolean", "Masks are asked for by true or false.");
        };
        ExportAnswer made =
                ExportAnswer.of(exports.listed(exports.create(caller, project, wanted.batch(), coordinates, masks)));
        // Whoever gets the export shall be able to show when it was made.
        vouching.stampSoon(caller.requireTenant());
        return made;
    }

    @GetMapping("/projects/{project}/exports")
    @Guarded(Act.EXPORT_DOWNLOAD)
    List<ExportAnswer> list(Caller caller, @PathVariable UUID project, @RequestParam UUID batch) {
        return exports.list(caller, project, batch).stream()
                .map(ExportAnswer::of)
                .toList();
    }

    @GetMapping("/exports/{id}/archive")
    @Guarded(Act.EXPORT_DOWNLOAD)
    void archive(Caller caller, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        exports.download(
                caller,
                id,
                (receipt, closed) -> {
                    response.setContentType(closed ? "application/octet-stream" : "application/zip");
                    response.setHeader("Cache-Control", "no-store");
                    response.setHeader(
                            "Content-Disposition",
                            "attachment; filename=\"export-" + id + (closed ? ".zip.age" : ".zip") + "\"");
                    receipts.write(response, receipt);
                },
                response.getOutputStream());
    }

    /** Seals an export anew to the recipients that are registered now. */
    @PostMapping("/exports/{id}/reseal")
    @Guarded(Act.EXPORT_RESEAL)
    ExportAnswer reseal(Caller caller, @PathVariable UUID id) {
        return ExportAnswer.of(exports.listed(exports.reseal(caller, id)));
    }

    @GetMapping("/exports/{id}/check")
    @Guarded(Act.EXPORT_DOWNLOAD)
    CheckAnswer check(Caller caller, @PathVariable UUID id) {
        return CheckAnswer.of(exports.check(caller, id));
    }

    @GetMapping("/exports/{id}/pictures/{picture}")
    @Guarded(Act.EXPORT_PREVIEW)
    void picture(Caller caller, @PathVariable UUID id, @PathVariable UUID picture, HttpServletResponse response) {
        exports.original(caller, id, picture, pictures.original(response));
    }

    /**
     * What is asked for.
     *
     * @param masks true or false; as it was sent, because a reader of Booleans takes 2 for true and an empty text for nothing
     */
    record NewExport(
            @NotNull UUID batch,
            @Nullable String coordinates,

            @Schema(implementation = Boolean.class) @Nullable
            Object masks) {}

    /**
     * An export.
     *
     * @param delivery {@code plain}, {@code sealed}, or {@code reseal}: not before it is sealed to somebody registered
     * @param sealedTo the recipients, {@code age1...}
     */
    record ExportAnswer(
            UUID id, UUID batch, int faces, boolean masks, Instant created, String delivery, List<String> sealedTo) {

        static ExportAnswer of(Exports.Listed listed) {
            Export export = listed.export();
            return new ExportAnswer(
                    export.id(),
                    export.batch(),
                    export.faces(),
                    export.masks(),
                    export.created(),
                    listed.delivery().how().id(),
                    listed.delivery().to());
        }
    }

    record CheckAnswer(
            double roundTripViewPixels,
            double readBackImagePixels,
            int masks,
            String coordinates,
            List<PictureAnswer> pictures) {

        static CheckAnswer of(Exports.Checked checked) {
            ExportContent content = checked.content();
            return new CheckAnswer(
                    checked.roundTrip(),
                    checked.readBack(),
                    checked.masks(),
                    content.space().id(),
                    content.pictures().stream().map(PictureAnswer::of).toList());
        }
    }

    /** Points are in stored coordinates, whatever the export says: they are drawn on the stored raster. */
    record PictureAnswer(UUID id, String reference, int width, int height, int orientation, List<FaceAnswer> faces) {

        static PictureAnswer of(ExportedPicture picture) {
            return new PictureAnswer(
                    picture.asset(),
                    picture.reference(),
                    picture.stored().width(),
                    picture.stored().height(),
                    picture.orientation().exif(),
                    picture.faces().stream().map(FaceAnswer::of).toList());
        }

        @Override
        public String toString() {
            return "PictureAnswer[" + id + "]";
        }
    }

    record FaceAnswer(UUID id, List<PointAnswer> imagePoints) {

        static FaceAnswer of(ExportedFace face) {
            return new FaceAnswer(
                    face.face(), face.points().stream().map(PointAnswer::of).toList());
        }
    }

    record PointAnswer(@Nullable Double x, @Nullable Double y, String state) {

        static PointAnswer of(ExportedPoint point) {
            ImagePoint place = point.place();
            return new PointAnswer(place == null ? null : place.x(), place == null ? null : place.y(), point.state());
        }
    }
}
