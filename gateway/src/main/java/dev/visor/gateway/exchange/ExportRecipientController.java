package dev.visor.gateway.exchange;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.policies.Act;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whom a client has its exports sealed to. */
@RestController
@RequestMapping("/api/v1/projects/{project}/recipients")
class ExportRecipientController {

    private final ExportRecipients recipients;

    ExportRecipientController(ExportRecipients recipients) {
        this.recipients = recipients;
    }

    @GetMapping
    @Guarded(Act.PROJECT_READ)
    List<RecipientAnswer> list(Caller caller, @PathVariable UUID project) {
        return recipients.list(caller, project).stream()
                .map(RecipientAnswer::of)
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.RECIPIENT_DECIDE)
    RecipientAnswer add(Caller caller, @PathVariable UUID project, @Valid @RequestBody NewRecipient wanted) {
        return RecipientAnswer.of(
                recipients.add(caller, project, wanted.recipient().strip()));
    }

    @PostMapping("/{id}/remove")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.RECIPIENT_DECIDE)
    void remove(Caller caller, @PathVariable UUID project, @PathVariable UUID id) {
        recipients.remove(caller, project, id);
    }

    /** What is asked for: {@code age1...}. */
    record NewRecipient(@NotNull String recipient) {}

    record RecipientAnswer(UUID id, String recipient, Instant created) {

        static RecipientAnswer of(ExportRecipient one) {
            return new RecipientAnswer(one.id(), one.recipient(), one.created());
        }
    }
}
