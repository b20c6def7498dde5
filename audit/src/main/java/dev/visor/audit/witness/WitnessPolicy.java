package dev.visor.audit.witness;

import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.VerifierKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which witnesses there are, and how many of whom must have cosigned a checkpoint (C2SP tlog-policy). */
public final class WitnessPolicy {

    /** The predefined name of a quorum that asks for nobody. */
    static final String NONE = "none";

    private final List<VerifierKey> logs;
    private final List<Witness> witnesses;
    private final Map<String, Group> groups;
    private final String quorum;

    /** Fulfilled when at least {@code threshold} of the members are. */
    record Group(int threshold, List<String> members) {
        Group {
            members = List.copyOf(members);
        }
    }

    WitnessPolicy(List<VerifierKey> logs, List<Witness> witnesses, Map<String, Group> groups, String quorum) {
        this.logs = List.copyOf(logs);
        this.witnesses = List.copyOf(witnesses);
        this.groups = Map.copyOf(groups);
        this.quorum = quorum;
    }

    /**
     * Reads a policy file.
     *
     * @throws PolicyException naming the line, if it is not one
     */
    public static WitnessPolicy parse(byte[] file) {
        return new PolicyReader().read(file);
    }

    /** Logs that are accepted, Ed25519; empty if they are known from elsewhere. */
    public List<VerifierKey> logs() {
        return logs;
    }

    /** In the order of the file. */
    public List<Witness> witnesses() {
        return witnesses;
    }

    /** Whether the policy asks for anybody at all. */
    public boolean demanding() {
        return !quorum.equals(NONE);
    }

    /**
     * Whether the cosignatures of a checkpoint are enough.
     *
     * @return the time up to which the quorum stands: enough witnesses cosigned at or after it; empty if they are not enough.
     *     Of a policy that asks for nobody it is the end of time
     * @throws NoteException if a line of a listed witness does not verify
     */
    public Optional<Instant> fulfilledAt(SignedCheckpoint note) {
        Map<String, Instant> times = new HashMap<>();
        for (Witness witness : witnesses) {
            note.cosignedAt(witness.key()).ifPresent(at -> times.put(witness.name(), at));
        }
        return Optional.ofNullable(fulfilled(quorum, times));
    }

    /** A group's time is that of its threshold's latest member: so many had signed by then, or later. */
    private @Nullable Instant fulfilled(String name, Map<String, Instant> times) {
        if (name.equals(NONE)) {
            return Instant.MAX;
        }
        Group group = groups.get(name);
        if (group == null) {
            return times.get(name);
        }
        List<Instant> members = group.members().stream()
                .map(member -> fulfilled(member, times))
                .filter(at -> at != null)
                .sorted(Comparator.reverseOrder())
                .toList();
        return members.size() < group.threshold() ? null : members.get(group.threshold() - 1);
    }

    /** The keys of the witnesses that the quorum can count. */
    public Set<VerifierKey> counted() {
        Set<VerifierKey> counted = new HashSet<>();
        count(quorum, counted);
        return counted;
    }

    private void count(String name, Set<VerifierKey> counted) {
        Group group = groups.get(name);
        if (group != null) {
            group.members().forEach(member -> count(member, counted));
        }
        witnesses.stream().filter(w -> w.name().equals(name)).forEach(w -> counted.add(w.key()));
    }
}
