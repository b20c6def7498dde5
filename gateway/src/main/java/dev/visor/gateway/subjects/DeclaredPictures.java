package dev.visor.gateway.subjects;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.Subjects;
import dev.visor.gateway.trail.Portions;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.Assets;
import dev.visor.gateway.views.ClaimedFace;
import dev.visor.gateway.views.Claims;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import dev.visor.redaction.geometry.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** On which pictures a person was declared, and where, so that an officer can say which face is another's. */
@Service
class DeclaredPictures {

    private final Subjects subjects;
    private final Claims claims;
    private final Assets assets;
    private final Gate gate;

    DeclaredPictures(Subjects subjects, Claims claims, Assets assets, Gate gate) {
        this.subjects = subjects;
        this.claims = claims;
        this.assets = assets;
        this.gate = gate;
    }

    /**
     * One face that was declared for the person.
     *
     * @param reference the client's own reference of the picture; null where it cannot be opened
     * @param box where, in stored pixels; null for the one face of the picture
     */
    record Declared(
            Asset picture,
            int line,
            @Nullable String reference,
            @Nullable Box box) {

        @Override
        public String toString() {
            return "Declared[" + picture.id() + ", " + line + "]";
        }
    }

    /**
     * All of a person. What the client calls the pictures is opened: so records come first, each naming its pictures.
     *
     * @throws Refused if the caller may not, or the person is not known
     */
    List<Declared> of(Caller caller, String pseudonym) {
        TenantId tenant = caller.requireTenant();
        Resource.Trail log = Resource.Trail.ofTenant(tenant.value());
        gate.check(caller, Act.SUBJECT_REASSIGN, log);
        KeyOwner person = subjects.find(tenant, pseudonym)
                .orElseThrow(() -> Refused.badRequest("unknown-subject", "No subject has this pseudonym."));
        List<Declared> declared = new ArrayList<>();
        for (List<UUID> some : Portions.of(claims.pictures(tenant, person), Portions.MOST)) {
            List<Asset> pictures =
                    some.stream().map(id -> assets.find(tenant, id)).toList();
            gate.pass(
                    caller,
                    Act.SUBJECT_REASSIGN,
                    log,
                    "subject.list-pictures",
                    entry -> entry.on(pictures.stream().map(Asset::label).toList())
                            .about(person));
            pictures.forEach(picture -> declared.addAll(on(picture, person)));
        }
        return declared;
    }

    private List<Declared> on(Asset picture, KeyOwner person) {
        String reference = reference(picture);
        return claims.on(picture.tenant(), picture.id()).stream()
                .filter(face -> face.subject().equals(person))
                .map((ClaimedFace face) -> new Declared(picture, face.line(), reference, face.box()))
                .toList();
    }

    private @Nullable String reference(Asset picture) {
        try {
            return claims.reference(picture.tenant(), picture.id());
        } catch (KeyDestroyedException e) {
            return null;
        }
    }
}
