package dev.visor.gateway.views;

import dev.visor.audit.ObjectLabel;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.vault.ObjectId;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.redaction.geometry.ImageSize;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** The restricted rendition of one face. Its picture and its geometry are two sealed objects in two domains. */
@Entity
public class View {

    @Id
    private UUID id;

    private UUID tenant;
    private UUID project;
    private UUID asset;
    private UUID face;
    private UUID picture;
    private UUID geometry;
    private String profile;
    private String detector;
    private int width;
    private int height;
    private String state;
    private Instant created;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected View() {}

    View(
            Asset asset,
            Face face,
            ObjectRef picture,
            ObjectRef geometry,
            String profile,
            String detector,
            ImageSize size,
            Instant created) {
        this.id = UUID.randomUUID();
        this.tenant = asset.tenant().value();
        this.project = asset.project();
        this.asset = asset.id();
        this.face = face.id();
        this.picture = picture.id().value();
        this.geometry = geometry.id().value();
        this.profile = profile;
        this.detector = detector;
        this.width = size.width();
        this.height = size.height();
        this.state = ViewState.STAGED.label();
        this.created = created;
    }

    /** The view's identifier. */
    public UUID id() {
        return id;
    }

    /** Whose view it is. */
    public TenantId tenant() {
        return new TenantId(tenant);
    }

    /** The project that it belongs to. */
    public UUID project() {
        return project;
    }

    /** The picture that it was made of. */
    public UUID asset() {
        return asset;
    }

    /** The face that it shows. */
    public UUID face() {
        return face;
    }

    /** The sealed PNG. */
    public ObjectRef picture() {
        return new ObjectRef(tenant(), new ObjectId(picture), ObjectKind.VIEW, 1);
    }

    /** The sealed geometry: frame, outline, suggested points. */
    public ObjectRef geometry() {
        return new ObjectRef(tenant(), new ObjectId(geometry), ObjectKind.SUGGESTION, 1);
    }

    /** The view profile that it was made under. */
    public String profile() {
        return profile;
    }

    /** The detector that found its face. */
    public String detector() {
        return detector;
    }

    /** Its size in view pixels. */
    public ImageSize size() {
        return new ImageSize(width, height);
    }

    /** Who may see it at all. */
    public ViewState state() {
        return ViewState.labelled(state);
    }

    /** When it was made. */
    public Instant created() {
        return created;
    }

    /** What stands for the view in the trail. */
    public ObjectLabel label() {
        return ObjectLabel.of("view", id);
    }

    void repaint(ObjectRef by) {
        picture = by.id().value();
    }

    void become(ViewState next) {
        state = next.label();
    }
}
