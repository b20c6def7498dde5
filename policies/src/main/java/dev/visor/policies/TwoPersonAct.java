package dev.visor.policies;

import java.util.Arrays;
import java.util.Optional;

/** Everything that one person asks for and another has to grant. Closed: an act that is not listed here needs no second one. */
public enum TwoPersonAct {
    /** Open an original in an emergency. On an {@code asset:}. */
    BREAK_GLASS("break-glass", "asset", Side.CLIENT),
    /** Give a domain its next root key. On a {@code domain:}. */
    ROOT_ROTATE("root-rotate", "domain", Side.OPERATOR),
    /** Seal the objects of a domain anew, one client's or everybody's, since their keys may be known to somebody. On a {@code domain:}. */
    RESEAL("reseal", "domain", Side.EITHER),
    /** Seal the objects of a domain anew, one client's or everybody's, in the format's next suite. On a {@code domain:}. */
    RESEAL_SUITE("reseal-suite", "domain", Side.EITHER),
    /** End a client organisation: all its keys are destroyed. On a {@code tenant:}. */
    TENANT_END("tenant.end", "tenant", Side.OPERATOR),
    /** Put a set of rules in force. On a {@code policy-set:}. */
    POLICIES_ACTIVATE("policies.activate", "policy-set", Side.OPERATOR),
    /** Use root keys that were put in from a backup. On a {@code keys:}, the place that they were put into. */
    ROOT_RESTORE("root-restore", "keys", Side.OPERATOR),
    /** Open an account for somebody. On an {@code account:}, which stands for the name and everything that it may do. */
    ACCOUNT_OPEN("account.open", "account", Side.OPERATOR),
    /** Take a lost second factor off somebody, who then sets another up. On a {@code person:}. */
    SECOND_FACTOR_RESET("second-factor.reset", "person", Side.OPERATOR),
    /** Give somebody a password for one sign-in, in place of one that was forgotten or never used. On a {@code person:}. */
    PASSWORD_RESET("password.reset", "person", Side.OPERATOR);

    private final String id;
    private final String kind;
    private final Side side;

    TwoPersonAct(String id, String kind, Side side) {
        this.id = id;
        this.kind = kind;
        this.side = side;
    }

    /** The act's name in the policies and in the trail, such as {@code break-glass}. */
    public String id() {
        return id;
    }

    /** What kind of object it is done to: what stands before the colon of the object's label. */
    public String kind() {
        return kind;
    }

    /** Whose things it is done to. */
    public Side side() {
        return side;
    }

    /** The act of that name. */
    public static Optional<TwoPersonAct> named(String id) {
        return Arrays.stream(values()).filter(act -> act.id.equals(id)).findFirst();
    }

    @Override
    public String toString() {
        return id;
    }

    /** Whose things an act is done to. */
    public enum Side {
        /** One client's: the request names the tenant, and both records are in the tenant's log. */
        CLIENT,
        /** The operator's own. */
        OPERATOR,
        /** The one or the other. */
        EITHER
    }
}
