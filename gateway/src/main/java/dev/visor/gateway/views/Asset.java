package dev.visor.gateway.views;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.vault.ObjectId;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.policies.Resource;
import dev.visor.redaction.geometry.ImageSize;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An uploaded picture. Its original rests in the vault; here stands what is needed to find and to judge it. */
@Entity
public class Asset {

    @Id
    private UUID id;

    private UUID tenant;
    private UUID project;
    private UUID batch;
    private UUID object;
    private int generation;
    private UUID owner;
    private byte[] commitment;
    private String format;
    private int width;
    private int height;
    private int orientation;
    private String state;
    private @Nullable String reason;
    private @Nullable String detector;
    private int attempts;
    private Instant created;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Asset() {}

    Asset(UUID id, NewAsset wanted, Instant created) {
        this.id = id;
        this.tenant = wanted.original().tenant().value();
        this.project = wanted.project();
        this.batch = wanted.batch();
        this.object = wanted.original().id().value();
        this.generation = wanted.original().generation();
        this.owner = wanted.owner().value();
        this.commitment = wanted.commitment().clone();
        this.format = wanted.format();
        this.width = wanted.size().width();
        this.height = wanted.size().height();
        this.orientation = wanted.orientation();
        this.state = AssetState.UPLOADED.label();
        this.created = created;
    }

    /** The picture's identifier. */
    public UUID id() {
        return id;
    }

    /** Whose picture it is. */
    public TenantId tenant() {
        return new TenantId(tenant);
    }

    /** The project that it was uploaded for. */
    public UUID project() {
        return project;
    }

    /** The batch that it came in. */
    public UUID batch() {
        return batch;
    }

    /** The sealed original. */
    public ObjectRef original() {
        return new ObjectRef(new TenantId(tenant), new ObjectId(object), ObjectKind.ORIGINAL, generation);
    }

    /** The subject whose key sealed it before anybody was found on it. */
    public KeyOwner owner() {
        return new KeyOwner(owner);
    }

    /** A keyed commitment to the file's bytes. */
    public byte[] commitment() {
        return commitment.clone();
    }

    /** The IANA media type. */
    public String format() {
        return format;
    }

    /** Size of the stored raster. */
    public ImageSize size() {
        return new ImageSize(width, height);
    }

    /** The EXIF orientation, 1 to 8. */
    public int orientation() {
        return orientation;
    }

    /** How far it has come. */
    public AssetState state() {
        return AssetState.labelled(state);
    }

    /** Why it waits or was refused; null otherwise. */
    public @Nullable String reason() {
        return reason;
    }

    /** Which detector looked at it; null before. */
    public @Nullable String detector() {
        return detector;
    }

    /** When it was uploaded. */
    public Instant created() {
        return created;
    }

    /** What stands for the picture in the trail. */
    public ObjectLabel label() {
        return ObjectLabel.of("asset", id);
    }

    /** The original as the policies see it. */
    public Resource.Original resource(Resource.Project of) {
        return new Resource.Original(id, of);
    }

    /** Counts one more attempt to look at it. */
    int attempt() {
        attempts++;
        return attempts;
    }

    /** Takes the next generation, in which somebody was blanked, in the place of the original. */
    void blanked(ObjectRef next) {
        object = next.id().value();
        generation = next.generation();
        format = "image/png";
    }

    void settle(AssetState settled, @Nullable String why, @Nullable String by) {
        state = settled.label();
        reason = why;
        detector = by;
    }
}
