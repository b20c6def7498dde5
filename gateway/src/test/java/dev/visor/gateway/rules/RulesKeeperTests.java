package dev.visor.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.audit.Receipt;
import dev.visor.audit.TestReceipts;
import dev.visor.audit.log.PolicyText;
import dev.visor.gateway.TestDatabase;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Trails;
import dev.visor.policies.Policies;
import dev.visor.policies.PolicyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is in force is what was signed last, whatever the tables say. */
class RulesKeeperTests {

    private static final Policies SHIPPED = Policies.load();

    private final JdbcClient owner = JdbcClient.create(TestDatabase.owner());
    private final JdbcClient app = JdbcClient.create(TestDatabase.app());
    private final PolicySetTable table = new PolicySetTable(app);
    private final List<String> laid = new ArrayList<>();
    private final List<Entry> told = new ArrayList<>();

    @TempDir
    Path config;

    private PolicyKey key;

    @BeforeEach
    void begin() {
        owner.sql("truncate policy_activation, policy_rehearsal, policy_set restart identity")
                .update();
        key = new PolicyKey(config);
    }

    private RulesKeeper keeper() {
        return keeper(false, false);
    }

    private RulesKeeper keeper(boolean setAside, boolean restored) {
        return new RulesKeeper(
                table,
                key,
                text -> laid.add(PolicyText.parse(text).hash()),
                new Trails() {
                    @Override
                    public Receipt append(Entry entry) {
                        told.add(entry);
                        return TestReceipts.covering(Clock.systemUTC());
                    }

                    @Override
                    public Receipt outcome(Receipt intent, Entry outcome) {
                        throw new AssertionError("nothing here has an outcome");
                    }
                },
                Duration.ofHours(1),
                setAside,
                restored);
    }

    private static Policies other(String name) {
        Map<String, String> rules = new TreeMap<>(SHIPPED.ruleFiles());
        rules.merge(
                "projects.cedar",
                "\n@id(\"" + name + "\") @explain(\"Nothing.\") forbid (principal, action, resource) when { false };",
                String::concat);
        return Policies.proposed(rules);
    }

    private PolicySet proposed(Policies policies) {
        return table.add(UUID.randomUUID(), PolicyText.parse(policies.text()), "A title", false)
                .orElseThrow();
    }

