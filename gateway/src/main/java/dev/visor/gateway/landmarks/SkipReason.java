package dev.visor.gateway.landmarks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.visor.gateway.views.Concern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why somebody passes a task over. Each reason has somebody whom it goes to: the client's redaction officer, or a colleague. */
enum SkipReason {
    /** There is nothing to place points on. */
    NO_FACE("no-face", Concern.NOT_A_FACE),
    /** A poster, a statue, somebody in the background. */
    WRONG_FACE("wrong-face", Concern.WRONG_FACE),
    /** Too blurred, too dark, too small. */
    UNUSABLE("unusable", Concern.UNUSABLE),
    /** It is hard to look at. */
    DISTRESS("distress", null);

    private final String label;
    private final @Nullable Concern concern;

    SkipReason(String label, @Nullable Concern concern) {
        this.label = label;
        this.concern = concern;
    }

    /** The name in requests. */
    @JsonValue
    String label() {
        return label;
    }

    /** What the client's redaction officer has to decide; empty where a colleague takes the task. */
    Optional<Concern> concern() {
        return Optional.ofNullable(concern);
    }

    /** What the trail says: what somebody can bear to look at is told to no client. */
    String told() {
        return concern == null ? "own" : label;
    }

    @JsonCreator
    static SkipReason labelled(String label) {
        for (SkipReason reason : values()) {
            if (reason.label.equals(label)) {
                return reason;
            }
        }
        throw new IllegalArgumentException("A task is skipped for one of no-face, wrong-face, unusable, distress");
    }
}
