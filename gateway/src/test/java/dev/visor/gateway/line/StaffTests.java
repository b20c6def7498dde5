package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.trail.TrailReading;
import dev.visor.gateway.trail.TrailRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Who is in a team and where people work is what was recorded here, from one request to the next. */
class StaffTests {

    private final Installation visor = Installation.shared();
    private final Database database = new Database(visor.bean(DatabaseAccess.class));
    private final Line line = new Line(visor);
    private final Cast cast = new Cast(visor);
    private final String members = "/api/v1/teams/" + cast.handle + "/members";

    private static Person annotator(List<String> teams) {
        return new Person(UUID.randomUUID(), "Newcomer", Set.of("annotator"), null, teams, 2, null);
    }

    /** With a token that names no team, no client and not the operator. */
    private Answer send(Person person, String method, String path) {
        String token = visor.issuer()
                .signed(visor.issuer().claims(person).claim("operator", null).build());
        return visor.sendWith(token, method, path, new byte[0]);
    }

    private Answer next(Person person) {
        return person.teams().isEmpty()
                ? send(person, "POST", "/api/v1/tasks/next")
                : visor.post(person, "/api/v1/tasks/next", "");
    }

    private Answer join(Person person) {
        return visor.post(Person.ADA, members, "{\"person\": \"" + person.id() + "\"}");
    }

    private Answer leave(Person person) {
        return visor.send(Person.ADA, "DELETE", members + "/" + person.id(), new byte[0]);
    }

