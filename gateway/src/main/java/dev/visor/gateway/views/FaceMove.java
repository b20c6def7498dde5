package dev.visor.gateway.views;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.util.UUID;

/**
 * A face that is another person's than was declared.
 *
 * @param asset the picture
 * @param line the manifest's line that claims the face
 * @param from whose it was declared to be
 * @param to whose it is
 */
public record FaceMove(TenantId tenant, UUID asset, int line, KeyOwner from, KeyOwner to) {

    public FaceMove {
        if (from.equals(to)) {
            throw new IllegalArgumentException("A face moves from one person to another");
        }
    }
}
