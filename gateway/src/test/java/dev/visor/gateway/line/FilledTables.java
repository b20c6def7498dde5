package dev.visor.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

/** A tenant with a row in each table that can hold one of a tenant's: what nobody else may see has to be there first. */
final class FilledTables {

    private FilledTables() {}

    /** Fills them, and tells whose the rows are. */
    static UUID fill(Installation visor, Database database) {
        Scene scene = new Scene(visor);
        UUID tenant = database.tenant(scene.tenant("own"));
        database.asApp(
                tenant,
                app -> app.sql(
                                "insert into approval (id, tenant, act, object, reason, asked_by, asked_at, expires_at)"
                                        + " values (?, ?, 'break-glass', 'asset:00000000-0000-0000-0000-000000000001', 'asked', ?, now(), now() + interval '1 day')")
                        .params(UUID.randomUUID(), tenant, UUID.randomUUID())
                        .update());
        for (String insert : List.of(
                "insert into budget_limit (project, tenant, views, subjects, bytes, off_task) values (?, ?, 1, 1, 67108864, 1)",
                "insert into budget_use (project, tenant, person, kind, begins, used) values (?, ?, gen_random_uuid(), 'views', now(), 1)",
                "insert into picture_seen (project, tenant, person, subject, asset) values (?, ?, gen_random_uuid(), gen_random_uuid(), gen_random_uuid())",
                "insert into enough_ticket (task, tenant, annotator, subject) values (?, ?, gen_random_uuid(), gen_random_uuid())",
                "insert into wanted_account (id, tenant, details, asked_by, asked_at) values (?, ?, 'sealed', gen_random_uuid(), now())",
                "insert into budget_subject (project, tenant, person, day, subject) values (?, ?, gen_random_uuid(), current_date, gen_random_uuid())")) {
            database.asApp(
                    tenant,
                    app -> app.sql(insert)
                            .params(UUID.fromString(scene.job.project), tenant)
                            .update());
        }
        UUID erasure = UUID.randomUUID();
        database.asApp(
                tenant,
                app -> app.sql("insert into erasure (id, tenant, number, subject, reason, blanking, asked)"
                                + " values (?, ?, 1, ?, 'objection', true, now())")
                        .params(erasure, tenant, UUID.randomUUID())
                        .update());
        database.asApp(
                tenant,
                app -> app.sql("insert into erasure_object (tenant, erasure, object, fate)"
                                + " values (?, ?, 'view:1', 'key-destroyed')")
                        .params(tenant, erasure)
                        .update());
        database.asApp(
                tenant,
                app -> app.sql(
                                "insert into reassignment (id, tenant, number, asset, line, from_subject, to_subject, asked)"
                                        + " values (?, ?, 1, ?, 2, ?, ?, now())")
                        .params(UUID.randomUUID(), tenant, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID())
                        .update());
        UUID ending = UUID.randomUUID();
        database.asApp(
                tenant,
                app -> app.sql("insert into ending (id, tenant, number, asked) values (?, ?, 2, now())")
                        .params(ending, tenant)
                        .update());
        database.asApp(
                tenant,
                app -> app.sql("insert into ending_record (tenant, ending, record, objects) values (?, ?, ?, 1)")
                        .params(tenant, ending, UUID.randomUUID())
                        .update());
        database.asApp(
                tenant,
                app -> app.sql("insert into ending_turn (tenant, ending, turn) values (?, ?, ?)")
                        .params(tenant, ending, UUID.randomUUID())
                        .update());
        database.asApp(
                tenant,
                app -> app.sql(
                                "insert into recusal (tenant, annotator, subject, view, record, said)"
                                        + " select tenant, gen_random_uuid(), id, gen_random_uuid(), gen_random_uuid(), now() from subject limit 1")
                        .update());
        database.asApp(
                tenant,
                app -> app.sql("insert into recused_ticket (task, tenant, annotator, subject)"
                                + " select gen_random_uuid(), tenant, annotator, subject from recusal")
                        .update());
        database.asApp(
                tenant,
                app -> app.sql("insert into kept_ticket (task, tenant, annotator)"
                                + " select id, tenant, gen_random_uuid() from task limit 1")
                        .update());
        database.asApp(
                tenant,
                app -> app.sql("insert into turn_ticket (task, tenant, annotator, turn)"
                                + " select id, tenant, gen_random_uuid(), 'hand' from task limit 1")
                        .update());
        database.asApp(
                tenant,
                app -> app.sql("insert into second_look (id, tenant, task, version, verdict, reviewer, record, created)"
                                + " select gen_random_uuid(), tenant, id, 1, 'accepted', gen_random_uuid(), gen_random_uuid(), now()"
                                + " from task limit 1")
                        .update());
        database.asApp(
                tenant,
                app -> app.sql("insert into handover_note (id, tenant, task, look, author, object, record, created)"
                                + " select gen_random_uuid(), tenant, id, 1, gen_random_uuid(), gen_random_uuid(),"
                                + " gen_random_uuid(), now() from task limit 1")
                        .update());
        database.asApp(
                tenant,
                app -> app.sql(
                                "insert into skipped_task (id, tenant, task, reason, record, created)"
                                        + " select gen_random_uuid(), tenant, id, 'own', gen_random_uuid(), now() from task limit 1")
                        .update());
        database.asApp(
                tenant,
                app -> app.sql("insert into view_grant (id, tenant, hash, session, annotator, task, lease_ends, number,"
                                + " policy_set, expires_at)"
                                + " values (gen_random_uuid(), ?, sha256('a'), sha256('b'), gen_random_uuid(), gen_random_uuid(),"
                                + " now() + interval '1 hour', 1, repeat('0', 64), now())")
                        .param(tenant)
                        .update());
        database.asApp(
                tenant,
                app -> app.sql("insert into view_link (hash, tenant, task, handle, annotator, session, lease_ends,"
                                + " policy_set, caller, given_at, expires_at, most)"
                                + " select sha256('a'), tenant, id, gen_random_uuid(), gen_random_uuid(), sha256('b'), now(),"
                                + " repeat('0', 64), 'c', now(), now(), 3 from task limit 1")
                        .update());
        OwnSchemas.add(visor, scene.person("client", "own"));
        String added = visor.post(
                        scene.person("client", "own"),
                        "/api/v1/projects/" + scene.job.project + "/recipients",
                        "{\"recipient\": \"age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg\"}")
                .ok()
                .text();
        assertThat(added).contains("age1");
        visor.post(scene.person("client", "own"), "/api/v1/projects/" + scene.job.project + "/work-plan", "{}")
                .ok();
        scene.guideline(scene.person("client", "own"));
        visor.post(scene.person("client", "own"), "/api/v1/exports/" + scene.export + "/reseal", "")
                .ok();
        database.asApp(
                tenant,
                app -> app.sql("insert into erasure_turn (tenant, erasure, turn) values (?, ?, ?)")
                        .params(tenant, erasure, UUID.randomUUID())
                        .update());
        database.asApp(
                tenant,
                app -> app.sql("insert into keys_turn (id, tenant, domain, reason, asked_at, destroy_by)"
                                + " values (?, ?, 'exports', 'asked', now(), now())")
                        .params(UUID.randomUUID(), tenant)
                        .update());
        database.asApp(
                tenant,
                app -> app.sql("insert into vault_reseal (id, tenant, domain, reason, asked_at)"
                                + " values (?, ?, 'exports', 'compromise', now())")
                        .params(UUID.randomUUID(), tenant)
                        .update());
        database.asApp(
                tenant,
                app -> app.sql(
                                "insert into finding (id, tenant, rule, severity, sentence, object, owner, state, created, due)"
                                        + " values (?, ?, 'r', 'info', 'A sentence.', 'view:1', 'o', 'open', now(), now())")
                        .params(UUID.randomUUID(), tenant)
                        .update());
        return tenant;
    }
}
