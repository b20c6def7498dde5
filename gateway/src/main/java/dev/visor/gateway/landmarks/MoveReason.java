package dev.visor.gateway.landmarks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Why the lead of a team moves a task. A closed set, so that no record holds what somebody thinks of a colleague. */
enum MoveReason {
    /** Whoever holds it is not at work. */
    ABSENT("absent"),
    /** It has to be done sooner than its holder can. */
    DUE("due"),
    /** Some have more to do than others. */
    BALANCE("balance"),
    /** It needs somebody who knows more of such faces. */
    EXPERTISE("expertise"),
    /** Anything else. */
    OTHER("other");

    private final String label;

    MoveReason(String label) {
        this.label = label;
    }

    /** The name in requests and in the trail. */
    @JsonValue
    String label() {
        return label;
    }

    @JsonCreator
    static MoveReason labelled(String label) {
        for (MoveReason reason : values()) {
            if (reason.label.equals(label)) {
                return reason;
            }
        }
        throw new IllegalArgumentException("A task is moved for one of absent, due, balance, expertise, other");
    }
}
