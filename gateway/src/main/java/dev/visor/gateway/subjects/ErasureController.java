package dev.visor.gateway.subjects;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.access.Refused;
import dev.visor.policies.Act;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Erasures of data subjects, for the compliance officer of the tenant. The pseudonym comes in the body. */
@RestController
@RequestMapping("/api/v1/erasures")
class ErasureController {

    private final Erasures erasures;
    private final ErasureReceipts receipts;
    private final ErasedBackups backups;

    ErasureController(Erasures erasures, ErasureReceipts receipts, ErasedBackups backups) {
        this.erasures = erasures;
        this.backups = backups;
        this.receipts = receipts;
    }

    @GetMapping
    @Guarded(Act.ERASURE_READ)
    List<ErasureAnswer> list(Caller caller) {
        return erasures.list(caller).stream().map(this::answer).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Guarded(Act.SUBJECT_ERASE)
    ErasureAnswer erase(Caller caller, @Valid @RequestBody WantedErasure wanted) {
        boolean blanking = switch (Objects.requireNonNullElse(wanted.groupPictures(), "blank")) {
            case "blank" -> true;
            case "destroy" -> false;
            default ->
                throw Refused.badRequest(
                        "unknown-group-pictures", "Pictures that show others, too, are to blank or to destroy.");
        };
        return answer(erasures.erase(caller, wanted.pseudonym(), wanted.subject(), wanted.ground(), blanking));
    }

    private ErasureAnswer answer(Erasure erasure) {
        return ErasureAnswer.of(erasure, backups.of(erasure));
    }

    @GetMapping("/{id}/receipt")
    @Guarded(Act.ERASURE_READ)
    void receipt(Caller caller, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        byte[] archive = receipts.archive(caller, id);
        response.setContentType("application/zip");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"erasure-" + id + ".zip\"");
        response.setContentLength(archive.length);
        response.getOutputStream().write(archive);
    }

    /**
     * What is wanted.
     *
     * @param pseudonym the client's own name for the person; null where the subject is given
     * @param ground {@code not-needed}, {@code consent-withdrawn}, {@code objection}, {@code unlawful} or
     *     {@code legal-duty}
     * @param groupPictures {@code blank} (unless said otherwise) or {@code destroy}: pictures that show others, too
     */
    record WantedErasure(
            @Nullable String pseudonym,
            @Nullable UUID subject,
            @NotNull String ground,
            @Nullable String groupPictures) {}

    /**
     * An erasure.
     *
     * @param number in the tenant's erasure ledger
     * @param objects how many sealed objects lost their keys
     * @param blanked how many pictures of several persons now show the others alone
     * @param destroyed how many pictures of several persons were destroyed as a whole
     * @param unreadable since when nothing can be read here; null while it is under way
     * @param backupsBy when no backup can be opened any more to read it, at the latest
     * @param backups since when none can; null until then
     * @param record that says so
     */
    record ErasureAnswer(
            UUID id,
            UUID subject,
            long number,
            String ground,
            Instant asked,
            int objects,
            int blanked,
            int destroyed,
            @Nullable Instant unreadable,
            Instant backupsBy,
            @Nullable Instant backups,
            @Nullable UUID record) {

        static ErasureAnswer of(Erasure erasure, ErasedBackups.Reach reach) {
            return new ErasureAnswer(
                    erasure.id(),
                    erasure.subject().value(),
                    erasure.number(),
                    erasure.reason().label(),
                    erasure.asked(),
                    erasure.objects(),
                    erasure.blanked(),
                    erasure.destroyed(),
                    erasure.unreadable(),
                    reach.by(),
                    reach.since(),
                    erasure.record());
        }
    }
}