    private Activation after(RulesKeeper keeper, PolicySet set) {
        RulesKeeper.Standing before = keeper.refresh();
        return new Activation(
                before.number() + 1,
                set.id(),
                set.hash(),
                before.set().id(),
                before.set().hash(),
                Activation.Kind.ACTIVATION,
                UUID.randomUUID(),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    private void activate(RulesKeeper keeper, Policies policies) {
        Activation activation = after(keeper, proposed(policies));
        assertThat(table.add(activation, key.sign(activation))).isTrue();
    }

    @Test
    void asShippedUntilSomebodyChangesIt() {
        RulesKeeper keeper = keeper();
        assertThat(keeper.inForce().policySet()).isEqualTo(SHIPPED.policySet());
        assertThat(keeper.standing().number()).isZero();
        assertThat(laid).containsExactly(SHIPPED.policySet());
        assertThat(table.newest(5)).singleElement().matches(PolicySet::shipped);
        // Another process finds the same row.
        assertThat(keeper().standing().set().id())
                .isEqualTo(keeper.standing().set().id());
    }

    @Test
    void whatWasSignedIsTakenByAllAndLaidBesideTheLogsFirst() {
        RulesKeeper one = keeper();
        RulesKeeper other = keeper();
        other.inForce();
        Policies changed = other("changed");
        activate(one, changed);
        one.refresh();
        assertThat(one.inForce().policySet()).isEqualTo(changed.policySet());
        assertThat(other.inForce().policySet()).isEqualTo(SHIPPED.policySet());
        other.round();
        assertThat(other.inForce().policySet()).isEqualTo(changed.policySet());
        assertThat(laid).last().isEqualTo(changed.policySet());
        assertThat(keeper().inForce().policySet()).isEqualTo(changed.policySet());
    }

    @Test
    void anotherKeysSignatureIsNone(@TempDir Path elsewhere) {
        RulesKeeper keeper = keeper();
        Activation activation = after(keeper, proposed(other("foreign")));
        table.add(activation, new PolicyKey(elsewhere).sign(activation));
        assertThatThrownBy(keeper::refresh).isInstanceOf(RulesAlteredException.class);
        keeper.round();
        assertThat(keeper.inForce().policySet()).isEqualTo(SHIPPED.policySet());
        assertThat(keeper.health().getStatus().getCode()).isEqualTo("DOWN");
        // A start ends, unless the rules are set aside: a key that was lost must not shut Visor for ever.
        assertThatThrownBy(() -> keeper().round()).isInstanceOf(RulesAlteredException.class);
        RulesKeeper aside = keeper(true, false);
        activate(aside, other("signed-anew"));
        assertThat(keeper().inForce().rules()).containsKey("signed-anew");
    }

    @Test
    void aPartThatOnlyChecksHasThePublicHalfAlone(@TempDir Path elsewhere) throws IOException {
        RulesKeeper keeper = keeper();
        activate(keeper, other("checked"));
        Files.createDirectories(elsewhere.resolve("policy-key"));
        Files.copy(config.resolve("policy-key/public.der"), elsewhere.resolve("policy-key/public.der"));
        PolicyKey open = new PolicyKey(elsewhere);
        assertThat(open.canSign()).isFalse();
        assertThat(key.canSign()).isTrue();
        PolicySetTable.Signed signed = table.newest().orElseThrow();
        assertThat(open.signed(signed)).isTrue();
        assertThatThrownBy(() -> open.sign(signed.activation())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noColumnCanBeOtherThanWhatWasSigned() {
        RulesKeeper keeper = keeper();
        activate(keeper, other("signed"));
        PolicySet another = proposed(other("another"));
        for (String change : List.of(
                "update policy_activation set policy_set = '" + another.id() + "'",
                "update policy_activation set replaces = '" + another.id() + "'",
                "update policy_activation set kind = 'roll-back', approval = null",
                "update policy_activation set approval = gen_random_uuid()",
                "update policy_activation set activated_at = activated_at + interval '1 second'",
                "update policy_activation set number = number + 1",
                "update policy_set set hash = '" + "0".repeat(64)
                        + "' where id = (select policy_set from policy_activation)")) {
            owner.sql("create table kept_activation as table policy_activation").update();
            owner.sql("create table kept_hash as select id, hash from policy_set")
                    .update();
            owner.sql(change).update();
            assertThatThrownBy(() -> keeper().refresh()).as(change).isInstanceOf(RulesAlteredException.class);
            owner.sql("delete from policy_activation").update();
            owner.sql("insert into policy_activation table kept_activation").update();
            owner.sql("update policy_set set hash = kept_hash.hash from kept_hash where kept_hash.id = policy_set.id")
                    .update();
            owner.sql("drop table kept_activation, kept_hash").update();
            keeper().refresh();
        }
    }

    @Test
    void theTextCannotBeAnotherThanWhatWasSigned() {
        RulesKeeper keeper = keeper();
        activate(keeper, other("text"));
        owner.sql("update policy_set set text = ? where not shipped")
                .param(other("swapped").text())
                .update();
        assertThatThrownBy(() -> keeper().refresh()).isInstanceOf(RulesAlteredException.class);
    }

    @Test
    void aChangeThatIsTakenOutIsMissedUnlessABackupWasPutBack() {
        RulesKeeper keeper = keeper();
        activate(keeper, other("missed"));
        keeper.refresh();
        owner.sql("delete from policy_activation").update();
        assertThatThrownBy(keeper::refresh).isInstanceOf(RulesAlteredException.class);
        assertThatThrownBy(() -> keeper().refresh()).isInstanceOf(RulesAlteredException.class);
        // A process that runs does not forget because a setting says so.
        assertThat(keeper(false, true).inForce().policySet()).isEqualTo(SHIPPED.policySet());
        assertThat(keeper().inForce().policySet()).isEqualTo(SHIPPED.policySet());
    }

    @Test
    void whatThisVersionCannotDecideByEndsAStartUnlessItIsSetAside() {
        Map<String, String> files = new TreeMap<>(SHIPPED.ruleFiles());
        files.remove("conditions.cedar");
        byte[] text = framed(files);
        RulesKeeper keeper = keeper();
        PolicySet set = table.add(UUID.randomUUID(), PolicyText.parse(text), "An older version's", false)
                .orElseThrow();
        Activation activation = after(keeper, set);
        table.add(activation, key.sign(activation));
        assertThatThrownBy(() -> keeper().round())
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("fixed");
        RulesKeeper aside = keeper(true, false);
        aside.round();
        aside.round();
        assertThat(aside.inForce().policySet()).isEqualTo(SHIPPED.policySet());
        assertThat(told)
                .singleElement()
                .satisfies(entry -> assertThat(entry.facts())
                        .containsEntry("rules", SHIPPED.policySet())
                        .containsEntry("replaces", set.hash()));
        assertThat(aside.health().getDetails().toString()).contains("set aside");
    }

    private static byte[] framed(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        files.forEach((name, text) -> {
            for (String part : List.of(name, text)) {
                byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
                bytes.writeBytes(ByteBuffer.allocate(4).putInt(utf8.length).array());
                bytes.writeBytes(utf8);
            }
        });
        return bytes.toByteArray();
    }

    @Test
    void ofTwoWhoChangeAtOnceOneDoes() {
        RulesKeeper keeper = keeper();
        Activation first = after(keeper, proposed(other("first")));
        Activation second = after(keeper, proposed(other("second")));
        assertThat(table.add(first, key.sign(first))).isTrue();
        assertThat(table.add(second, key.sign(second))).isFalse();
    }

    @Test
    void theApplicationCannotChangeWhatWasWritten() {
        RulesKeeper keeper = keeper();
        activate(keeper, other("kept"));
        for (String change : List.of(
                "update policy_set set title = 'x'",
                "delete from policy_set",
                "update policy_activation set number = 7",
                "delete from policy_activation",
                "delete from policy_rehearsal",
                "update policy_rehearsal set turned = 0")) {
            assertThatThrownBy(() -> app.sql(change).update()).as(change).isInstanceOf(DataAccessException.class);
        }
    }
}
