package dev.visor.gateway.line;

import dev.visor.gateway.DatabaseAccess;
import dev.visor.gateway.DatabaseAccess.Login;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** An installation's database, reached past the gateway. */
final class Database {

    private final DatabaseAccess access;

    Database(DatabaseAccess access) {
        this.access = access;
    }

    /** As the owner of the schema, who is under row-level security, too. */
    JdbcClient owner() {
        return JdbcClient.create(source(access.owner()));
    }

    /** As the application, each statement by itself and without a tenant. */
    JdbcClient app() {
        return JdbcClient.create(source(access.app()));
    }

    /** As the application in one transaction of one tenant, or of none. */
    <T extends @Nullable Object> T asApp(@Nullable UUID tenant, Function<JdbcClient, T> work) {
        return as(access.app(), tenant, work);
    }

    /** As the owner in one transaction of one tenant, or of none. */
    <T extends @Nullable Object> T asOwner(@Nullable UUID tenant, Function<JdbcClient, T> work) {
        return as(access.owner(), tenant, work);
    }

    /** As the trail, in one transaction. */
    <T extends @Nullable Object> T asTrail(Function<JdbcClient, T> work) {
        return as(access.trail(), null, work);
    }

    /** Which task an annotator knows by this identifier. */
    String task(UUID tenant, String handle) {
        return asApp(
                tenant,
                app -> app.sql("select task from task_handle where handle = ?")
                        .param(UUID.fromString(handle))
                        .query((row, number) -> row.getString(1))
                        .single());
    }

    /** The identifier behind a tenant's handle. */
    UUID tenant(String handle) {
        return owner().sql("select id from tenant where handle = ?")
                .param(handle)
                .query(UUID.class)
                .single();
    }

    @SuppressWarnings("NullAway") // execute() is declared nullable; it returns what the work returned
    private <T extends @Nullable Object> T as(Login login, @Nullable UUID tenant, Function<JdbcClient, T> work) {
        DriverManagerDataSource source = source(login);
        JdbcClient jdbc = JdbcClient.create(source);
        return new TransactionTemplate(new DataSourceTransactionManager(source)).execute(status -> {
            if (tenant != null) {
                jdbc.sql("select set_config('app.tenant', ?, true)")
                        .param(tenant.toString())
                        .query(String.class)
                        .single();
            }
            return work.apply(jdbc);
        });
    }

    private DriverManagerDataSource source(Login login) {
        return new DriverManagerDataSource(access.url(), login.username(), login.password());
    }

    /** How many records of the operator's own trail say that this was done to that person. */
    int operatorRecords(String action, UUID person) {
        Pattern wanted = Pattern.compile("\"action\":\"" + Pattern.quote(action) + "\"");
        List<String> texts = Objects.requireNonNull(asOwner(
                new UUID(0, 0),
                owner -> owner.sql("select convert_from(leaf, 'UTF8') from trail_record")
                        .query(String.class)
                        .list()));
        return (int) texts.stream()
                .filter(text -> text.contains(person.toString()))
                .filter(text -> wanted.matcher(text).find())
                .count();
    }
}
