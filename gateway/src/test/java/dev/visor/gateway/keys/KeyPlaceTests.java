package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.gateway.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A folder of key files that the database does not know is held. */
class KeyPlaceTests {

    private final JdbcClient app = JdbcClient.create(TestDatabase.app());

    @TempDir
    private Path folder;

    /** Whatever this database has known before: from here on some place is known. */
    private KeyPlace first() throws IOException {
        KeyPlace place = KeyPlace.of(folder.resolve("first"), app);
        place.confirm();
        return place;
    }

    @Test
    void isKnownAtTheNextStart() throws IOException {
        KeyPlace place = first();
        assertThat(place.held()).isFalse();

        KeyPlace again = KeyPlace.of(folder.resolve("first"), app);

        assertThat(again.id()).isEqualTo(place.id());
        assertThat(again.held()).isFalse();
    }

    @Test
    void isHeldOnceAnotherIsKnownUntilConfirmed() throws IOException {
        first();
        KeyPlace other = KeyPlace.of(folder.resolve("other"), app);
        assertThat(other.held()).isTrue();
        assertThat(KeyPlace.of(folder.resolve("other"), app).held()).isTrue();

        other.confirm();

        assertThat(other.held()).isFalse();
        assertThat(KeyPlace.of(folder.resolve("other"), app).held()).isFalse();
    }

    @Test
    void isAnotherOnceKeysWerePutIn() throws IOException {
        KeyPlace place = first();

        KeyPlace.renew(folder.resolve("first"));
        KeyPlace renewed = KeyPlace.of(folder.resolve("first"), app);

        assertThat(renewed.id()).isNotEqualTo(place.id());
        assertThat(renewed.held()).isTrue();
    }

    @Test
    void isNotReadWhereItSaysSomethingElse() throws IOException {
        first();
        for (String content : new String[] {"", "\n", "not a place\n"}) {
            Files.writeString(folder.resolve("first/place"), content);
            assertThatThrownBy(() -> KeyPlace.of(folder.resolve("first"), app))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no identifier of a place");
        }
    }

    @Test
    void isNeverTakenFromTheTableByTheApplication() throws IOException {
        UUID id = first().id();
        for (String statement :
                new String[] {"delete from keys_place where place = ?", "update keys_place set place = ?"}) {
            assertThatThrownBy(() -> app.sql(statement).param(id).update())
                    .hasStackTraceContaining("permission denied");
        }
    }
}
