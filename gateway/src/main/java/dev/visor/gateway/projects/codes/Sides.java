package dev.visor.gateway.projects.codes;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which sides an action unit is coded on. */
public enum Sides {
    /** It has no side, such as a lowered jaw. */
    @JsonProperty("none")
    NONE,
    /** It is on one side or on the other and never on both, such as a jaw that is pushed sideways. */
    @JsonProperty("one")
    ONE,
    /** It is on the left, on the right, on both alike, or on both at different intensities. */
    @JsonProperty("any")
    ANY
}
