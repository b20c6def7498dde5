package dev.visor.audit.cli;

import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.VerifierKey;
import dev.visor.audit.timestamp.TimeAuthorities;
import dev.visor.audit.timestamp.TimeTokenException;
import dev.visor.audit.verify.Vouchers;
import dev.visor.audit.witness.PolicyException;
import dev.visor.audit.witness.WitnessPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Who must vouch for a log, on the command line. */
final class VouchersOptions {

    @Option(
            names = "--witness",
            paramLabel = "VKEY|FILE",
            description =
                    "A witness's key, or a file with such keys, each of which must have cosigned; may be repeated.")
    private List<String> witnesses = new ArrayList<>();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "A policy (c2sp.org/tlog-policy) whose quorum must have cosigned.")
    private @Nullable Path policy;

    @Option(
            names = "--tsa",
            paramLabel = "CA.pem",
            description = "Trusted certificates of time stamping authorities: a token that leads to them is demanded.")
    private @Nullable Path authorities;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // set by picocli
    VouchersOptions() {}

    Vouchers read() throws IOException {
        try {
            List<VerifierKey> keys = new ArrayList<>();
            for (String witness : witnesses) {
                keys.addAll(keys(witness));
            }
            return new Vouchers(
                    keys,
                    policy == null ? null : WitnessPolicy.parse(Files.readAllBytes(policy)),
                    authorities == null ? null : TimeAuthorities.parse(Files.readAllBytes(authorities)));
        } catch (PolicyException | TimeTokenException | NoteException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<VerifierKey> keys(String witness) throws IOException {
        boolean file = !witness.contains("+") || Files.exists(Path.of(witness));
        String text = file ? Files.readString(Path.of(witness)) : witness;
        List<VerifierKey> keys = text.lines()
                .filter(line -> !line.isBlank())
                .map(VerifierKey::parse)
                .toList();
        if (keys.isEmpty() || keys.stream().anyMatch(key -> !key.type().timed())) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "There is no witness's key in " + witness + ", only one that states a time is");
        }
        return keys;
    }
}
