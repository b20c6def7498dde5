package dev.visor.gateway.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.Receipt;
import dev.visor.audit.TrailUnavailableException;
import dev.visor.audit.note.VerifierKeys;
import dev.visor.audit.verify.TlogProof;
import dev.visor.gateway.TestDatabase;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything of the package on a real database; only the keys are the test's own. */
class TrailsTests {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static AnnotationConfigApplicationContext context;
    private static Trails trails;
    private static TrailReading reading;

    private final TenantId tenant = TenantId.random();
    private final KeyOwner ann = KeyOwner.random();
    private final ActorRef annotator = new ActorRef(ann, "Ann Otator", "annotator");
    private final ObjectLabel view = ObjectLabel.of("view", UUID.randomUUID());

    @BeforeAll
    static void start() {
        context = new AnnotationConfigApplicationContext(TrailBeans.class);
        trails = context.getBean(Trails.class);
        reading = context.getBean(TrailReading.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    private Entry show(KeyOwner... persons) {
        return Entry.of("view.show", annotator)
                .in(tenant)
                .because("training", "consent")
                .on(view)
                .about(persons)
                .with("decision", "allowed");
    }

    @Nested
    class Append {

        @Test
        void givesAReceiptForTheNamedObjectsAndKeepsTheActorsNameSealed() {
            Receipt receipt = trails.append(show().sealed("address", "203.0.113.7"));

            receipt.require(view);
            TrailRecord record = reading.record(tenant, receipt.record()).orElseThrow();
            assertThat(record.actorName()).isEqualTo("Ann Otator");
            assertThat(record.sealed()).isEqualTo(Map.of("address", "203.0.113.7"));
            assertThat(record.leaf()).doesNotContain("Ann", "203.0.113.7", ann.toString());
            assertThat(record.log()).isEqualTo(reading.origin(tenant));
        }

        @Test
        void ordersRecordsByPersonAcrossActors() {
            KeyOwner person = KeyOwner.random();
            Receipt first = trails.append(show(person));
            trails.append(show(KeyOwner.random()));
            Receipt second = trails.append(Entry.of("redaction.process", ActorRef.system("redaction"))
                    .in(tenant)
                    .because("training", "consent")
                    .on(view)
                    .about(person));

            List<TrailRecord> about = reading.about(tenant, person, 0, 10);
            assertThat(about).extracting(TrailRecord::id).containsExactly(first.record(), second.record());
            assertThat(about).extracting(TrailRecord::personal).containsExactly(1L, 2L);
            assertThat(reading.about(tenant, person, 1, 10)).hasSize(1);
        }

        @Test
        void survivesTheCallersRollback() {
            TransactionTemplate transaction =
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            Receipt receipt = transaction.execute(status -> {
                status.setRollbackOnly();
                return trails.append(show(KeyOwner.random()));
            });
            assertThat(receipt).isNotNull();
            assertThat(reading.record(tenant, receipt.record())).isPresent();
        }

        @Test
        void recordsRefusalsOfPeopleWhoAreNotSignedIn() {
            Receipt receipt = trails.append(Entry.of("access.refused", ActorRef.anonymous())
                    .because(Ground.SECURITY)
                    .with("reason", "not-signed-in")
                    .with("method", "GET")
                    .with("route", "/api/v1/originals/{id}")
                    .with("status", "401"));
            assertThat(reading.record(null, receipt.record()))
                    .hasValueSatisfying(record -> assertThat(record.actor()).isEqualTo("anonymous"));
        }

        @Test
        void tellsARecordFromThatOfAnErasedPerson() {
            KeyOwner person = KeyOwner.random();
            Receipt before = trails.append(show(person));
            TrailBeans.IDENTITIES.erase(person);
            trails.append(show(person));
            assertThat(reading.about(tenant, person, 0, 10))
                    .extracting(TrailRecord::id)
                    .containsExactly(before.record());
        }

        @Test
        void showsNoNameOfAnErasedActor() {
            Receipt receipt = trails.append(show());
            TrailBeans.IDENTITIES.erase(ann);
            assertThat(reading.record(tenant, receipt.record()).orElseThrow().actorName())
                    .isNull();
        }

        @Test
        void refusesActionsAndFactsThatTheCatalogueLacks() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            trails.append(Entry.of("view.steal", annotator).because(Ground.OPERATION)))
                    .withMessageContaining("view.steal");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> trails.append(show().with("name-of-subject", "Bob")))
                    .withMessageContaining("name-of-subject");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> trails.append(show().because("training", "none")))
                    .withMessageContaining("legal basis");
        }

        @Test
        void doesNotShowOneTenantsRecordsToAnother() {
            Receipt receipt = trails.append(show());
            assertThat(reading.record(TenantId.random(), receipt.record())).isEmpty();
            assertThat(reading.record(null, receipt.record())).isEmpty();
        }
    }

    @Nested
    class Outcome {

        @Test
        void namesItsIntent() {
            Receipt intent = trails.append(show());
            Receipt outcome = trails.outcome(
                    intent,
                    Entry.of("view.sent", annotator)
                            .in(tenant)
                            .because("training", "consent")
                            .with("bytes", "1234"));
            TrailRecord record = reading.record(tenant, outcome.record()).orElseThrow();
            assertThat(record.intent()).isEqualTo(intent.record());
            assertThat(record.outcome()).isEqualTo("sent");
        }

        @Test
        void isToldByWhoeverActedInTheSameRole() {
            Receipt intent = trails.append(show());
            assertThat(intent.role()).isEqualTo("annotator");
            for (ActorRef other : List.of(
                    new ActorRef(ann, "Ann Otator", "client"),
                    new ActorRef(KeyOwner.random(), "Ben", "annotator"),
                    ActorRef.system("redaction"))) {
                assertThatIllegalArgumentException()
                        .as(other.toString())
                        .isThrownBy(() -> trails.outcome(
                                intent, Entry.of("view.sent", other).in(tenant).because("training", "consent")));
            }
        }

        @Test
        void staysInTheLogOfItsIntent() {
            Receipt intent = trails.append(show());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> trails.outcome(
                            intent, Entry.of("view.sent", annotator).because("training", "consent")));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> trails.outcome(intent, show()))
                    .withMessageContaining("is no outcome");
        }
    }

    @Nested
    class Published {

        @Test
        void provesARecordOnceItIsSequenced() {
            Receipt receipt = trails.append(show());
            await().atMost(PATIENCE)
                    .until(() -> reading.proof(tenant, receipt.record()).isPresent());
            RecordProof proof = reading.proof(tenant, receipt.record()).orElseThrow();
            VerifierKeys keys = VerifierKeys.parse(String.join("\n", proof.verifierKeys()));
            TlogProof.parse(proof.proof()).verify(keys);
            assertThat(reading.record(tenant, receipt.record()).orElseThrow().index())
                    .isEqualTo(proof.index());
        }
    }

    @Nested
    class Health {

        @Test
        void isGreenAndTurnsRedWhenTheStoreRefuses() {
            TrailHealthIndicator health = context.getBean(TrailHealthIndicator.class);
            trails.append(show());
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);

            JdbcClient owner = JdbcClient.create(TestDatabase.owner());
            owner.sql("revoke insert on trail_record from visor_trail").update();
            try {
                assertThatThrownBy(() -> trails.append(show())).isInstanceOf(TrailUnavailableException.class);
                assertThatThrownBy(() -> trails.append(show())).isInstanceOf(TrailUnavailableException.class);
            } finally {
                owner.sql("grant insert on trail_record to visor_trail").update();
            }
            await().atMost(PATIENCE).until(() -> health.health().getStatus().equals(Status.UP));
            trails.append(show());
        }
    }
}
