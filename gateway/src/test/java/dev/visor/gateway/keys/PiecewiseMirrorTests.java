package dev.visor.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Where nothing can be appended to: what the order of the pieces says, and what a crash between two of them leaves. */
class PiecewiseMirrorTests {

    private static final Domain DOMAIN = Domain.LANDMARKS;
    private static final KeyOwner ANN = KeyOwner.random();
    private static final KeyOwner BEN = KeyOwner.random();
    private static final KeyOwner CIS = KeyOwner.random();

    private final EpochKey epoch = new EpochKey(TenantId.random(), 1);
    private final Names place = new Names();
    private final AtomicLong numbers = new AtomicLong();
    private final PiecewiseMirror mirror = new PiecewiseMirror(place, numbers::incrementAndGet);

    @Test
    void givesBackWhatWasAppendedUnderItsOwnEpochOnly() {
        EpochKey tenth = new EpochKey(epoch.tenant(), 10);
        mirror.append(DOMAIN, epoch, List.of(entry(ANN, "a"), entry(BEN, "b")));
        mirror.append(DOMAIN, tenth, List.of(entry(BEN, "tenth")));

        assertThat(mirror.read(DOMAIN, epoch).values()).containsExactlyInAnyOrder(entry(ANN, "a"), entry(BEN, "b"));
        assertThat(mirror.read(DOMAIN, tenth).values()).containsExactly(entry(BEN, "tenth"));
        assertThat(mirror.read(Domain.VIEWS, epoch)).isEmpty();
        assertThat(mirror.epochs(epoch.tenant(), DOMAIN)).containsExactly(1, 10);
        assertThat(mirror.tenants()).containsExactly(epoch.tenant());

        mirror.remove(DOMAIN, epoch);

        assertThat(mirror.epochs(epoch.tenant(), DOMAIN)).containsExactly(10);
        assertThat(mirror.read(DOMAIN, tenth)).containsOnlyKeys(BEN);
    }

    /** As text, 10 comes before 9. */
    @Test
    void takesTheLaterOfTwoByNumber() {
        numbers.set(8);
        mirror.append(DOMAIN, epoch, List.of(entry(ANN, "of a transaction that was undone")));
        mirror.append(DOMAIN, epoch, List.of(entry(ANN, "good")));

        assertThat(place.names).containsOnlyKeys(name(".9.1"), name(".10.1"));
        assertThat(mirror.read(DOMAIN, epoch)).containsExactly(Map.entry(ANN, entry(ANN, "good")));
    }

    @Test
    void leavesNothingOfThoseWhoAreDropped() {
        mirror.append(DOMAIN, epoch, List.of(entry(ANN, "a"), entry(BEN, "b")));
        mirror.append(DOMAIN, epoch, List.of(entry(ANN, "a again")));

        mirror.drop(DOMAIN, epoch, Set.of(ANN));

        assertThat(mirror.read(DOMAIN, epoch)).containsOnlyKeys(BEN);
        assertThat(place.names).containsOnlyKeys(name(".1.2"));
        place.names.values().forEach(file -> assertThat(text(file)).doesNotContain("a again"));
    }

    @Test
    void foldsManyPiecesIntoOneAndKeepsTheirOrder() {
        for (int time = 1; time <= PiecewiseMirror.MANY; time++) {
            mirror.append(DOMAIN, epoch, List.of(entry(time % 2 == 0 ? ANN : BEN, "key " + time)));
        }

        mirror.fold(DOMAIN, epoch);

        assertThat(place.names).containsOnlyKeys(name(".64.2"));
        assertThat(mirror.read(DOMAIN, epoch).values())
                .containsExactlyInAnyOrder(entry(ANN, "key 64"), entry(BEN, "key 63"));
        mirror.append(DOMAIN, epoch, List.of(entry(ANN, "later")));
        assertThat(mirror.read(DOMAIN, epoch)).containsEntry(ANN, entry(ANN, "later"));
    }

    @Test
    void leavesFewPiecesAsTheyAre() {
        for (int time = 1; time < PiecewiseMirror.MANY; time++) {
            mirror.append(DOMAIN, epoch, List.of(entry(ANN, "key " + time)));
        }
        Map<String, byte[]> before = Map.copyOf(place.names);

        mirror.fold(DOMAIN, epoch);

        assertThat(place.names).isEqualTo(before);
    }

