package dev.visor.gateway.trail;

import dev.visor.gateway.keys.KeyOwner;
import org.jspecify.annotations.Nullable;

/**
 * Who acts: a signed-in person or a named system actor. The trail keeps the name sealed under the actor's own key.
 *
 * @param id the person's key owner; null for a system actor and for somebody who is not signed in
 * @param name the person's name, or the system actor's fixed name such as {@code redaction}
 * @param role the role acted under, such as {@code annotator}, {@code system} or {@code anonymous}
 */
public record ActorRef(@Nullable KeyOwner id, String name, String role) {

    /** Visor itself, under a name that says which part. */
    public static ActorRef system(String name) {
        return new ActorRef(null, name, "system");
    }

    /** Somebody who is not signed in. */
    public static ActorRef anonymous() {
        return new ActorRef(null, "anonymous", "anonymous");
    }

    @Override
    public String toString() {
        return "ActorRef[" + (id == null ? name : id.toString()) + ", " + role + "]";
    }
}
