package dev.visor.gateway.subjects;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.access.Tenants;
import dev.visor.policies.Act;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Client organisations as administrators see and end them; the receipts are the operator's officer's. */
@RestController
@RequestMapping("/api/v1")
class EndingController {

    private final Endings endings;
    private final EndingTable table;
    private final EndingReceipts receipts;
    private final ErasedBackups backups;

    EndingController(Endings endings, EndingTable table, EndingReceipts receipts, ErasedBackups backups) {
        this.endings = endings;
        this.table = table;
        this.receipts = receipts;
        this.backups = backups;
    }

    @GetMapping("/tenants")
    @Guarded(Act.TENANT_READ)
    List<TenantAnswer> tenants(Caller caller) {
        return endings.known(caller).stream().map(TenantAnswer::of).toList();
    }

    @PostMapping("/tenants/{id}/end")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Guarded(Act.TENANT_END)
    EndingAnswer end(Caller caller, @PathVariable UUID id, @Valid @RequestBody WantedEnd wanted) {
        return answer(endings.end(caller, id, wanted.handle()));
    }

    @GetMapping("/endings")
    @Guarded(Act.ERASURE_READ)
    List<EndingAnswer> list(Caller caller) {
        return endings.list(caller).stream().map(this::answer).toList();
    }

    @GetMapping("/endings/{tenant}/receipt")
    @Guarded(Act.ERASURE_READ)
    void receipt(Caller caller, @PathVariable UUID tenant, HttpServletResponse response) throws IOException {
        byte[] archive = receipts.archive(caller, tenant);
        response.setContentType("application/zip");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"ending-" + tenant + ".zip\"");
        response.setContentLength(archive.length);
        response.getOutputStream().write(archive);
    }

    private EndingAnswer answer(Ending ending) {
        return EndingAnswer.of(ending, backups.of(ending, table.turns(ending)));
    }

    /**
     * Which one, said once more.
     *
     * @param handle the organisation's
     */
    record WantedEnd(@NotBlank String handle) {}

    /**
     * A client organisation.
     *
     * @param ended since when it is no more; null while it goes on
     */
    record TenantAnswer(
            UUID id,
            String handle,
            Instant created,
            @Nullable Instant ended) {

        static TenantAnswer of(Tenants.Known tenant) {
            return new TenantAnswer(tenant.id().value(), tenant.handle(), tenant.created(), tenant.ended());
        }
    }

    /**
     * The end of a client organisation.
     *
     * @param number in its erasure ledger
     * @param objects how many sealed objects lost their keys
     * @param unreadable since when nothing can be read here; null while it is under way
     * @param backupsBy when no backup can be opened any more to read it, at the latest
     * @param backups since when none can; null until then
     * @param record that says so
     */
    record EndingAnswer(
            UUID id,
            UUID tenant,
            long number,
            Instant asked,
            long objects,
            @Nullable Instant unreadable,
            Instant backupsBy,
            @Nullable Instant backups,
            @Nullable UUID record) {

        static EndingAnswer of(Ending ending, ErasedBackups.Reach reach) {
            return new EndingAnswer(
                    ending.id(),
                    ending.tenant().value(),
                    ending.number(),
                    ending.asked(),
                    ending.objects(),
                    ending.unreadable(),
                    reach.by(),
                    reach.since(),
                    ending.record());
        }
    }
}
