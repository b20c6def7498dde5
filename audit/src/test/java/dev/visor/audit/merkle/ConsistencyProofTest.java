package dev.visor.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds proofs and their check against the definition, for every pair of sizes of small trees. */
class ConsistencyProofTest {

    private static final int MOST = 130;

    private static final List<Hash> ALL = leaves();

    private static List<Hash> leaves() {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            leaves.add(Hash.leaf(ByteBuffer.allocate(4).putInt(i).array()));
        }
        return leaves;
    }

    /** MTH of RFC 6962 section 2.1, word by word. */
    private static Hash mth(List<Hash> leaves) {
        if (leaves.size() < 2) {
            return leaves.isEmpty() ? Hash.EMPTY : leaves.getFirst();
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        return Hash.node(mth(leaves.subList(0, k)), mth(leaves.subList(k, leaves.size())));
    }

    /** SUBPROOF of RFC 6962 section 2.1.2, word by word. */
    private static List<Hash> subproof(int m, List<Hash> leaves, boolean known) {
        int n = leaves.size();
        if (m == n) {
            return known ? List.of() : List.of(mth(leaves));
        }
        int k = Integer.highestOneBit(n - 1);
        List<Hash> path = new ArrayList<>();
        if (m <= k) {
            path.addAll(subproof(m, leaves.subList(0, k), known));
            path.add(mth(leaves.subList(k, n)));
        } else {
            path.addAll(subproof(m - k, leaves.subList(k, n), false));
            path.add(mth(leaves.subList(0, k)));
        }
        return path;
    }

    private static TileTree tree(int size) {
        return new TileTree(
                tile -> {
                    List<Hash> hashes = new ArrayList<>();
                    int span = 1 << (8 * tile.level());
                    for (int i = 0; i < tile.width(); i++) {
                        int begin = ((int) tile.index() * Tile.WIDTH + i) * span;
                        hashes.add(mth(ALL.subList(begin, begin + span)));
                    }
                    return hashes;
                },
                size);
    }

    private static Hash root(int size) {
        return mth(ALL.subList(0, size));
    }

    @Test
    void provesEveryPairOfSizesAndNothingElse() {
        for (int to = 1; to <= MOST; to++) {
            for (int from = 1; from <= to; from++) {
                ConsistencyProof proof = tree(to).consistency(from);
                assertThat(proof.path()).as(from + " to " + to).isEqualTo(subproof(from, ALL.subList(0, to), true));
                assertThat(proof.connects(root(from), root(to)))
                        .as(from + " to " + to)
                        .isTrue();
                attack(proof, root(from), root(to));
            }
        }
    }

    @Test
    void provesAcrossTheBordersOfTiles() {
        for (int to : new int[] {255, 256, 257, 511, 512, 513, 769, 1000}) {
            for (int from : new int[] {1, 2, 100, 254, 255, 256, 257, 500, 511, 512, 700, 999}) {
                if (from < to) {
                    ConsistencyProof proof = tree(to).consistency(from);
                    assertThat(proof.path()).isEqualTo(subproof(from, ALL.subList(0, to), true));
                    attack(proof, root(from), root(to));
                }
            }
        }
    }

    private static void attack(ConsistencyProof proof, Hash older, Hash newer) {
        String name = proof.from() + " to " + proof.to();
        assertThat(proof.connects(Hash.ZERO, newer))
                .as(name + ", other old root")
                .isFalse();
        assertThat(proof.connects(older, Hash.ZERO))
                .as(name + ", other new root")
                .isFalse();
        if (!older.equals(newer)) {
            assertThat(proof.connects(newer, older))
                    .as(name + ", roots exchanged")
                    .isFalse();
            assertThat(proof.connects(older, older))
                    .as(name + ", old root twice")
                    .isFalse();
            assertThat(proof.connects(newer, newer))
                    .as(name + ", new root twice")
                    .isFalse();
        }
        // Every hash is looked at, and none is left over.
        for (int i = 0; i <= proof.path().size(); i++) {
            List<Hash> longer = new ArrayList<>(proof.path());
            longer.add(i, Hash.ZERO);
            assertRefused(proof, longer, older, newer, "a hash more at " + i);
            List<Hash> repeated = new ArrayList<>(proof.path());
            repeated.add(i, older);
            assertRefused(proof, repeated, older, newer, "the old root at " + i);
        }
        for (int i = 0; i < proof.path().size(); i++) {
            List<Hash> shorter = new ArrayList<>(proof.path());
            shorter.remove(i);
            assertRefused(proof, shorter, older, newer, "without hash " + i);
            List<Hash> altered = new ArrayList<>(proof.path());
            altered.set(i, Hash.ZERO);
            assertRefused(proof, altered, older, newer, "another hash " + i);
        }
    }

    private static void assertRefused(ConsistencyProof proof, List<Hash> path, Hash older, Hash newer, String as) {
        assertThat(new ConsistencyProof(proof.from(), proof.to(), path).connects(older, newer))
                .as(proof.from() + " to " + proof.to() + ", " + as)
                .isFalse();
    }

    @Test
    void isRefusedUnderOtherSizes() {
        long seed = 20261126;
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            int to = 2 + random.nextInt(MOST);
            int from = 1 + random.nextInt(to - 1);
            ConsistencyProof proof = tree(to).consistency(from);
            int otherTo = 1 + random.nextInt(MOST);
            int otherFrom = 1 + random.nextInt(otherTo);
            // The sizes decide the way only up to its shape: what must not be is that other trees fit the same proof.
            if (from != otherFrom) {
                assertThat(new ConsistencyProof(otherFrom, otherTo, proof.path()).connects(root(otherFrom), root(to)))
                        .as("seed " + seed + ": " + from + " to " + to + " as " + otherFrom + " to " + otherTo)
                        .isFalse();
            }
        }
    }

    @Test
    void isRefusedForATreeThatWouldNeedAnotherNumberOfHashes() {
        for (int to = 2; to <= 40; to++) {
            for (int from = 1; from < to; from++) {
                List<Hash> path = tree(to).consistency(from).path();
                for (int other = from + 1; other <= 80; other++) {
                    if (tree(other).consistency(from).path().size() != path.size()) {
                        assertThat(new ConsistencyProof(from, other, path).connects(root(from), root(to)))
                                .as(from + " to " + to + " as to " + other)
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void hasNothingToShowForAnEmptyOrEqualTree() {
        assertThat(tree(7).consistency(0).connects(Hash.EMPTY, root(7))).isTrue();
        assertThat(tree(7).consistency(0).connects(Hash.ZERO, root(7))).isFalse();
        assertThat(tree(0).consistency(0).connects(Hash.EMPTY, Hash.EMPTY)).isTrue();
        assertThat(tree(0).consistency(0).connects(Hash.EMPTY, Hash.ZERO)).isFalse();
        assertThat(tree(7).consistency(7).connects(root(7), root(7))).isTrue();
        assertThat(tree(7).consistency(7).connects(root(7), root(6))).isFalse();
        assertThat(new ConsistencyProof(0, 7, List.of(Hash.ZERO)).connects(Hash.EMPTY, root(7)))
                .isFalse();
        assertThat(new ConsistencyProof(7, 7, List.of(root(7))).connects(root(7), root(7)))
                .isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(8, 7, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(-1, 7, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> tree(7).consistency(8));
    }
}
