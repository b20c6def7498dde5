package dev.visor.gateway.projects;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.Identities;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.keys.TenantTransactions;
import dev.visor.policies.Act;
import dev.visor.policies.DeclaredUse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What projects are for: checked when one is made, and agreed to by a second person where an exception is claimed. */
@Service
class ProjectUses {

    private static final int LONGEST = 400;
    private static final String REASON = "project.exemption";

    private final Identities identities;
    private final TenantTransactions transactions;
    private final JdbcClient jdbc;
    private final Gate gate;
    private final Clock clock;

    ProjectUses(Identities identities, TenantTransactions transactions, JdbcClient jdbc, Gate gate, Clock clock) {
        this.identities = identities;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * Reads what is wanted; whether it is lawful is for the policies.
     *
     * @throws Refused (400) if a word is unknown, a text is too long, or an exception is claimed without a reason
     */
    StatedUse stated(TenantId tenant, Caller caller, NewUse wanted) {
        DeclaredUse.Use kind = DeclaredUse.Use.named(wanted.kind())
                .orElseThrow(() -> Refused.badRequest(
                        "unknown-use",
                        "A use is measurement, emotion-inference, deception-detection or security-screening."));
        String where = wanted.setting();
        if (where == null && kind != DeclaredUse.Use.MEASUREMENT) {
            throw Refused.badRequest("unknown-setting", "Say where the persons are seen: this use depends on it.");
        }
        DeclaredUse.Setting setting = where == null
                ? DeclaredUse.Setting.OTHER
                : DeclaredUse.Setting.named(where)
                        .orElseThrow(() -> Refused.badRequest(
                                "unknown-setting",
                                "A setting is workplace, education, health-care, research, commerce, public-security or"
                                        + " other."));
        return new StatedUse(
                kind,
                setting,
                exemption(wanted),
                reason(tenant, caller, wanted),
                text("bad-law", wanted.law()),
                text("bad-notice", wanted.notice()));
    }

    private static DeclaredUse.@Nullable Exemption exemption(NewUse wanted) {
        String claimed = wanted.exception();
        return claimed == null
                ? null
                : DeclaredUse.Exemption.named(claimed)
                        .orElseThrow(
                                () -> Refused.badRequest("unknown-exception", "An exception is medical or safety."));
    }

    private byte @Nullable [] reason(TenantId tenant, Caller caller, NewUse wanted) {
        String why = text("bad-reason", wanted.reason());
        if ((why == null) != (wanted.exception() == null)) {
            throw Refused.badRequest(
                    "bad-reason", "An exception is claimed with a reason, and a reason for an exception.");
        }
        return why == null ? null : identities.seal(tenant, caller.id(), REASON, why);
    }

    private static @Nullable String text(String reason, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST) {
            throw Refused.badRequest(reason, "This text has at most " + LONGEST + " characters.");
        }
        return text.strip();
    }

    /** Why an exception is claimed, for whoever decides on it; empty without one, and once whoever claimed it was erased. */
    Optional<String> reason(Project project) {
        byte[] sealed = project.use().exemptionReason();
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(identities.open(project.tenant(), project.maker(), REASON, sealed));
        } catch (KeyDestroyedException e) {
            return Optional.empty();
        }
    }

    /** Agrees to a project's exception, once; whoever claimed it cannot. */
    void agree(Caller caller, Project project) {
        String exemption = project.use().exemption();
        if (exemption == null) {
            throw Refused.conflict("no-exception", "This project claims no exception.");
        }
        if (project.use().agreedAt() != null) {
            throw Refused.conflict("already-agreed", "A second person agreed to this exception already.");
        }
        gate.pass(
                caller,
                Act.PROJECT_AGREE,
                project.resource(),
                "project.agree",
                entry -> entry.on(Projects.label(project.id())).with("exception", exemption));
        agree(project.tenant(), project.id(), caller.id().value());
    }

    private void agree(TenantId tenant, UUID project, UUID by) {
        boolean first = transactions.inTenant(
                tenant,
                () -> jdbc.sql("update project set agreed_by = ?, agreed_at = ? where id = ? and agreed_by is null")
                                .params(by, clock.instant().atOffset(ZoneOffset.UTC), project)
                                .update()
                        == 1);
        if (!first) {
            throw Refused.conflict("already-agreed", "A second person agreed to this exception already.");
        }
    }
}