    /** Wherever it ends, everybody who was not dropped is there, with the right key; done again, the dropped one is gone. */
    @Test
    void losesNobodyWhereverAFoldOrADropEnds() {
        for (boolean fold : new boolean[] {true, false}) {
            for (int calls = 0; calls < 140; calls++) {
                place.names.clear();
                numbers.set(0);
                mirror.append(DOMAIN, epoch, List.of(entry(ANN, "key 0"), entry(CIS, "only here")));
                for (int time = 1; time < PiecewiseMirror.MANY; time++) {
                    mirror.append(DOMAIN, epoch, List.of(entry(ANN, "key " + time), entry(BEN, "b " + time)));
                }
                mirror.append(DOMAIN, epoch, List.of(entry(BEN, "last")));
                assertThat(place.names).hasSizeGreaterThan(PiecewiseMirror.MANY);
                place.left = calls;
                Runnable act = fold ? () -> mirror.fold(DOMAIN, epoch) : () -> mirror.drop(DOMAIN, epoch, Set.of(ANN));
                try {
                    act.run();
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessage("it ended here");
                }
                place.left = Integer.MAX_VALUE;

                assertThat(mirror.read(DOMAIN, epoch))
                        .containsEntry(BEN, entry(BEN, "last"))
                        .containsEntry(CIS, entry(CIS, "only here"));
                if (fold) {
                    assertThat(mirror.read(DOMAIN, epoch)).containsEntry(ANN, entry(ANN, "key 63"));
                }
                act.run();
                assertThat(mirror.read(DOMAIN, epoch)).containsEntry(BEN, entry(BEN, "last"));
                assertThat(mirror.read(DOMAIN, epoch).containsKey(ANN)).isEqualTo(fold);
            }
        }
    }

    /** Objects are moved from a folder to a bucket by copying them. */
    @Test
    void takesTheFileOfAFolderForTheFirstPiece() throws Exception {
        place.names.put(name(""), MirrorFormat.file(DOMAIN, epoch, List.of(entry(ANN, "old"), entry(BEN, "old")), 64));
        place.names.put(name(".lock"), new byte[0]);
        mirror.append(DOMAIN, epoch, List.of(entry(BEN, "new")));

        assertThat(mirror.read(DOMAIN, epoch).values()).containsExactlyInAnyOrder(entry(ANN, "old"), entry(BEN, "new"));
        mirror.drop(DOMAIN, epoch, Set.of(ANN));
        assertThat(mirror.read(DOMAIN, epoch).values()).containsExactly(entry(BEN, "new"));
        assertThat(place.names).doesNotContainKey(name(""));
    }

    @Test
    void findsAnotherNumberWhereADatabaseWasRestored() {
        mirror.append(DOMAIN, epoch, List.of(entry(ANN, "a")));
        mirror.append(DOMAIN, epoch, List.of(entry(BEN, "b")));
        numbers.set(0);

        KeyOwner young = KeyOwner.random();
        mirror.append(DOMAIN, epoch, List.of(entry(young, "c")));

        assertThat(mirror.read(DOMAIN, epoch)).containsOnlyKeys(ANN, BEN, young);
    }

    @Test
    void refusesAPieceOfAnotherTenant() throws Exception {
        EpochKey other = new EpochKey(TenantId.random(), 1);
        place.names.put(name(".1.1"), MirrorFormat.file(DOMAIN, other, List.of(entry(ANN, "theirs")), 64));

        assertThatThrownBy(() -> mirror.read(DOMAIN, epoch)).isInstanceOf(UncheckedIOException.class);
    }

    private String name(String suffix) {
        return epoch.tenant() + "/keys/landmarks.1" + suffix;
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }

    private static SubjectKeyMirror.Entry entry(KeyOwner owner, String text) {
        return new SubjectKeyMirror.Entry(owner, 1, new WrappedKey(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A place in memory that may end after so many writes. */
    private static final class Names implements MirrorPlace {

        private final Map<String, byte[]> names = new TreeMap<>();
        private int left = Integer.MAX_VALUE;

        private void write() {
            if (left-- <= 0) {
                throw new IllegalStateException("it ended here");
            }
        }

        @Override
        public boolean putIfAbsent(String name, byte[] content) {
            write();
            return names.putIfAbsent(name, content) == null;
        }

        @Override
        public Optional<byte[]> read(String name) {
            return Optional.ofNullable(names.get(name));
        }

        @Override
        public void remove(String name) {
            write();
            names.remove(name);
        }

        @Override
        public List<String> list(String prefix) {
            return names.keySet().stream()
                    .filter(name -> name.startsWith(prefix))
                    .filter(name -> name.indexOf('/', prefix.length()) < 0)
                    .toList();
        }

        @Override
        public List<String> folders() {
            return new ArrayList<>(Set.copyOf(names.keySet().stream()
                    .map(name -> name.substring(0, name.indexOf('/')))
                    .toList()));
        }
    }
}
