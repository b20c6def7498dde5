package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each custodian promises, whatever it keeps its keys in. */
abstract class CustodianContract {

    static final byte[] PLACE = "here".getBytes(StandardCharsets.US_ASCII);
    static final byte[] ELSEWHERE = "there".getBytes(StandardCharsets.US_ASCII);
    static final Warrant WARRANT = Warrant.system("test");
    static final Domain DOMAIN = Domain.VIEWS;

    final TenantId tenant = TenantId.random();

    /** Opens the domain's custodian once more: as another process, or after a restart. */
    abstract Custodian open() throws IOException;

    /** Puts other keys in the place of the domain's root and of this epoch key, under the same names. */
    abstract void replace(EpochKey epoch) throws Exception;

    private static void refuses(Custodian custodian, EpochKey epoch, byte[] context, byte[] wrapped) {
        assertThatThrownBy(() -> custodian.unwrap(epoch, context, wrapped, WARRANT))
                .isInstanceOf(KeyAlteredException.class);
    }

    private static void opens(Custodian custodian, EpochKey epoch, byte[] wrapped, DataKey key) {
        try (DataKey back = custodian.unwrap(epoch, PLACE, wrapped, WARRANT)) {
            assertThat(back.getEncoded()).isEqualTo(key.getEncoded());
        }
    }

    @Test
    void unwrapsInItsPlaceAndNowhereElse() throws IOException {
        try (Custodian custodian = open();
                DataKey key = DataKey.random()) {
            assertThat(custodian.domain()).isEqualTo(DOMAIN);
            EpochKey epoch = new EpochKey(tenant, custodian.epoch(tenant));
            byte[] wrapped = custodian.wrap(epoch, PLACE, key);
            opens(custodian, epoch, wrapped, key);
            refuses(custodian, epoch, ELSEWHERE, wrapped);
            refuses(custodian, epoch, new byte[0], wrapped);
            TenantId other = TenantId.random();
            refuses(custodian, new EpochKey(other, custodian.epoch(other)), PLACE, wrapped);
        }
    }

    @Test
    void refusesEachFlippedBitAndEachTruncation() throws IOException {
        try (Custodian custodian = open();
                DataKey key = DataKey.random()) {
            EpochKey epoch = new EpochKey(tenant, custodian.epoch(tenant));
            byte[] wrapped = custodian.wrap(epoch, PLACE, key);
            for (int bit = 0; bit < 8 * wrapped.length; bit++) {
                wrapped[bit / 8] ^= (byte) (1 << (bit % 8));
                refuses(custodian, epoch, PLACE, wrapped);
                wrapped[bit / 8] ^= (byte) (1 << (bit % 8));
            }
            for (int length = 0; length < wrapped.length; length++) {
                refuses(custodian, epoch, PLACE, java.util.Arrays.copyOf(wrapped, length));
            }
            opens(custodian, epoch, wrapped, key);
        }
    }

    @Test
    void neverWrapsTheSameWayTwice() throws IOException {
        try (Custodian custodian = open();
                DataKey key = DataKey.random()) {
            EpochKey epoch = new EpochKey(tenant, custodian.epoch(tenant));
            assertThat(custodian.wrap(epoch, PLACE, key)).isNotEqualTo(custodian.wrap(epoch, PLACE, key));
        }
    }

    @Test
    void countsEpochsFromOneAndKeepsOpeningWhatAnOlderOneWrapped() throws IOException {
        try (Custodian custodian = open();
                DataKey key = DataKey.random()) {
            assertThat(custodian.epochs(tenant)).isEmpty();
            EpochKey first = new EpochKey(tenant, custodian.epoch(tenant));
            assertThat(first.epoch()).isEqualTo(1);
            byte[] wrapped = custodian.wrap(first, PLACE, key);
            assertThat(custodian.advance(tenant)).isEqualTo(2);
            assertThat(custodian.epoch(tenant)).isEqualTo(2);
            assertThat(custodian.epochs(tenant)).containsExactly(1, 2);
            opens(custodian, first, wrapped, key);
            refuses(custodian, new EpochKey(tenant, 2), PLACE, wrapped);
        }
    }

    @Test
    void saysThatAnEpochIsMissing() throws IOException {
        EpochKey missing = new EpochKey(tenant, 7);
        try (Custodian custodian = open();
                DataKey key = DataKey.random()) {
            custodian.epoch(tenant);
            assertThatThrownBy(() -> custodian.wrap(missing, PLACE, key)).isInstanceOf(KeyMissingException.class);
            assertThatThrownBy(() -> custodian.unwrap(missing, PLACE, new byte[60], WARRANT))
                    .isInstanceOf(KeyMissingException.class);
            assertThatThrownBy(() -> custodian.checkValue(missing)).isInstanceOf(KeyMissingException.class);
            custodian.destroy(missing);
        }
    }

