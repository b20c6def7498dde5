package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every endpoint, every role, one's own side and the other: who is not in the table gets nothing. */
class AccessMatrixTests {

    /** What a refusal must never tell: our insides, paths, keys. */
    private static final Pattern INSIDE = Pattern.compile(
            "Exception|\\.java|dev\\.visor|org\\.springframework|java\\.|\\bat [a-z]+\\.|/home|/tmp|/target/|/var/"
                    + "|visor_app|visor_trail|select |bcfks|kek|epoch|keystore",
            Pattern.CASE_INSENSITIVE);

    private final Installation visor = Installation.shared();

    @Test
    void givesEachEndpointToTheRolesInTheTableAndToNobodyElse() {
        Scene scene = new Scene(visor);
        List<AccessRows.Row> rows = new AccessTable(scene).rows();
        assertThat(rows)
                .extracting(AccessRows.Row::endpoint)
                .as("each endpoint has one row in the table, and each row an endpoint")
                .containsExactlyInAnyOrderElementsOf(Endpoints.ours(visor).keySet());

        List<String> faults = new ArrayList<>();
        for (AccessRows.Row row : rows) {
            check(scene, row, "anonymous", "own", null, faults);
            for (String side : new String[] {"other", "own"}) {
                for (String role : AccessRows.ROLES) {
                    check(scene, row, role, side, scene.person(role, side), faults);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private void check(
            Scene scene, AccessRows.Row row, String role, String side, @Nullable Person person, List<String> faults) {
        AccessRows.Call call = row.call().apply(person);
        Answer answer = visor.send(person, call.method(), call.path(), call.body(), call.headers());
        String who = row.endpoint() + " as " + role + " of the " + side + " side: " + answer.status();
        boolean answered = answer.status() >= 200 && answer.status() < 300;
        if (answered != row.allows(role, side)) {
            faults.add(who + (answered ? ", which the table refuses" : ", which the table allows: " + answer.text()));
        } else if (!answered) {
            refusal(who, answer, row.isItsOwnCredential() ? null : person, faults);
        } else if (side.equals("other") && !row.endpoint().contains("/trail/visor/") && tells(scene, answer)) {
            faults.add(who + " tells of the other side's things");
        }
    }

    private static void refusal(String who, Answer answer, @Nullable Person person, List<String> faults) {
        if (!answer.header("Content-Type").startsWith("application/problem+json")) {
            faults.add(who + " is no problem document but " + answer.header("Content-Type"));
            return;
        }
        if (person == null && answer.status() != 401) {
            faults.add(who + " instead of 401 for somebody who is not signed in");
        }
        if (person != null && answer.status() != 403 && answer.status() != 404 && answer.status() != 400) {
            faults.add(who + " " + answer.reason());
        }
        if (answer.reason().isEmpty()
                || answer.json().path("detail").asString("").isEmpty()) {
            faults.add(who + " gives no reason");
        }
        if (answer.json().path("request").asString("").isEmpty()) {
            faults.add(who + " has no request id");
        }
        if (INSIDE.matcher(answer.text()).find()) {
            faults.add(who + " tells of our insides: " + answer.text());
        }
    }

    private static boolean tells(Scene scene, Answer answer) {
        String text = answer.text();
        return List.of(scene.job.project, scene.job.batch(), scene.job.purpose, scene.export, scene.view, scene.picture)
                .stream()
                .anyMatch(text::contains);
    }
}
