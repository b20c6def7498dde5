package dev.visor.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An auditor reads what two people of the client invited to, for as long as they did. */
class InvitationTest {

    private static final Policies POLICIES = Policies.load();
    private static final Instant NOW = Scene.NOW;

    private static Decision asked(Act act, @Nullable Invitation invitation) {
        return POLICIES.decide(new AccessRequest(
                Scene.somebody(Role.EXTERNAL_AUDITOR), act, Scene.thingOf(act), Scene.CONTEXT.invited(invitation)));
    }

    private static Invitation until(Instant from, Instant until, Invitation.Scope... scope) {
        return new Invitation(Set.of(scope), from, until);
    }

    static Stream<Arguments> invitations() {
        Instant later = NOW.plusMillis(1);
        return Stream.of(
                Arguments.of("none", null, "auditor-invited", "auditor-invited"),
                Arguments.of(
                        "one that ends now",
                        until(NOW.minusSeconds(9), NOW, Invitation.Scope.values()),
                        "auditor-invited",
                        "auditor-invited"),
                Arguments.of(
                        "one that begins later",
                        until(later, NOW.plusSeconds(9), Invitation.Scope.values()),
                        "auditor-invited",
                        "auditor-invited"),
                Arguments.of(
                        "one to the rules",
                        until(NOW, later, Invitation.Scope.RULES),
                        "auditor-scope-trail",
                        "officer-reads-rules"),
                Arguments.of(
                        "one to the trail",
                        until(NOW, later, Invitation.Scope.TRAIL),
                        "auditor-reads",
                        "auditor-scope-rules"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invitations")
    void decides(String which, @Nullable Invitation invitation, String ofTheTrail, String ofTheRules) {
        assertThat(asked(Act.TRAIL_READ, invitation).policies()).as(which).contains(ofTheTrail);
        assertThat(asked(Act.POLICIES_READ, invitation).policies()).as(which).contains(ofTheRules);
    }

    /** Whatever the invitation is for: it opens nothing that an auditor could not read anyway. */
    @Test
    void isForReadingAlone() {
        Invitation everything = until(NOW, NOW.plusSeconds(1), Invitation.Scope.values());
        for (Act act : Act.values()) {
            boolean read = act == Act.TRAIL_READ || act == Act.POLICIES_READ;
            assertThat(asked(act, everything) instanceof Decision.Allowed)
                    .as(act.id())
                    .isEqualTo(read);
        }
    }

    @Test
    void needsAnotherPersonThanWhoeverInvited() {
        for (@Nullable UUID asker : new @Nullable UUID[] {null, Scene.PERSON}) {
            Resource.Invitation invitation = new Resource.Invitation(UUID.randomUUID(), asker, Scene.TENANT);
            for (Role role : new Role[] {Role.COMPLIANCE_OFFICER, Role.ADMINISTRATOR}) {
                assertThat(POLICIES.decide(new AccessRequest(
                                        Scene.somebody(role), Act.AUDITOR_AGREE, invitation, Scene.CONTEXT))
                                .policies())
                        .contains("two-persons-invite");
            }
        }
    }

    @Test
    void isNotTheOperatorsToMakeNorAnotherClients() {
        Resource.Invitation own = new Resource.Invitation(UUID.randomUUID(), null, Scene.TENANT);
        Principal stranger = Principal.ofTenant(Scene.PERSON, Set.of(Role.COMPLIANCE_OFFICER), Scene.OTHER_TENANT);
        for (Principal who : new Principal[] {Scene.somebody(Role.ADMINISTRATOR), stranger}) {
            assertThat(POLICIES.decide(new AccessRequest(who, Act.AUDITOR_INVITE, own, Scene.CONTEXT)))
                    .isInstanceOf(Decision.Denied.class);
        }
    }

    @Test
    void isForSomethingAndEndsAfterItBegins() {
        assertThatThrownBy(() -> until(NOW, NOW.plusSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> until(NOW, NOW, Invitation.Scope.TRAIL)).isInstanceOf(IllegalArgumentException.class);
    }
}