    @Test
    void destroysAnEpochForEveryProcessAndForGood() throws IOException {
        try (Custodian one = open();
                Custodian two = open();
                DataKey key = DataKey.random()) {
            EpochKey first = new EpochKey(tenant, one.epoch(tenant));
            byte[] wrapped = one.wrap(first, PLACE, key);
            opens(two, first, wrapped, key);
            assertThatThrownBy(() -> one.destroy(first)).isInstanceOf(IllegalStateException.class);
            opens(one, first, wrapped, key);
            one.advance(tenant);
            one.destroy(first);
            one.destroy(first);
            for (Custodian each : List.of(one, two)) {
                assertThatThrownBy(() -> each.unwrap(first, PLACE, wrapped, WARRANT))
                        .isInstanceOf(KeyMissingException.class);
                assertThatThrownBy(() -> each.wrap(first, PLACE, key)).isInstanceOf(KeyMissingException.class);
                assertThat(each.epochs(tenant)).containsExactly(2);
                assertThat(each.epoch(tenant)).isEqualTo(2);
            }
            assertThat(two.advance(tenant)).isEqualTo(3);
        }
        try (Custodian again = open()) {
            assertThat(again.epochs(tenant)).containsExactly(2, 3);
        }
    }

    @Test
    void keepsWhatItWrappedOverARestart() throws IOException {
        try (DataKey key = DataKey.random()) {
            byte[] wrapped;
            EpochKey epoch;
            try (Custodian custodian = open()) {
                epoch = new EpochKey(tenant, custodian.epoch(tenant));
                wrapped = custodian.wrap(epoch, PLACE, key);
            }
            try (Custodian again = open()) {
                opens(again, epoch, wrapped, key);
            }
        }
    }

    @Test
    void losesNoEpochWhenTwoProcessesMakeThemAtOnce() throws Exception {
        List<TenantId> tenants = Stream.generate(TenantId::random).limit(4).toList();
        try (Custodian one = open();
                Custodian two = open();
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> first = threads.submit(() -> tenants.forEach(one::epoch));
            Future<?> second = threads.submit(() -> tenants.reversed().forEach(two::epoch));
            first.get();
            second.get();
            for (TenantId each : tenants) {
                EpochKey epoch = new EpochKey(each, 1);
                assertThat(one.epoch(each)).isEqualTo(1);
                assertThat(two.matches(epoch, one.checkValue(epoch))).isTrue();
            }
        }
    }

    @Test
    void servesManyThreadsAtOnce() throws Exception {
        try (Custodian custodian = open();
                ExecutorService threads = Executors.newFixedThreadPool(6)) {
            EpochKey epoch = new EpochKey(tenant, custodian.epoch(tenant));
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 6; thread++) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        try (DataKey key = DataKey.random()) {
                            opens(custodian, epoch, custodian.wrap(epoch, PLACE, key), key);
                        }
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
    }

    @Test
    void isKnownAgainByItsCheckValuesAndNotOnceReplaced() throws Exception {
        byte[] root;
        byte[] check;
        EpochKey name = new EpochKey(tenant, 1);
        try (Custodian custodian = open()) {
            custodian.epoch(tenant);
            root = custodian.checkValue();
            check = custodian.checkValue(name);
        }
        try (Custodian again = open()) {
            assertThat(again.matches(root)).isTrue();
            assertThat(again.matches(name, check)).isTrue();
            assertThat(again.matches(check)).isFalse();
            assertThat(again.matches(name, root)).isFalse();
        }
        replace(name);
        try (Custodian replaced = open()) {
            assertThat(replaced.epochs(tenant)).containsExactly(1);
            assertThat(replaced.matches(root)).isFalse();
            assertThat(replaced.matches(name, check)).isFalse();
        }
    }

    @Test
    void losesNothingWhereItsRootIsRotated() throws IOException {
        try (Custodian one = open();
                Custodian two = open();
                DataKey key = DataKey.random()) {
            EpochKey epoch = new EpochKey(tenant, one.epoch(tenant));
            byte[] wrapped = one.wrap(epoch, PLACE, key);
            byte[] first = one.checkValue();
            assertThat(one.root()).isEqualTo(1);
            assertThat(one.rotate()).isEqualTo(2);
            byte[] second = one.checkValue();
            for (Custodian each : List.of(one, two)) {
                assertThat(each.root()).isEqualTo(2);
                assertThat(each.matches(first)).isTrue();
                assertThat(each.matches(second)).isTrue();
                opens(each, epoch, wrapped, key);
            }
            assertThat(two.rotate()).isEqualTo(3);
            assertThat(one.advance(tenant)).isEqualTo(2);
            try (Custodian again = open()) {
                assertThat(again.root()).isEqualTo(3);
                assertThat(again.matches(first)).isTrue();
                assertThat(again.epochs(tenant)).containsExactly(1, 2);
                opens(again, epoch, wrapped, key);
            }
        }
    }

    @Test
    void saysNothingOfItsKeys() throws IOException {
        try (Custodian custodian = open()) {
            assertThat(custodian.toString()).matches("[A-Za-z0-9]+\\[views\\]");
        }
    }
}
