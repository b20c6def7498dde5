package dev.visor.gateway.projects;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import dev.visor.audit.Receipt;
import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import dev.visor.policies.Act;
import java.io.IOException;
import java.nio.CharBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Each project's age recipient (X25519). Its identity is made here, sealed in the domain of the originals, and opened under
 * a receipt that names it: whoever may open an original may open what was sealed on its way in, and nobody else.
 */
@Service
public class ProjectRecipients {

    private static final ActorRef ACTOR = ActorRef.system("exchange");

    private static final Logger log = LoggerFactory.getLogger(ProjectRecipients.class);

    private final RecipientTable table;
    private final Projects projects;
    private final Vault vault;
    private final Trails trails;
    private final Gate gate;
    private final Clock clock;

    ProjectRecipients(RecipientTable table, Projects projects, Vault vault, Trails trails, Gate gate, Clock clock) {
        this.table = table;
        this.projects = projects;
        this.vault = vault;
        this.trails = trails;
        this.gate = gate;
        this.clock = clock;
    }

    ProjectRecipient read(Caller caller, UUID id) {
        TenantId tenant = caller.requireTenant();
        Project project = projects.find(tenant, id);
        gate.check(caller, Act.PROJECT_READ, project.resource());
        return of(project);
    }

    /** A new project's; where it cannot be made now, whoever needs it first has it made. */
    void begin(Project project) {
        try {
            of(project);
        } catch (RuntimeException e) {
            log.warn(
                    "A new project has no recipient yet; it is made when it is first asked for: {}",
                    e.getClass().getName());
        }
    }

    /**
     * The project's recipient, made if it has none.
     *
     * @throws dev.visor.gateway.keys.CustodianRefusedException if there is none and this process may not seal originals
     */
    public ProjectRecipient of(Project project) {
        return table.find(project).orElseGet(() -> make(project));
    }

    /** Whether this is the recipient of one of the tenant's projects, whose secret lies here. */
    public boolean isOurs(TenantId tenant, String recipient) {
        return table.has(tenant, recipient);
    }

    /** One at a time in this process, so that two who ask at once do not both make one; of two processes one is undone. */
    private synchronized ProjectRecipient make(Project project) {
        return table.find(project).orElseGet(() -> {
            KeyPair pair = generate();
            byte[] identity = pair.getPrivate().getEncoded();
            try {
                return keep(project, pair.getPublic().toString(), identity);
            } finally {
                Arrays.fill(identity, (byte) 0);
            }
        });
    }

    private ProjectRecipient keep(Project project, String recipient, byte[] identity) {
        TenantId tenant = project.tenant();
        Receipt receipt = trails.append(entry("recipient.create", project).with("recipient", recipient));
        String action = "act.failed";
        try {
            // An owner of the project's own: its key turns with its epoch like any other, and dies alone or with the
            // tenant.
            KeyOwner owner = KeyOwner.random();
            ObjectRef sealed = vault.seal(tenant, ObjectKind.IDENTITY, Set.of(owner), identity);
            ProjectRecipient made = new ProjectRecipient(
                    project.id(), recipient, sealed, clock.instant().truncatedTo(ChronoUnit.MICROS));
            if (table.keep(project, made, owner)) {
                action = "act.done";
                return made;
            }
            vault.destroy(tenant, List.of(owner));
            return table.find(project).orElseThrow();
        } finally {
            trails.outcome(receipt, entry(action, project));
        }
    }

    /**
     * Opens the identity for as long as an age file's header is read: its payload has a key of its own.
     *
     * @param receipt covers the recipient's label
     */
    public <T> T opened(ProjectRecipient recipient, Receipt receipt, Opening<T> header) throws IOException {
        try (Vault.Opened identity = vault.open(recipient.identity(), receipt)) {
            byte[] ascii = identity.bytes();
            CharBuffer text = CharBuffer.allocate(ascii.length);
            try {
                for (byte one : ascii) {
                    text.put((char) one);
                }
                return header.with(text.flip());
            } finally {
                Arrays.fill(text.array(), '\0');
            }
        }
    }

    /** What an identity is opened for. */
    @FunctionalInterface
    public interface Opening<T> {

        /**
         * Uses the identity, and keeps nothing of it.
         *
         * @param identity {@code AGE-SECRET-KEY-1...}: wiped on return
         */
        T with(CharSequence identity) throws IOException;
    }

    private static Entry entry(String action, Project project) {
        return Entry.of(action, ACTOR)
                .in(project.tenant())
                .because(project.purpose().id(), project.basis().id())
                .on(Projects.label(project.id()));
    }

    private static KeyPair generate() {
        try {
            return new X25519KeyPairGenerator().generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has X25519", e);
        }
    }
}
