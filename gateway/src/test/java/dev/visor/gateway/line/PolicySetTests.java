package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.access.DecisionInput;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import dev.visor.policies.AccessRequest;
import dev.visor.policies.Act;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Rules change by two persons who saw what would change, at once and for everything, and go back by one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicySetTests {

    private static final String NO_BATCHES = """
            @id("no-batches-%s")
            @explain("No batches for now.")
            forbid (principal, action == Action::"batch.create", resource);
            """;

    private final Installation visor = Installation.fresh("policy-sets", Map.of());
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final TrailReading trail = visor.bean(TrailReading.class);
    private final Person adam = Rules.administrator("adam");
    private final Person alma = Rules.administrator("alma");
    private final Rules rules = new Rules(visor, alma);
    private final Cast cast = new Cast(visor);
    private final Line.Job job = cast.project();
    private final TenantId tenant = new TenantId(database.tenant(cast.handle));

    @BeforeAll
    void works() {
        job.manifest(row(0), row(1));
        job.upload("photo.jpg", Line.photograph()).ok();
        job.staged();
        job.release(cast.officer).ok();
    }

    @AfterAll
    void ends() {
        visor.close();
    }

    private static String row(int face) {
        return "photo.jpg,\"" + Line.FACES[face] + "\",pseudonym-" + face + ",consent-1,reference-1";
    }

    private static String noBatches() {
        return NO_BATCHES.formatted(UUID.randomUUID());
    }

    private Answer batch() {
        return visor.post(cast.client, "/api/v1/projects/" + job.project + "/batches", "{\"label\": \"One more\"}");
    }

    private List<TrailRecord> records(String action) {
        return trail.newest(null, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(record -> record.action().equals(action))
                .toList();
    }

    @Test
    void takesARehearsalAndASecondPersonAndGoesBackByOne() throws Exception {
        batch().ok();
        String before = rules.all(adam).path("inForce").asString();
        String task = job.next(cast.annotator).path("id").asString();
        String grant = job.grant(cast.annotator, task).ok().json().path("grant").asString();

        String set = rules.proposed("No batches in December", noBatches());

        JsonNode opened = rules.one(adam, set);
        assertThat(opened.path("inForce").asBoolean()).isFalse();
        assertThat(opened.path("changes")).hasSize(1);
        assertThat(opened.path("changes").get(0).path("after").asString()).contains("No batches for now.");
        batch().ok();

        JsonNode rehearsal = rules.rehearsed(set, 2000).path("rehearsal");
        assertThat(rehearsal.path("decisions").asInt()).isGreaterThan(10);
        assertThat(rehearsal.path("turned").asInt()).isGreaterThanOrEqualTo(2);
        JsonNode difference = rehearsal.path("differences").get(0);
        assertThat(difference.path("act").asString()).isEqualTo("batch.create");
        assertThat(difference.path("times").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(difference.path("before").path("allowed").asBoolean()).isTrue();
        assertThat(difference.path("after").path("allowed").asBoolean()).isFalse();
        // The client whose decisions were read finds that in the own log.
        assertThat(trail.newest(tenant, Long.MAX_VALUE, TrailReading.PAGE))
                .extracting(TrailRecord::action)
                .contains("policies.rehearse");

        String asked = rules.asked(adam, set);
        rules.activate(adam, set, asked).refused(409, "approval-waiting");
        visor.post(alma, "/api/v1/approvals/" + asked + "/grant", "").ok();
        JsonNode activated = rules.activate(adam, set, asked).ok().json();

        assertThat(activated.path("inForce").asBoolean()).isTrue();
        batch().refused(403, "forbidden");
        job.view(cast.annotator, task, grant).refused(403, "grant-policy-changed");
        proves(activated);
        TrailRecord record = records("policies.activate").getFirst();
        assertThat(record.facts())
                .containsEntry("rules", opened.path("set").path("hash").asString())
                .containsEntry(
                        "replaces",
                        rules.one(adam, before).path("set").path("hash").asString());
        assertThat(record.objects()).extracting(Object::toString).contains("policy-set:" + set, "approval:" + asked);
        // The next decision names the new rules, and that their text lies beside the log.
        assertThat(trail.newest(tenant, Long.MAX_VALUE, TrailReading.PAGE).stream()
                        .map(TrailRecord::facts)
                        .filter(facts -> facts.containsKey("policy-set"))
                        .findFirst()
                        .orElseThrow())
                .containsEntry("policy-set", opened.path("set").path("hash").asString())
                .containsEntry("policy-text", "kept");

        rules.goBack(adam.withoutSecondFactor()).refused(401, "step-up-required");
        rules.goBack(cast.compliance).refused(403, "forbidden");
        rules.goBack(alma).ok();

        assertThat(rules.all(adam).path("inForce").asString()).isEqualTo(before);
        batch().ok();
        assertThat(records("policies.roll-back")).hasSizeGreaterThanOrEqualTo(1);
        rules.goBack(adam).refused(409, "nothing-to-go-back-to");
        // What two persons agreed on is done once: the one who went back cannot go forth again alone.
        rules.rehearsed(set, 10);
        rules.activate(adam, set, asked).refused(409, "approval-used");
    }

    /** As the handbook tells it, with the JDK in OpenSSL's place. */
    private static void proves(JsonNode set) throws Exception {
        JsonNode statement = set.path("statement");
        String pem = statement.path("publicKey").asString().replaceAll("-----[A-Z ]+-----|\\s", "");
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem))));
        String text = statement.path("text").asString();
        check.update(text.getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(
                        Base64.getDecoder().decode(statement.path("signature").asString())))
                .isTrue();
        assertThat(text).contains("rules " + set.path("set").path("hash").asString());
    }

    @Test
    void nothingLessWillDo() {
        String set = rules.proposed("Refused", noBatches());
        String other = rules.proposed("Another", noBatches());
        String asked = rules.asked(adam, set);
        // Nobody grants their own, no officer grants the operator's, and what was granted is for one set and one
        // person.
        visor.post(adam, "/api/v1/approvals/" + asked + "/grant", "").refused(403, "forbidden");
        visor.post(cast.compliance, "/api/v1/approvals/" + asked + "/grant", "").refused(404, "not-found");
        visor.post(alma, "/api/v1/approvals/" + asked + "/grant", "").ok();
        rules.activate(adam, set, asked).refused(409, "not-rehearsed");
        rules.rehearsed(set, 10);
        rules.rehearsed(other, 10);
        rules.activate(adam, other, asked).refused(404, "not-found");
        rules.activate(alma, set, asked).refused(404, "not-found");
        rules.activate(adam, UUID.randomUUID().toString(), asked).refused(404, "not-found");
        rules.activate(adam.withoutSecondFactor(), set, asked).refused(401, "step-up-required");
        rules.activate(cast.compliance, set, asked).refused(403, "forbidden");
        rules.activate(cast.client, set, asked).refused(403, "forbidden");
        assertThat(records("policies.activate"))
                .noneMatch(record -> record.objects().toString().contains(set));
    }

    @Test
    void aRehearsalAgainstRulesThatAreNoLongerInForceDoesNotCount() {
        String first = rules.proposed("First", noBatches());
        String second = rules.proposed("Second", noBatches());
        String both = rules.agreed(adam, second);
        rules.activate(adam, first, rules.agreed(adam, first)).ok();
        rules.activate(adam, second, both).refused(409, "not-rehearsed");
        rules.goBack(adam).ok();
        rules.activate(adam, second, both).ok();
        rules.goBack(adam).ok();
    }

    @Test
    void aRehearsalOfTheDayBeforeDoesNotCount() {
        String set = rules.proposed("Yesterday", noBatches());
        String agreed = rules.agreed(adam, set);
        database.asOwner(
                null,
                owner -> owner.sql("update policy_rehearsal set rehearsed_at = now() - interval '24 hours 1 second'"
                                + " where policy_set = ?")
                        .param(UUID.fromString(set))
                        .update());

        rules.activate(adam, set, agreed).refused(409, "not-rehearsed");
    }

    @Test
    void whatCannotBeInForceIsNotTaken() {
        rules.propose(rules.wanted("Unknown", NO_BATCHES.replace("batch.create", "batch.burn")))
                .refused(400, "bad-rules");
        rules.propose(rules.wanted("Unreadable", "permit everything;")).refused(400, "bad-rules");
        rules.propose("{\"title\": \"No step-up\", \"files\": {\"conditions.cedar\": \"\"}}")
                .refused(400, "bad-rules");
        rules.propose("{\"title\": \"Locked\", \"files\": {\"policies.cedar\": \"\"}}")
                .refused(400, "bad-rules");
        rules.propose("{\"title\": \"Elsewhere\", \"files\": {\"../mine.cedar\": \"\"}}")
                .refused(400, "bad-rules");
        rules.propose("{\"title\": \" \", \"files\": {\"projects.cedar\": \"\"}}")
                .refused(400, "bad-request");
        assertThat(rules.propose(rules.wanted("Long", "// " + "x".repeat(1 << 20)))
                        .status())
                .isIn(400, 413);
        String wanted = rules.wanted("twice");
        rules.propose(wanted).ok();
        rules.propose(wanted).refused(409, "rules-known");
        String set = rules.proposed("Many", noBatches());
        rules.rehearse(set, 0).refused(400, "bad-decisions");
        rules.rehearse(set, 2001).refused(400, "bad-decisions");
        visor.get(cast.client, "/api/v1/policy-sets").refused(403, "forbidden");
        rules.one(cast.compliance, set);
    }

    @Test
    void theRecordHoldsWhatWasDecidedFromSealed() {
        batch().ok();
        TrailRecord record = trail.newest(tenant, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(one -> one.action().equals("batch.create"))
                .findFirst()
                .orElseThrow();
        AccessRequest request = decidedFrom(record);
        assertThat(request.act()).isEqualTo(Act.BATCH_CREATE);
        assertThat(request.principal().id()).isEqualTo(cast.client.id());
        assertThat(request.resource().id().toString()).isEqualTo(job.project);
        assertThat(record.leaf()).doesNotContain(cast.client.id().toString());
        // The same of what was refused.
        visor.post(cast.compliance, "/api/v1/projects/" + job.project + "/batches", "{\"label\": \"Not mine\"}")
                .refused(403, "forbidden");
        TrailRecord refused = trail.newest(tenant, Long.MAX_VALUE, TrailReading.PAGE).stream()
                .filter(one -> one.action().equals("access.refused"))
                .findFirst()
                .orElseThrow();
        assertThat(decidedFrom(refused).principal().id()).isEqualTo(cast.compliance.id());
    }

    private static AccessRequest decidedFrom(TrailRecord record) {
        return DecisionInput.read(Objects.requireNonNull(record.sealed().get(DecisionInput.FIELD)))
                .orElseThrow();
    }

    @Test
    void nobodyFindsWordsOfARehearsalAboutSomebody() {
        batch().ok();
        String set = rules.proposed("Nobody", noBatches());
        String answer = new String(rules.rehearse(set, 100).ok().body(), StandardCharsets.UTF_8);
        String rehearsal = answer.substring(answer.indexOf("\"rehearsal\""));
        assertThat(rehearsal)
                .doesNotContain(
                        cast.client.id().toString(), job.project, tenant.value().toString(), cast.handle);
    }

    @Test
    void rowsThatNobodySignedAreNotTakenAndMissingOnesAreMissed() {
        String set = rules.proposed("Forged", noBatches());
        String before = rules.all(adam).path("inForce").asString();
        long number = database.owner()
                .sql("select coalesce(max(number), 0) from policy_activation")
                .query(Long.class)
                .single();
        database.owner()
                .sql(
                        "insert into policy_activation (number, policy_set, replaces, kind, approval, activated_at, signature)"
                                + " values (?, ?, ?, 'activation', ?, now(), ?)")
                .params(number + 1, UUID.fromString(set), UUID.fromString(before), UUID.randomUUID(), new byte[64])
                .update();
        await().until(() -> health("rules").path("status").asString().equals("DOWN"));
        batch().ok();
        visor.get(adam, "/api/v1/policy-sets").refused(503, "rules-altered");
        database.owner()
                .sql("delete from policy_activation where number = ?")
                .param(number + 1)
                .update();
        await().until(() -> health("rules").path("status").asString().equals("UP"));

        // One that was in force is taken out.
        rules.activate(adam, set, rules.agreed(adam, set)).ok();
        database.owner()
                .sql("create table kept_activation as select * from policy_activation"
                        + " where number = (select max(number) from policy_activation)")
                .update();
        database.owner()
                .sql("delete from policy_activation where number = (select number from kept_activation)")
                .update();
        await().until(() -> health("rules").path("status").asString().equals("DOWN"));
        batch().refused(403, "forbidden");
        database.owner()
                .sql("insert into policy_activation table kept_activation")
                .update();
        await().until(() -> health("rules").path("status").asString().equals("UP"));
        rules.goBack(adam).ok();
    }

    private JsonNode health(String part) {
        return visor.get(null, "/actuator/health").json().path("components").path(part);
    }

    @Test
    void theKeyLiesOutsideOfWhatIsBackedUp() {
        Path key = visor.config().resolve("policy-key");
        assertThat(key.resolve("private.der")).exists();
        assertThat(Files.exists(visor.home().resolve("policy-key"))).isFalse();
    }
}
