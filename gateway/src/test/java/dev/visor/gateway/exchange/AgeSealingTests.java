package dev.visor.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.exceptionfactory.jagged.bech32.Bech32;
import dev.visor.gateway.AgeTool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves sealed opens with {@code age -d}, for whom it was sealed and for nobody else. */
class AgeSealingTests {

    private static final int CHUNK = 64 * 1024;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7})
    void opensWithAgeForEachRecipientAroundEveryBorder(int size) throws IOException {
        AgeTool.Key one = AgeTool.keygen(folder);
        AgeTool.Key two = AgeTool.keygen(folder);
        byte[] plain = new byte[size];
        new Random(size).nextBytes(plain);
        byte[] sealed = sealed(plain, true, one.recipient(), two.recipient());
        assertThat(AgeTool.open(sealed, one.identity())).isEqualTo(plain);
        assertThat(AgeTool.open(sealed, two.identity())).isEqualTo(plain);
        AgeTool.Key third = AgeTool.keygen(folder);
        assertThatThrownBy(() -> AgeTool.open(sealed, third.identity())).hasMessageContaining("no identity matched");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, CHUNK, 2 * CHUNK, 2 * CHUNK + 1})
    void thatBrokeOffOpensForNobodyAsAWhole(int size) throws IOException {
        AgeTool.Key key = AgeTool.keygen(folder);
        byte[] cut = sealed(new byte[size], false, key.recipient());
        assertThatThrownBy(() -> AgeTool.open(cut, key.identity())).isInstanceOf(IOException.class);
    }

    @Test
    void takesOnlyRecipientsThatCanBeSealedTo() throws IOException {
        AgeTool.Key key = AgeTool.keygen(folder);
        String good = key.recipient();
        assertThat(AgeSealing.accepts(good)).isTrue();
        char last = good.charAt(good.length() - 1);
        List<String> bad = List.of(
                "",
                "age1",
                good.substring(0, good.length() - 1),
                good.substring(0, good.length() - 1) + (last == 'q' ? 'p' : 'q'),
                good + "q",
                " " + good,
                good.toUpperCase(Locale.ROOT),
                AgeTool.secret(key),
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ",
                "age1yubikey1q" + "q".repeat(50),
                encoded(new byte[32]),
                encoded(one()));
        assertThat(bad).noneMatch(AgeSealing::accepts);
    }

    /** A point of order one: whoever seals to it seals to everybody. */
    private static byte[] one() {
        byte[] point = new byte[32];
        point[0] = 1;
        return point;
    }

    private static String encoded(byte[] point) {
        return Bech32.getEncoder().encode("age", point).toString();
    }

    private static byte[] sealed(byte[] plain, boolean finished, String... to) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AgeSealing sealing = AgeSealing.to(List.of(to), out);
        for (int done = 0; done < plain.length; done += 10_000) {
            sealing.write(plain, done, Math.min(10_000, plain.length - done));
        }
        if (finished) {
            sealing.finish();
        }
        return out.toByteArray();
    }
}
