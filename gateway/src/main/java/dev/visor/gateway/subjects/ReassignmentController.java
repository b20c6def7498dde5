package dev.visor.gateway.subjects;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.policies.Act;
import dev.visor.redaction.geometry.Box;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Faces declared for the wrong person, put right by the tenant's compliance officer. Pseudonyms come in the body. */
@RestController
@RequestMapping("/api/v1/reassignments")
class ReassignmentController {

    private final Reassignments reassignments;
    private final DeclaredPictures pictures;

    ReassignmentController(Reassignments reassignments, DeclaredPictures pictures) {
        this.reassignments = reassignments;
        this.pictures = pictures;
    }

    @GetMapping
    @Guarded(Act.REASSIGNMENT_READ)
    List<ReassignmentAnswer> list(Caller caller) {
        return reassignments.list(caller).stream().map(ReassignmentAnswer::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Guarded(Act.SUBJECT_REASSIGN)
    ReassignmentAnswer reassign(Caller caller, @Valid @RequestBody WantedReassignment wanted) {
        return ReassignmentAnswer.of(reassignments.reassign(
                caller,
                new Reassignments.Wanted(
                        wanted.picture(),
                        wanted.line(),
                        wanted.from().strip(),
                        wanted.to().strip(),
                        wanted.consent(),
                        wanted.reason())));
    }

    @PostMapping("/pictures")
    @Guarded(Act.SUBJECT_REASSIGN)
    List<DeclaredAnswer> pictures(Caller caller, @Valid @RequestBody Whose whose) {
        return pictures.of(caller, whose.pseudonym()).stream()
                .map(DeclaredAnswer::of)
                .toList();
    }

    /**
     * What is wanted.
     *
     * @param line the manifest's line that claims the face
     * @param from the pseudonym under which it was declared
     * @param to the pseudonym of the person whose face it is, known or new
     * @param consent the client's reference of that person's consent; without one in force nobody is shown the face
     */
    record WantedReassignment(
            @NotNull UUID picture,
            @NotNull Integer line,
            @NotBlank String from,
            @NotBlank String to,
            @Nullable String consent,
            @NotBlank String reason) {

        @Override
        public String toString() {
            return "WantedReassignment[]";
        }
    }

    /** About whom. */
    record Whose(@NotBlank @Size(max = 256) String pseudonym) {

        @Override
        public String toString() {
            return "Whose[]";
        }
    }

    /**
     * A face that was given to another person.
     *
     * @param number in the tenant's erasure ledger
     * @param from the identifier of whom it was declared for
     * @param to the identifier of whose it is
     * @param objects how many sealed objects were wrapped anew; null while it is under way
     * @param moved since when all is the right person's; null while it is under way
     * @param record that says so
     */
    record ReassignmentAnswer(
            UUID id,
            long number,
            UUID picture,
            int line,
            UUID from,
            UUID to,
            Instant asked,
            @Nullable Integer objects,
            @Nullable Instant moved,
            @Nullable UUID record) {

        static ReassignmentAnswer of(Reassignment one) {
            return new ReassignmentAnswer(
                    one.id(),
                    one.number(),
                    one.asset(),
                    one.line(),
                    one.from().value(),
                    one.to().value(),
                    one.asked(),
                    one.objects(),
                    one.moved(),
                    one.record());
        }
    }

    /**
     * A face that was declared for a person.
     *
     * @param reference the client's own reference of the picture
     * @param box {@code x,y,w,h} in stored pixels, as the manifest has it; null for a whole picture
     */
    record DeclaredAnswer(
            UUID picture,
            int line,
            Instant uploaded,
            @Nullable String reference,
            @Nullable String box) {

        static DeclaredAnswer of(DeclaredPictures.Declared one) {
            Box box = one.box();
            return new DeclaredAnswer(
                    one.picture().id(),
                    one.line(),
                    one.picture().created(),
                    one.reference(),
                    box == null ? null : box.x() + "," + box.y() + "," + box.width() + "," + box.height());
        }

        @Override
        public String toString() {
            return "DeclaredAnswer[]";
        }
    }
}
