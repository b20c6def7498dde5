package dev.visor.gateway.projects;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.codes.AskedCodes;
import dev.visor.policies.DeclaredUse;
import dev.visor.policies.LegalBasis;
import dev.visor.policies.Purpose;
import dev.visor.policies.Resource;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a tenant's pictures are worked on, and how. Purpose and legal basis are fixed when it is made: every later access
 * quotes them.
 */
@Entity
public class Project {

    @Id
    private UUID id;

    private UUID tenant;
    private String name;
    private String purpose;
    private String legalBasis;
    private String landmarkSchema;
    private int schemaVersion;

    @ManyToOne(fetch = FetchType.EAGER)
    @JoinColumn(name = "own_schema")
    private @Nullable OwnSchema ownSchema;

    private int guidelineVersion;
    private String viewProfile;
    private String retention;
    private String[] regions;
    private @Nullable Integer picturesOfOne;
    private String occludedPoints;
    private String[] requiredPoints;

    @Embedded
    private StatedUse use;

    @Embedded
    private AskedCodes codes;

    private UUID createdBy;
    private Instant created;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Project() {}

    Project(
            UUID id,
            TenantId tenant,
            String name,
            Purpose purpose,
            LegalBasis basis,
            Schemas.Found schema,
            PointRules points,
            String viewProfile,
            String retention,
            Set<String> regions,
            @Nullable Integer picturesOfOne,
            StatedUse use,
            AskedCodes codes,
            UUID createdBy,
            Instant created) {
        this.id = id;
        this.tenant = tenant.value();
        this.name = name;
        this.purpose = purpose.id();
        this.legalBasis = basis.id();
        this.landmarkSchema = schema.schema().id();
        this.schemaVersion = schema.schema().ref().version();
        this.ownSchema = schema.row();
        this.occludedPoints = points.occluded().id();
        this.requiredPoints = points.required().toArray(String[]::new);
        this.guidelineVersion = 1;
        this.viewProfile = viewProfile;
        this.retention = retention;
        this.picturesOfOne = picturesOfOne;
        this.regions = regions.stream().sorted().toArray(String[]::new);
        this.use = use;
        this.codes = codes;
        this.createdBy = createdBy;
        this.created = created;
    }

    /** The project's identifier. */
    public UUID id() {
        return id;
    }

    /** Whose project it is. */
    public TenantId tenant() {
        return new TenantId(tenant);
    }

    /** What the client calls it. */
    public String name() {
        return name;
    }

    /** Why its pictures are worked on. */
    public Purpose purpose() {
        return new Purpose(purpose);
    }

    /** On which legal basis. */
    public LegalBasis basis() {
        return LegalBasis.named(legalBasis);
    }

    /** The points that annotators place from now on; what was placed before may be of another version. */
    public LandmarkSchema schema() {
        LandmarkSchema schema = ownSchema == null ? LandmarkSchemas.named(landmarkSchema) : ownSchema.schema();
        if (!schema.ref().equals(new SchemaRef(landmarkSchema, schemaVersion))) {
            throw new IllegalStateException("A project's schema is another than it says");
        }
        return schema;
    }

    /** What it asks of points beyond the schema. */
    public PointRules pointRules() {
        return new PointRules(PointRules.Occluded.named(occludedPoints), List.of(requiredPoints));
    }

    /** The guideline that new tasks are worked under. */
    public int guidelineVersion() {
        return guidelineVersion;
    }

    /** The name of the view profile. */
    public String viewProfile() {
        return viewProfile;
    }

    /** The retention period, ISO 8601. */
    public String retention() {
        return retention;
    }

    /** Where annotators have to be at work: countries and areas; none for anywhere that is known. */
    public Set<String> regions() {
        return Set.of(regions);
    }

    /** How many pictures of one person one annotator may see; null for any number. */
    public @Nullable Integer picturesOfOne() {
        return picturesOfOne;
    }

    /** When it was made. */
    public Instant created() {
        return created;
    }

    /** Who made it. */
    public UUID createdBy() {
        return createdBy;
    }

    /** Who made it, as the owner of a key. */
    KeyOwner maker() {
        return new KeyOwner(createdBy);
    }

    /** What its landmarks are for. */
    public StatedUse use() {
        return use;
    }

    /** What is said of each face beside its points; expressions never where no emotions are to be inferred. */
    public AskedCodes codes() {
        return codes.allowedFor(DeclaredUse.Use.named(use.kind()).orElse(null));
    }

    /** The project as the policies see it. */
    public Resource.Project resource() {
        return new Resource.Project(id, tenant, purpose(), basis(), use.declared(createdBy), regions());
    }
}
