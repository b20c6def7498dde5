package dev.visor.audit.witness;

import dev.visor.audit.merkle.ConsistencyProof;
import dev.visor.audit.merkle.TileTree;
import dev.visor.audit.net.BoundedPost;
import dev.visor.audit.note.Checkpoint;
import dev.visor.audit.note.NoteException;
import dev.visor.audit.note.SignedCheckpoint;
import dev.visor.audit.note.SignedCheckpoint.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Asks one witness to cosign checkpoints (C2SP tlog-witness, {@code add-checkpoint}). Whatever it answers is checked before it
 * is kept.
 */
public final class WitnessClient {

    /** Bytes in an answer: a few lines of the longest kind. */
    private static final int LONGEST_ANSWER = 32_768;

    /** The witness is told of a checkpoint at most so often before it is left alone for this time. */
    private static final int TRIES = 3;

    private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,18})\n");
    private static final String SIZE_TYPE = "text/x.tlog.size";

    private final Witness witness;
    private final URI address;
    private final BoundedPost post;

    /** Sizes that the witness cosigned, by origin; a guess that spares a turn, and the witness corrects it. */
    private final Map<String, Long> known = new ConcurrentHashMap<>();

    /**
     * A client of a witness.
     *
     * @param witness one with an address
     * @param patience for each request
     */
    public WitnessClient(Witness witness, Duration patience) {
        URI prefix = witness.address();
        if (prefix == null) {
            throw new PolicyException("The policy's witness " + witness.name() + " has no address to be asked at");
        }
        this.witness = witness;
        this.address = URI.create(prefix.toString().replaceAll("/+$", "") + "/add-checkpoint");
        this.post = new BoundedPost(patience, LONGEST_ANSWER);
    }

    /** Who is asked. */
    public Witness witness() {
        return witness;
    }

    /**
     * Asks for a cosignature.
     *
     * @param head signed by the log
     * @param tiles of the log, at least up to this head
     * @throws UncheckedIOException if tiles cannot be read, or do not lead to the head's root: the fault is on this side
     */
    public WitnessAnswer ask(SignedCheckpoint head, TileTree.TileSource tiles) {
        Checkpoint checkpoint = head.checkpoint();
        long old = Math.min(known.getOrDefault(checkpoint.origin(), 0L), checkpoint.size());
        try {
            for (int i = 0; i < TRIES; i++) {
                AddCheckpoint request = request(old, head, tiles);
                BoundedPost.Answer answer = post.post(address, "text/plain", request.bytes());
                if (answer.status() != 409) {
                    return take(answer, old, head);
                }
                OptionalLong size = size(answer);
                if (size.isEmpty()) {
                    return unreachable("answers 409 without the size that it knows");
                }
                if (size.getAsLong() > checkpoint.size()) {
                    return new WitnessAnswer.Ahead(size.getAsLong());
                }
                if (size.getAsLong() == old) {
                    return old == checkpoint.size()
                            ? new WitnessAnswer.Forked(old)
                            : unreachable("knows " + old + " leaves and refuses to go on from there");
                }
                old = size.getAsLong();
            }
            return unreachable("names another size each time that it is asked");
        } catch (IOException e) {
            return unreachable("gives " + e.getMessage());
        }
    }

    private static AddCheckpoint request(long old, SignedCheckpoint head, TileTree.TileSource tiles) {
        TileTree tree = new TileTree(tiles, head.checkpoint().size());
        ConsistencyProof proof = tree.consistency(old);
        // Else the witness would be asked to believe tiles that are broken here, and its refusal would look like a
        // fork.
        if (!proof.connects(new TileTree(tiles, old).root(), head.checkpoint().root())) {
            throw new UncheckedIOException(
                    new IOException("The tiles of " + head.checkpoint().origin() + " do not lead to its signed root"));
        }
        return new AddCheckpoint(old, proof.path(), head);
    }

    private WitnessAnswer take(BoundedPost.Answer answer, long old, SignedCheckpoint head) {
        return switch (answer.status()) {
            case 200 -> cosigned(answer, head);
            case 422 -> new WitnessAnswer.Forked(old);
            case 403 -> refused("does not know the keys of " + head.checkpoint().origin());
            case 404 -> refused("does not serve " + head.checkpoint().origin());
            default -> unreachable("answers " + answer.status());
        };
    }

    private WitnessAnswer cosigned(BoundedPost.Answer answer, SignedCheckpoint head) {
        try {
            List<Line> lines = SignedCheckpoint.lines(new String(answer.body(), StandardCharsets.UTF_8)).stream()
                    .filter(line -> line.by(witness.key()))
                    .toList();
            SignedCheckpoint own = new SignedCheckpoint(head.checkpoint(), head.note(), lines);
            if (own.cosignedAt(witness.key()).isPresent()) {
                known.put(head.checkpoint().origin(), head.checkpoint().size());
                return new WitnessAnswer.Cosigned(lines.getFirst());
            }
            return unreachable("answers without a signature by its key");
        } catch (NoteException e) {
            return unreachable("answers with what is no cosignature: " + e.getMessage());
        }
    }

    private static OptionalLong size(BoundedPost.Answer answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        if (!answer.type().equals(SIZE_TYPE) || !SIZE.matcher(body).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(body.strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private WitnessAnswer refused(String sentence) {
        return new WitnessAnswer.Refused("The witness " + witness.name() + " " + sentence);
    }

    private WitnessAnswer unreachable(String sentence) {
        return new WitnessAnswer.Unreachable("The witness " + witness.name() + " " + sentence);
    }
}
