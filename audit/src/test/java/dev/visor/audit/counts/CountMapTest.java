package dev.visor.audit.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visor.audit.TestTrail;
import dev.visor.audit.merkle.Hash;
import dev.visor.audit.record.TagKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A map tells a person's count to the person's key, and nothing to anybody else. */
class CountMapTest {

    private static final long COVERED = 1000;
    private final Random random = new Random(20261126);

    private static TagKey key(int person) {
        return TestTrail.person("counted " + person).key();
    }

    private static CountMap.Entry entry(TagKey key, long covered, long count) {
        return new CountMap.Entry(key.place(covered), CountMap.commit(key.salt(covered), count));
    }

    private CountMap map(int persons) {
        List<CountMap.Entry> entries = new ArrayList<>();
        for (int i = 0; i < persons; i++) {
            entries.add(entry(key(i), COVERED, i + 1));
        }
        return CountMap.of(entries, random);
    }

    @ParameterizedTest
    @CsvSource({"0, 256", "1, 256", "256, 256", "257, 512", "1025, 2048"})
    void isPaddedToAPowerOfTwo(int persons, int size) {
        assertThat(map(persons).size()).isEqualTo(size);
        assertThat(map(persons).toBytes()).hasSize(64 * size);
    }

    @Test
    void provesEveryEntryUnderItsRoot() {
        CountMap map = map(300);
        for (int i = 0; i < 300; i++) {
            CountMap.Member member = map.find(key(i).place(COVERED)).orElseThrow();
            assertThat(member.entry()).isEqualTo(entry(key(i), COVERED, i + 1));
            assertThat(member.inclusion().leadsTo(map.root(), member.entry().hash()))
                    .isTrue();
            assertThat(member.inclusion()
                            .leadsTo(map.root(), entry(key(i), COVERED, i + 2).hash()))
                    .isFalse();
        }
        assertThat(map.find(key(300).place(COVERED))).isEmpty();
    }

    @Test
    void comesBackFromItsFile() {
        CountMap map = map(5);
        assertThat(CountMap.parse(map.toBytes()).root()).isEqualTo(map.root());
        assertThat(map(5).root()).as("dummies are random").isNotEqualTo(map.root());
    }

    @Test
    void hasAnotherPlaceForAPersonInEveryMap() {
        assertThat(key(1).place(1000)).isNotEqualTo(key(1).place(1001));
        assertThat(key(1).salt(1000)).isNotEqualTo(key(1).salt(1001)).isNotEqualTo(key(1).place(1000));
    }

    @Test
    void isNotReadInAnyOtherForm() {
        byte[] file = map(3).toBytes();
        assertThatIllegalArgumentException().isThrownBy(() -> CountMap.parse(Arrays.copyOf(file, file.length - 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> CountMap.parse(Arrays.copyOf(file, file.length - 64)));
        assertThatIllegalArgumentException().isThrownBy(() -> CountMap.parse(Arrays.copyOf(file, 128 * 64)));
        assertThatIllegalArgumentException().isThrownBy(() -> CountMap.parse(new byte[0]));

        byte[] exchanged = file.clone();
        System.arraycopy(file, 0, exchanged, 64, 64);
        System.arraycopy(file, 64, exchanged, 0, 64);
        assertThatIllegalArgumentException().isThrownBy(() -> CountMap.parse(exchanged));

        // Two entries of one place would be two counts of one person.
        byte[] twice = file.clone();
        System.arraycopy(file, 0, twice, 64, 32);
        assertThatIllegalArgumentException().isThrownBy(() -> CountMap.parse(twice));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CountMap.of(List.of(entry(key(1), COVERED, 1), entry(key(1), COVERED, 2)), random));
    }

    /** Written down once, by hand from the definitions: another implementation must agree. */
    @Test
    void commitsAsDescribed() throws Exception {
        Hash salt = key(1).salt(COVERED);
        byte[] text = ByteBuffer.allocate(14 + 32 + 8)
                .put("visor-count-v1".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .put(salt.toBytes())
                .putLong(7)
                .array();
        byte[] wanted = java.security.MessageDigest.getInstance("SHA-256").digest(text);
        assertThat(CountMap.commit(salt, 7).toBytes()).isEqualTo(wanted);
    }
}
