package dev.visor.gateway.keys;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A wrapped subject key as a backup of the database holds it, to be tried by hand with whatever custodians there are. */
@SuppressWarnings("ArrayRecordComponent") // read, tried, never compared
public record WrappedRow(TenantId tenant, Domain domain, UUID owner, int generation, int epoch, byte[] wrapped) {

    /** All living ones of the tenant that the transaction is in. */
    public static List<WrappedRow> of(JdbcClient jdbc, TenantId tenant) {
        return jdbc.sql("select domain, owner, generation, epoch, wrapped from keys_subject where wrapped is not null")
                .query((row, n) -> new WrappedRow(
                        tenant,
                        Domain.of(row.getString("domain")),
                        row.getObject("owner", UUID.class),
                        row.getInt("generation"),
                        row.getInt("epoch"),
                        row.getBytes("wrapped")))
                .list();
    }

    /** Whether its own epoch key or any other that the custodian has opens it. */
    public boolean opens(Custodians custodians) {
        Custodian custodian = custodians.of(domain);
        byte[] context = Contexts.subjectKey(tenant, domain, new KeyOwner(owner), generation);
        return Stream.concat(Stream.of(epoch), custodian.epochs(tenant).stream())
                .anyMatch(number -> opens(custodian, number, context));
    }

    private boolean opens(Custodian custodian, int number, byte[] context) {
        Warrant warrant = new Warrant("test", "test", UUID.randomUUID());
        try (DataKey key = custodian.unwrap(new EpochKey(tenant, number), context, wrapped, warrant)) {
            return key.getEncoded().length > 0;
        } catch (KeyMissingException | KeyAlteredException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "WrappedRow[" + domain.label() + ", epoch " + epoch + "]";
    }
}