    private Answer place(String of, @Nullable String country) {
        String json = "{\"country\": " + (country == null ? "null" : "\"" + country + "\"") + "}";
        return visor.send(
                Person.ADA,
                "PUT",
                "/api/v1/" + of + "/workplace",
                json.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json");
    }

    /** One task of a project for people who work there. */
    private Line.Job released(String... regions) {
        return line.project(
                        cast.client, cast.handle, Instant.now().plus(Duration.ofDays(1)), "face-oval", List.of(regions))
                .released("somebody", cast.officer);
    }

    @Test
    void joiningAndLeavingAreOneActEachAndCountAtOnce() {
        Line.Job job = released();
        Person person = annotator(List.of());
        assertThat(next(person).status()).as("in no team").isEqualTo(204);

        join(person).ok();
        JsonNode task = next(person).ok().json();
        assertThat(task.path("purpose").asString()).isEqualTo(job.purpose);
        join(person).refused(409, "already-member");

        leave(person).ok();
        assertThat(next(person).status()).isEqualTo(204);
        send(person, "GET", "/api/v1/tasks/" + task.path("id").asString() + "/points")
                .refused(404, "not-found");

        join(person).ok();
        assertThat(next(person).ok().json().path("id").asString())
                .isEqualTo(task.path("id").asString());
    }

    /** The identity provider goes on naming the team until somebody changes it there. */
    @Test
    void whoeverLeftIsOutWhateverTheTokenSays() {
        released();
        Person person = annotator(List.of(cast.team));
        next(person).ok();

        leave(person).ok();

        assertThat(next(person).status()).isEqualTo(204);
        join(person).ok();
        next(person).ok();
    }

    @Test
    void aTeamDoesNotMakeAClientsPersonOneOfTheWorkforce() {
        released();
        Person both = new Person(UUID.randomUUID(), "Both", Set.of("annotator"), cast.handle, List.of(), 2, null);
        join(both).ok();

        assertThat(visor.post(both, "/api/v1/tasks/next", "").status()).isEqualTo(204);
        visor.get(both, "/api/v1/projects").refused(404, "not-found");
    }

    @Test
    void ofSeveralWhoTakeSomebodyInAtOnceOneDoes() throws Exception {
        Person person = annotator(List.of());
        CyclicBarrier start = new CyclicBarrier(6);
        List<Future<Answer>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                asked.add(threads.submit(() -> {
                    start.await();
                    return join(person);
                }));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Answer> answer : asked) {
            statuses.add(answer.get().status());
        }
        assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 409);
    }

    @Test
    void onlyWhoeverWorksInTheRegionIsOfferedTheTask() {
        Line.Job job = released("FR", "CH");
        assertThat(next(cast.annotator).status())
                .as("the team works in Germany")
                .isEqualTo(204);

        place("people/" + cast.annotator.id(), "FR").ok();
        JsonNode task = next(cast.annotator).ok().json();
        String id = task.path("id").asString();
        job.view(cast.annotator, id).ok();

        place("people/" + cast.annotator.id(), null).ok();
        job.view(cast.annotator, id).refused(403, "forbidden");
        assertThat(job.grant(cast.annotator, id).json().path("detail").asString())
                .isEqualTo("The client wants this project worked on in other countries than yours.");
        visor.get(cast.annotator, "/api/v1/tasks/" + id + "/points", "Visor-Purpose", job.purpose)
                .refused(403, "forbidden");

        place("teams/" + cast.handle, "CH").ok();
        job.view(cast.annotator, id).ok();
    }

    /** More tickets that are not for the person than are looked at at once. */
    @Test
    void whatIsWorkedOnElsewhereHidesNothing() {
        Line.Job job = released("EEA");
        UUID tenant = database.tenant(cast.handle);
        database.asOwner(
                tenant,
                owner -> owner.sql("insert into task_ticket (task, tenant, project, team, due, state, regions)"
                                + " select gen_random_uuid(), tenant, project, team, due - interval '1 day', 'open', '{US}'"
                                + " from task_ticket, generate_series(1, 60) where tenant = ?")
                        .param(tenant)
                        .update());

        assertThat(next(cast.annotator).ok().json().path("purpose").asString()).isEqualTo(job.purpose);
    }

    @Test
    void whereNobodyRecordedAWorkplaceThereIsNoWork() {
        Line.Job job = released();
        JsonNode task = next(cast.annotator).ok().json();
        place("teams/" + cast.handle, null).ok();

        next(cast.annotator).refused(403, "workplace-unknown");
        assertThat(job.grant(cast.annotator, task.path("id").asString())
                        .refused(403, "forbidden")
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("Nobody has recorded where you work: whoever runs the installation has to.");

        place("people/" + cast.annotator.id(), "BR").ok();
        job.view(cast.annotator, task.path("id").asString()).ok();
    }

    @Test
    void noRequestSaysWhereSomebodyWorks() {
        released("FR");
        String token = visor.issuer()
                .signed(visor.issuer()
                        .claims(cast.annotator)
                        .claim("country", "FR")
                        .claim("workplace", "FR")
                        .claim("address", Map.of("country", "FR"))
                        .claim("zoneinfo", "Europe/Paris")
                        .build());

        Answer answer = visor.sendWith(
                token,
                "POST",
                "/api/v1/tasks/next",
                new byte[0],
                "Accept-Language",
                "fr-FR",
                "X-Forwarded-For",
                "2.15.255.255",
                "CF-IPCountry",
                "FR");

        assertThat(answer.status()).isEqualTo(204);
    }

    @Test
    void isToldToAdministratorsAndRestsSealed() {
        Person person = annotator(List.of());
        visor.post(
                        Person.ADA,
                        members,
                        "{\"person\": \"" + person.id() + "\", \"lead\": true, \"skills\": [\"canary-skill\"],"
                                + " \"languages\": [\"de-CH\"], \"hours\": \"Mo-Fr 8-16 canary-hours\"}")
                .ok();

        JsonNode team = team();
        assertThat(team.path("country").asString()).isEqualTo("DE");
        assertThat(team.path("workforce").asString()).isEqualTo(cast.handle);
        JsonNode member = team.path("members").get(0);
        assertThat(member.path("person").asString()).isEqualTo(person.id().toString());
        assertThat(member.path("lead").asBoolean()).isTrue();
        assertThat(member.path("details").path("skills").get(0).asString()).isEqualTo("canary-skill");
        assertThat(member.path("details").path("hours").asString()).isEqualTo("Mo-Fr 8-16 canary-hours");
        byte[] rests = database.asOwner(
                null,
                owner -> owner.sql("select details from team_member where person = ?")
                        .param(person.id())
                        .query(byte[].class)
                        .single());
        assertThat(new String(Objects.requireNonNull(rests), StandardCharsets.ISO_8859_1))
                .doesNotContain("canary")
                .doesNotContain("de-CH");

        leave(person).ok();
        assertThat(team().path("members").isEmpty()).isTrue();
    }

    private JsonNode team() {
        for (JsonNode team : visor.get(Person.ADA, "/api/v1/teams").ok().json()) {
            if (team.path("handle").asString().equals(cast.handle)) {
                return team;
            }
        }
        throw new AssertionError("The team is not listed");
    }

    @Test
    void eachActIsARecordOfTheOperators() {
        Person person = annotator(List.of());
        join(person).ok();
        leave(person).ok();
        place("people/" + person.id(), "IS").ok();

        List<TrailRecord> records = visor.bean(TrailReading.class).newest(null, Long.MAX_VALUE, TrailReading.PAGE);
        assertThat(records.stream()
                        .filter(record ->
                                record.facts().containsValue(person.id().toString())
                                        || record.objects()
                                                .toString()
                                                .contains(person.id().toString()))
                        .map(TrailRecord::action))
                .containsExactly("workplace.record", "team.leave", "team.join");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"person\": \"%s\", \"skills\": [\"Not a name\"]}', bad-skills",
        "'{\"person\": \"%s\", \"languages\": [\"not a tag\"]}', bad-languages",
        "'{\"person\": \"nobody\"}', bad-request",
        "'{}', bad-request",
    })
    void whatCannotBeUsedIsRefused(String json, String reason) {
        Person person = annotator(List.of());
        visor.post(Person.ADA, members, json.replace("%s", person.id().toString()))
                .refused(400, reason);
        assertThat(next(person).status()).isEqualTo(204);
    }

    @Test
    void thereAreNoOtherCountriesAndTeams() {
        for (String none : List.of("XX", "de", "Germany", "EEA", "")) {
            place("teams/" + cast.handle, none).refused(400, "unknown-country");
            place("people/" + cast.annotator.id(), none).refused(400, "unknown-country");
        }
        place("teams/none-such", "DE").refused(404, "not-found");
        visor.send(Person.ADA, "DELETE", "/api/v1/teams/none-such/members/" + UUID.randomUUID(), new byte[0])
                .refused(404, "not-found");
        visor.post(
                        Person.ADA,
                        "/api/v1/teams",
                        "{\"workforce\": \"w-" + cast.handle + "\", \"team\": \"t-" + cast.handle
                                + "\", \"country\": \"XX\"}")
                .refused(400, "unknown-country");
    }

    @Test
    void aProjectNamesRegionsThatThereAre() {
        Line.Job job = released("CH", "EEA");
        assertThat(visor.get(cast.client, "/api/v1/projects/" + job.project)
                        .ok()
                        .json()
                        .path("regions")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactly("CH", "EEA");
        String project = "{\"name\": \"Regions\", \"purpose\": \"regions\", \"legalBasis\": \"gdpr-9-2-a\","
                + " \"schema\": \"ibug68\", \"viewProfile\": \"face-oval\", \"retention\": \"P90D\","
                + " \"use\": {\"kind\": \"measurement\"}, \"regions\": [\"EU\"]}";
        visor.post(cast.client, "/api/v1/projects", project).refused(400, "unknown-region");
    }
}
