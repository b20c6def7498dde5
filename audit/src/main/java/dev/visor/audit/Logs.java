package dev.visor.audit;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Which log takes whose records: one for each tenant, one for the operator. A log's origin is {@code visor/} and a random
 * label, so that its public address names nobody.
 */
public final class Logs {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    /** Stands for the operator in the cache. */
    private static final UUID OPERATOR = new UUID(0, 0);

    private final DataSource database;
    private final SecureRandom random = new SecureRandom();
    private final Map<UUID, String> origins = new ConcurrentHashMap<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Reads and writes the table of logs. */
    public Logs(DataSource database) {
        this.database = database;
    }

    /**
     * The origin of a tenant's log, made at the first call.
     *
     * @param tenant null for the operator
     * @throws TrailUnavailableException if the database does not answer
     */
    public String origin(@Nullable UUID tenant) {
        String known = origins.get(tenant == null ? OPERATOR : tenant);
        if (known != null) {
            return known;
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into trail_log (log, tenant) values (?, ?) on conflict (tenant) do nothing")) {
                insert.setString(1, "visor/" + label());
                insert.setObject(2, tenant);
                insert.executeUpdate();
            }
            try (PreparedStatement select = connection.prepareStatement(
                    "select log from trail_log where tenant is not distinct from cast(? as uuid)")) {
                select.setObject(1, tenant);
                try (ResultSet result = select.executeQuery()) {
                    result.next();
                    return remember(result.getString(1), tenant);
                }
            }
        } catch (SQLException e) {
            throw new TrailUnavailableException("The table of logs does not answer", e);
        }
    }

    /** The tenant of a log; empty for the operator's. */
    public Optional<UUID> tenant(String log) {
        all();
        return origins.entrySet().stream()
                .filter(entry -> entry.getValue().equals(log) && !entry.getKey().equals(OPERATOR))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether there is such a log. */
    public boolean exists(String log) {
        return known.contains(log) || all().contains(log);
    }

    /** Every origin. */
    public List<String> all() {
        List<String> all = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select log, tenant from trail_log order by created_at, log");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                all.add(remember(result.getString(1), result.getObject(2, UUID.class)));
            }
        } catch (SQLException e) {
            throw new TrailUnavailableException("The table of logs does not answer", e);
        }
        return all;
    }

    private String remember(String log, @Nullable UUID tenant) {
        origins.put(Objects.requireNonNullElse(tenant, OPERATOR), log);
        known.add(log);
        return log;
    }

    private String label() {
        StringBuilder label = new StringBuilder(16);
        for (int i = 0; i < 16; i++) {
            label.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return label.toString();
    }
}
