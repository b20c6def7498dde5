package dev.visor.gateway.projects;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.policies.Act;
import java.time.Instant;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a client seals its uploads to. */
@RestController
@RequestMapping("/api/v1/projects")
class RecipientController {

    private final ProjectRecipients recipients;

    RecipientController(ProjectRecipients recipients) {
        this.recipients = recipients;
    }

    @GetMapping("/{id}/recipient")
    @Guarded(Act.PROJECT_READ)
    RecipientAnswer recipient(Caller caller, @PathVariable UUID id) {
        return RecipientAnswer.of(recipients.read(caller, id));
    }

    /**
     * A project's recipient.
     *
     * @param recipient {@code age1...}
     * @param command what seals one picture with it, as a shell takes it
     */
    record RecipientAnswer(String recipient, String command, Instant created) {

        static RecipientAnswer of(ProjectRecipient found) {
            return new RecipientAnswer(
                    found.recipient(), "age -r " + found.recipient() + " -o photo.jpg.age photo.jpg", found.created());
        }
    }
}
