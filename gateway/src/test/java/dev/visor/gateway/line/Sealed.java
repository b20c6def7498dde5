package dev.visor.gateway.line;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.TestReceipts;
import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.keys.KeyAlteredException;
import dev.visor.gateway.keys.KeyDestroyedException;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.vault.ObjectId;
import dev.visor.gateway.vault.ObjectKind;
import dev.visor.gateway.vault.ObjectRef;
import dev.visor.gateway.vault.Vault;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** One tenant's sealed objects, opened past the gateway, with receipts that nobody refuses. */
final class Sealed {

    /** What comes of pictures: all kinds but a project's own identity, which goes with the project. */
    static final ObjectKind[] OF_PICTURES = Arrays.stream(ObjectKind.values())
            .filter(kind -> kind != ObjectKind.IDENTITY)
            .toArray(ObjectKind[]::new);

    private final Installation visor;
    private final Database database;
    private final UUID tenant;

    Sealed(Installation visor, String tenant) {
        this.visor = visor;
        this.database = new Database(visor.bean(DatabaseAccess.class));
        this.tenant = database.tenant(tenant);
    }

    TenantId tenant() {
        return new TenantId(tenant);
    }

    /** What the tenant has sealed since, of any of these kinds. */
    List<ObjectRef> since(Instant begin, ObjectKind... kinds) {
        List<ObjectKind> wanted = List.of(kinds);
        return database.asApp(
                tenant,
                app -> app
                        .sql("select id, kind, generation from vault_object where created >= ? order by created")
                        .param(begin.atOffset(ZoneOffset.UTC))
                        .query((row, n) -> new ObjectRef(
                                tenant(),
                                new ObjectId(row.getObject("id", UUID.class)),
                                kind(row.getInt("kind")),
                                row.getInt("generation")))
                        .list()
                        .stream()
                        .filter(object -> wanted.contains(object.kind()))
                        .toList());
    }

    /** The original of a picture. */
    ObjectRef original(String asset) {
        return database.asApp(
                tenant,
                app -> app.sql("select object, generation from asset where id = ?")
                        .param(UUID.fromString(asset))
                        .query((row, n) -> new ObjectRef(
                                tenant(),
                                new ObjectId(row.getObject("object", UUID.class)),
                                ObjectKind.ORIGINAL,
                                row.getInt("generation")))
                        .single());
    }

    /** The picture of the view of the face that a line claims. */
    ObjectRef view(Line.Job job, int line) {
        return database.asApp(
                tenant,
                app -> app.sql("""
                                select v.picture from view v join face f on f.id = v.face
                                join claim c on c.asset = f.asset and c.line = f.claim
                                where c.batch = ? and c.line = ? order by v.created desc limit 1
                                """)
                        .params(UUID.fromString(job.batch()), line)
                        .query((row, n) -> new ObjectRef(
                                tenant(), new ObjectId(row.getObject("picture", UUID.class)), ObjectKind.VIEW, 1))
                        .single());
    }

    /** What an object holds. */
    byte[] bytes(ObjectRef object) {
        try (Vault.Opened opened =
                visor.bean(Vault.class).open(object, TestReceipts.covering(Clock.systemUTC(), object.label()))) {
            return opened.bytes().clone();
        }
    }

    /** The only picture of a batch. */
    String picture(Line.Job job) {
        return one("select id from asset where batch = ?", UUID.fromString(job.batch()))
                .toString();
    }

    /** Whose face a line of a batch's manifest claims. */
    UUID subject(Line.Job job, int line) {
        return database.asApp(
                tenant,
                app -> app.sql("select subject from claim where batch = ? and line = ?")
                        .params(UUID.fromString(job.batch()), line)
                        .query(UUID.class)
                        .single());
    }

    /** Under whose keys an object's key is wrapped. */
    List<UUID> owners(ObjectRef object) {
        return database.asApp(
                tenant,
                app -> app.sql("select unnest(owners) from vault_wrap where object = ? and generation = ?")
                        .params(object.id().value(), object.generation())
                        .query(UUID.class)
                        .list());
    }

    /** Changes rows of the tenant. */
    int update(String sql, Object... values) {
        return database.asApp(tenant, app -> app.sql(sql).params(values).update());
    }

    /** How many records of this action name an object. */
    int records(String action, ObjectLabel object) {
        return database.asTrail(trail -> trail.sql("""
                        select count(*) from trail_record where convert_from(leaf, 'UTF8') like ?
                        and convert_from(leaf, 'UTF8') like ?
                        """)
                .params("%\"action\":\"" + action + "\"%", "%\"" + object.value() + "\"%")
                .query(Integer.class)
                .single());
    }

    /** How many records hold this text in the clear. */
    int mentions(String text) {
        return database.asTrail(
                trail -> trail.sql("select count(*) from trail_record where convert_from(leaf, 'UTF8') like ?")
                        .param("%" + text + "%")
                        .query(Integer.class)
                        .single());
    }

    boolean opens(ObjectRef object) {
        try (Vault.Opened opened =
                visor.bean(Vault.class).open(object, TestReceipts.covering(Clock.systemUTC(), object.label()))) {
            return opened.bytes().length > 0;
        } catch (KeyDestroyedException | KeyAlteredException e) {
            return false;
        }
    }

    private UUID one(String sql, UUID value) {
        return database.asApp(
                tenant, app -> app.sql(sql).param(value).query(UUID.class).single());
    }

    private static ObjectKind kind(int number) {
        return Arrays.stream(ObjectKind.values())
                .filter(kind -> kind.number() == number)
                .findFirst()
                .orElseThrow();
    }
}
