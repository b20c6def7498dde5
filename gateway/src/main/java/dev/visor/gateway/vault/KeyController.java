package dev.visor.gateway.vault;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.Domain;
import dev.visor.gateway.keys.KeyStanding;
import dev.visor.gateway.keys.RootBackups;
import dev.visor.gateway.keys.Turn;
import dev.visor.policies.Act;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The operator's page of keys: roots, their backup, epochs and turns. No key, no check value, no path is ever in an answer. */
@RestController
@RequestMapping("/api/v1/keys")
class KeyController {

    private final KeyDesk desk;

    KeyController(KeyDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Guarded(Act.KEYS_READ)
    KeysAnswer standing(Caller caller) {
        return KeysAnswer.of(desk.standing(caller));
    }

    /** Asks for a turn; it begins within minutes in a process that has the role {@code custody}. */
    @PostMapping("/turns")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Guarded(Act.KEYS_TURN)
    TurnAnswer turn(Caller caller, @Valid @RequestBody NewTurn wanted) {
        Domain domain = Arrays.stream(Domain.values())
                .filter(one -> one.label().equals(wanted.domain()))
                .findFirst()
                .orElseThrow(() -> Refused.badRequest("bad-domain", "There is no such domain of keys."));
        KeyDesk.Reason reason = Arrays.stream(KeyDesk.Reason.values())
                .filter(one -> one.label().equals(wanted.reason()))
                .findFirst()
                .orElseThrow(() -> Refused.badRequest("bad-reason", "An epoch is turned for age or compromise."));
        return TurnAnswer.of(desk.turn(caller, wanted.tenant(), domain, reason));
    }

    /**
     * What is asked for.
     *
     * @param tenant the handle of whose epoch; null for the operator's own
     * @param domain such as {@code originals}
     * @param reason {@code age} or {@code compromise}
     */
    record NewTurn(
            @Nullable String tenant,
            @NotNull String domain,
            @NotNull String reason) {}

    /**
     * How the keys stand.
     *
     * @param custodian {@code file} or {@code pkcs11}
     */
    record KeysAnswer(String custodian, List<RootAnswer> roots, BackupAnswer backup, List<HolderAnswer> holders) {

        static KeysAnswer of(KeyDesk.Standing standing) {
            RootBackups.Standing backup = standing.backup();
            return new KeysAnswer(
                    standing.kind(),
                    standing.roots().stream()
                            .map(root -> RootAnswer.of(root, backup.drilled()))
                            .toList(),
                    BackupAnswer.of(backup),
                    standing.holders().stream().map(HolderAnswer::of).toList());
        }
    }

    /**
     * A domain's root.
     *
     * @param here whether the process that answers holds its credential
     * @param drilled when a drill of the backup of this very root passed; null where none has, or this process cannot tell
     */
    record RootAnswer(
            String domain,
            int number,
            Instant since,
            boolean here,
            @Nullable Instant drilled) {

        static RootAnswer of(KeyStanding.Root root, Map<Domain, Instant> drilled) {
            return new RootAnswer(
                    root.domain().label(), root.number(), root.since(), root.here(), drilled.get(root.domain()));
        }
    }

    /** The backup of the roots. */
    record BackupAnswer(
            boolean files, int recipients, @Nullable Instant written, boolean due) {

        static BackupAnswer of(RootBackups.Standing backup) {
            return new BackupAnswer(backup.files(), backup.recipients(), backup.written(), backup.due());
        }
    }

    /** Whose keys; {@code tenant} is null for the operator's own. */
    record HolderAnswer(@Nullable String tenant, List<EpochAnswer> epochs, List<TurnAnswer> turns) {

        static HolderAnswer of(KeyDesk.Holder holder) {
            return new HolderAnswer(
                    holder.handle(),
                    holder.epochs().stream().map(EpochAnswer::of).toList(),
                    holder.turns().stream().map(TurnAnswer::of).toList());
        }
    }

    /** The newest epoch of one domain, how many epoch keys are not destroyed, and how many keys live. */
    record EpochAnswer(String domain, int number, Instant since, int kept, long living) {

        static EpochAnswer of(KeyStanding.Epoch epoch) {
            return new EpochAnswer(epoch.domain().label(), epoch.number(), epoch.since(), epoch.kept(), epoch.living());
        }
    }

    /**
     * A turn.
     *
     * @param state how far it is: the name of one of {@link Turn.State} in lower case
     * @param moved keys wrapped anew so far
     * @param left keys that are still to be
     * @param stuck keys that did not unwrap, and keep the old epoch key from being destroyed
     */
    record TurnAnswer(
            UUID id,
            String domain,
            String reason,
            String state,
            int to,
            long moved,
            long left,
            long stuck,
            Instant askedAt,
            Instant destroyBy,
            @Nullable Instant turnedAt,
            @Nullable Instant destroyedAt) {

        static TurnAnswer of(KeyDesk.Progress progress) {
            Turn turn = progress.turn();
            return new TurnAnswer(
                    turn.id(),
                    turn.domain().label(),
                    turn.reason(),
                    turn.state().name().toLowerCase(Locale.ROOT),
                    turn.to(),
                    turn.moved(),
                    progress.left(),
                    turn.stuck(),
                    turn.askedAt(),
                    turn.destroyBy(),
                    turn.turnedAt(),
                    turn.destroyedAt());
        }
    }
}
