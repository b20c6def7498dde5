package dev.visor.gateway.subjects;

import dev.visor.audit.retention.Hold;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.policies.Act;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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

/** Legal holds on the trail, for the compliance officer of the side whose it is. */
@RestController
@RequestMapping("/api/v1/holds")
class HoldController {

    private final LegalHolds holds;

    HoldController(LegalHolds holds) {
        this.holds = holds;
    }

    @GetMapping
    @Guarded(Act.HOLD_READ)
    List<HoldAnswer> list(Caller caller) {
        return holds.list(caller).stream().map(HoldAnswer::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.HOLD_DECIDE)
    HoldAnswer place(Caller caller, @Valid @RequestBody NewHold wanted) {
        return HoldAnswer.of(holds.place(caller, wanted.matter()));
    }

    @PostMapping("/{id}/lift")
    @Guarded(Act.HOLD_DECIDE)
    HoldAnswer lift(Caller caller, @PathVariable UUID id) {
        return HoldAnswer.of(holds.lift(caller, id));
    }

    /**
     * What is wanted.
     *
     * @param matter the court's or the client's reference; no name
     */
    record NewHold(@NotNull String matter) {}

    /**
     * A hold.
     *
     * @param record with which it was placed
     * @param liftedAt null while it is in force
     */
    record HoldAnswer(
            UUID id,
            String matter,
            Instant placedAt,
            UUID record,
            @Nullable Instant liftedAt) {

        static HoldAnswer of(Hold hold) {
            return new HoldAnswer(hold.id(), hold.matter(), hold.placedAt(), hold.record(), hold.liftedAt());
        }
    }
}
