package dev.visor.policies;

import java.util.Optional;

/** The roles that a person may hold. A person acts under one at a time. */
public enum Role {
    /** Uploads pictures and fetches landmarks, for one tenant. */
    CLIENT("client"),
    /** Sees views beside originals and releases batches, for one tenant. */
    REDACTION_OFFICER("redaction-officer"),
    /** Places landmarks on views, in a team of the workforce. */
    ANNOTATOR("annotator"),
    /** Reviews landmarks on views, in a team of the workforce. */
    SENIOR_REVIEWER("senior-reviewer"),
    /** Leads a team of the workforce; sees no pictures under this role. */
    TEAM_LEAD("team-lead"),
    /** Answers who saw what, for one tenant or for the operator. */
    COMPLIANCE_OFFICER("compliance-officer"),
    /** Reads a trail from outside, invited and for a time. */
    EXTERNAL_AUDITOR("external-auditor"),
    /** Runs the installation: people and approvals, no pictures. */
    ADMINISTRATOR("administrator");

    private final String id;

    Role(String id) {
        this.id = id;
    }

    /** The role's name in tokens, policies and the trail, such as {@code redaction-officer}. */
    public String id() {
        return id;
    }

    /** The role of that name; empty for a name that is none of ours, which gives no right. */
    public static Optional<Role> named(String id) {
        for (Role role : values()) {
            if (role.id.equals(id)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return id;
    }
}
