package dev.visor.gateway.intake;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.Reasons;
import dev.visor.policies.Act;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Batches from the client's side. */
@RestController
@RequestMapping("/api/v1")
class BatchController {

    private static final int LONGEST_MANIFEST = 4 * 1024 * 1024;

    private final Batches batches;
    private final Manifests manifests;
    private final Uploads uploads;
    private final Archives archives;
    private final Reviews reviews;
    private final Verdicts verdicts;

    BatchController(
            Batches batches,
            Manifests manifests,
            Uploads uploads,
            Archives archives,
            Reviews reviews,
            Verdicts verdicts) {
        this.batches = batches;
        this.manifests = manifests;
        this.uploads = uploads;
        this.archives = archives;
        this.reviews = reviews;
        this.verdicts = verdicts;
    }

    @PostMapping("/projects/{project}/batches")
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.BATCH_CREATE)
    BatchAnswer create(Caller caller, @PathVariable UUID project, @Valid @RequestBody NewBatch wanted) {
        return BatchAnswer.of(batches.create(caller, project, wanted.label()));
    }

    @GetMapping("/projects/{project}/batches")
    @Guarded(Act.BATCH_READ)
    List<BatchAnswer> list(Caller caller, @PathVariable UUID project) {
        return batches.list(caller, project).stream().map(BatchAnswer::of).toList();
    }

    @GetMapping("/batches/{id}")
    @Guarded(Act.BATCH_READ)
    StandingAnswer read(Caller caller, @PathVariable UUID id) {
        return StandingAnswer.of(reviews.standing(caller, id));
    }

    @PostMapping(path = "/batches/{id}/manifest", consumes = "text/csv")
    @Guarded(Act.BATCH_UPLOAD)
    ManifestAnswer manifest(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean dryRun,
            HttpServletRequest request)
            throws IOException {
        byte[] csv = request.getInputStream().readNBytes(LONGEST_MANIFEST + 1);
        if (csv.length > LONGEST_MANIFEST) {
            throw new Refused(
                    HttpStatus.CONTENT_TOO_LARGE, "too-large", "A manifest has at most 4 MiB; split the batch.");
        }
        return ManifestAnswer.of(manifests.take(caller, id, new String(csv, StandardCharsets.UTF_8), dryRun), dryRun);
    }

    @PostMapping(path = "/batches/{id}/files", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.BATCH_UPLOAD)
    PictureAnswer upload(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader("Visor-File-Name") String name,
            HttpServletRequest request)
            throws IOException {
        try (InputStream body = request.getInputStream()) {
            return PictureAnswer.of(uploads.take(caller, id, decoded(name), body));
        }
    }

    /** A manifest and its pictures at once: an age file of a tar. */
    @PostMapping(path = "/batches/{id}/archive", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.BATCH_UPLOAD)
    ArchiveAnswer archive(Caller caller, @PathVariable UUID id, HttpServletRequest request) throws IOException {
        try (InputStream body = request.getInputStream()) {
            return ArchiveAnswer.of(archives.take(caller, id, body));
        }
    }

    @PostMapping("/batches/{id}/close")
    @Guarded(Act.BATCH_UPLOAD)
    BatchAnswer close(Caller caller, @PathVariable UUID id) {
        return BatchAnswer.of(batches.close(caller, id));
    }

    @PostMapping("/batches/{id}/release")
    @Guarded(Act.BATCH_RELEASE)
    BatchAnswer release(Caller caller, @PathVariable UUID id) {
        return BatchAnswer.of(verdicts.release(caller, id));
    }

    @PostMapping("/batches/{id}/withdraw")
    @Guarded(Act.BATCH_WITHDRAW)
    WithdrawnAnswer withdraw(Caller caller, @PathVariable UUID id) {
        return new WithdrawnAnswer(
                BatchAnswer.of(verdicts.withdraw(caller, id)),
                "The batch is withdrawn: the keys of its pictures and views are destroyed and nothing opens them again.");
    }

    /** File names may hold any letter; a header may not, so the name comes percent-encoded. */
    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refused.badRequest("bad-file-name", "The header Visor-File-Name is percent-encoded UTF-8.");
        }
    }

    record NewBatch(@NotNull String label) {}

    record BatchAnswer(UUID id, UUID project, String label, String state, Instant created) {

        static BatchAnswer of(Batch batch) {
            return new BatchAnswer(
                    batch.id(), batch.project(), batch.label(), batch.stage().label(), batch.created());
        }
    }

    record StandingAnswer(
            BatchAnswer batch,
            int pictures,
            int waiting,
            int refused,
            int faces,
            long bystanders,
            List<RowAnswer> rows) {

        static StandingAnswer of(Reviews.Standing standing) {
            return new StandingAnswer(
                    BatchAnswer.of(standing.batch()),
                    standing.pictures().size(),
                    count(standing, "waiting"),
                    count(standing, "refused"),
                    standing.views(),
                    standing.bystanders(),
                    standing.rows().stream().map(RowAnswer::of).toList());
        }

        private static int count(Reviews.Standing standing, String state) {
            return Math.toIntExact(standing.pictures().stream()
                    .filter(asset -> asset.state().label().equals(state))
                    .count());
        }
    }

    /**
     * What became of a row.
     *
     * @param reason a stable code where it came to nothing
     * @param sentence the same for people
     */
    record RowAnswer(
            int line,
            boolean uploaded,
            @Nullable String reason,
            @Nullable String sentence) {

        static RowAnswer of(Claim claim) {
            String reason = claim.reason();
            return new RowAnswer(
                    claim.line(), claim.asset() != null, reason, reason == null ? null : Reasons.sentence(reason));
        }
    }

    record ManifestAnswer(boolean dryRun, long accepted, long refused, List<RowVerdict> rows) {

        static ManifestAnswer of(List<RowVerdict> rows, boolean dryRun) {
            long accepted = rows.stream().filter(RowVerdict::accepted).count();
            return new ManifestAnswer(dryRun, accepted, rows.size() - accepted, rows);
        }
    }

    record PictureAnswer(UUID id, String format, int width, int height, int orientation) {

        static PictureAnswer of(Asset asset) {
            return new PictureAnswer(
                    asset.id(),
                    asset.format(),
                    asset.size().width(),
                    asset.size().height(),
                    asset.orientation());
        }
    }

    /**
     * What became of an archive.
     *
     * @param refused files of it that were no pictures, by the manifest's first line of each
     */
    record ArchiveAnswer(ManifestAnswer manifest, List<PictureAnswer> pictures, List<RefusedAnswer> refused) {

        static ArchiveAnswer of(Archives.Taken taken) {
            return new ArchiveAnswer(
                    ManifestAnswer.of(taken.rows(), false),
                    taken.pictures().stream().map(PictureAnswer::of).toList(),
                    taken.refused().stream().map(RefusedAnswer::of).toList());
        }
    }

    record RefusedAnswer(int line, String reason, String sentence) {

        static RefusedAnswer of(Archives.Refusal refusal) {
            return new RefusedAnswer(refusal.line(), refusal.reason(), refusal.sentence());
        }
    }

    record WithdrawnAnswer(BatchAnswer batch, String sentence) {}
}
