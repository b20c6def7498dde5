package dev.visor.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MerkleTest {

    /** MTH of RFC 6962 section 2.1, word by word. */
    private static Hash mth(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.EMPTY;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        return Hash.node(mth(leaves.subList(0, k)), mth(leaves.subList(k, leaves.size())));
    }

    /** PATH of RFC 6962 section 2.1.1, word by word. */
    private static List<Hash> path(int m, List<Hash> leaves) {
        if (leaves.size() == 1) {
            return List.of();
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        List<Hash> path = new ArrayList<>();
        if (m < k) {
            path.addAll(path(m, leaves.subList(0, k)));
            path.add(mth(leaves.subList(k, leaves.size())));
        } else {
            path.addAll(path(m - k, leaves.subList(k, leaves.size())));
            path.add(mth(leaves.subList(0, k)));
        }
        return path;
    }

    private static List<Hash> leaves(int size) {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(Hash.leaf(ByteBuffer.allocate(4).putInt(i).array()));
        }
        return leaves;
    }

    /** Tiles by their definition: each hash of level l is MTH over 256^l leaves. */
    private static TileTree.TileSource tiles(List<Hash> leaves) {
        return tile -> {
            List<Hash> hashes = new ArrayList<>();
            long span = 1L << (8 * tile.level());
            for (int i = 0; i < tile.width(); i++) {
                long begin = (tile.index() * 256 + i) * span;
                hashes.add(mth(leaves.subList((int) begin, (int) (begin + span))));
            }
            return hashes;
        };
    }

    @Test
    void hashesLikeTheVectorsOfCertificateTransparency() {
        // The eight leaves of certificate-transparency-go's and Go sumdb's reference tree.
        String[] data = {
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
        };
        Frontier tree = new Frontier();
        assertThat(hex(tree.root())).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (String leaf : data) {
            tree.add(Hash.leaf(HexFormat.of().parseHex(leaf)));
        }
        assertThat(hex(tree.root())).isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    private static String hex(Hash hash) {
        return HexFormat.of().formatHex(hash.toBytes());
    }

    @Test
    void provesEveryLeafOfEverySmallTreeAndNothingElse() {
        List<Hash> all = leaves(300);
        Frontier grown = new Frontier();
        for (int size = 1; size <= 300; size++) {
            List<Hash> leaves = all.subList(0, size);
            grown.add(all.get(size - 1));
            Hash root = mth(leaves);
            assertThat(grown.root()).isEqualTo(root);
            TileTree tree = new TileTree(tiles(leaves), size);
            assertThat(tree.root()).isEqualTo(root);
            assertThat(tree.frontier().root()).isEqualTo(root);
            for (int index = size > 40 ? size - 3 : 0; index < size; index++) {
                InclusionProof proof = tree.inclusion(index);
                assertThat(proof.path()).isEqualTo(path(index, leaves));
                assertThat(proof.leadsTo(root, all.get(index))).isTrue();
                assertThat(proof.leadsTo(root, Hash.ZERO)).isFalse();
                assertThat(proof.leadsTo(Hash.ZERO, all.get(index))).isFalse();
                attack(proof, root, all.get(index));
            }
        }
    }

    private static void attack(InclusionProof proof, Hash root, Hash leaf) {
        List<Hash> longer = new ArrayList<>(proof.path());
        longer.add(Hash.ZERO);
        assertThat(new InclusionProof(proof.index(), proof.size(), longer).leadsTo(root, leaf))
                .isFalse();
        if (!proof.path().isEmpty()) {
            List<Hash> shorter = proof.path().subList(0, proof.path().size() - 1);
            assertThat(new InclusionProof(proof.index(), proof.size(), shorter).leadsTo(root, leaf))
                    .isFalse();
        }
        for (long index : new long[] {proof.index() - 1, proof.index() + 1}) {
            if (index >= 0 && index < proof.size()) {
                assertThat(new InclusionProof(index, proof.size(), proof.path()).leadsTo(root, leaf))
                        .isFalse();
            }
        }
    }

    @Test
    void hasNoProofForAnIndexEqualToTheSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(8, 8, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(-1, 8, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new TileTree(tile -> List.of(), 8).inclusion(8));
    }

    @Nested
    class Tiles {

        @Test
        void areNamedAsTheSpecificationSays() {
            assertThat(new Tile(0, 1234067, 256).path()).isEqualTo("tile/0/x001/x234/067");
            assertThat(new Tile(2, 5, 1).path()).isEqualTo("tile/2/005.p/1");
            assertThat(new Tile(Tile.ENTRIES, 999, 17).path()).isEqualTo("tile/entries/999.p/17");
            assertThat(new Tile(0, 1000, 256).path()).isEqualTo("tile/0/x001/000");
            for (Tile tile : Tile.added(0, 70_000)) {
                assertThat(Tile.parse(tile.path())).isEqualTo(tile);
                assertThat(Tile.parse(tile.entries().path())).isEqualTo(tile.entries());
            }
        }

        @Test
        void ofATreeOf70000LeavesAreThoseOfTheSpecification() {
            List<Tile> tiles = Tile.added(0, 70_000);
            assertThat(tiles.stream().filter(t -> t.level() == 0 && t.full())).hasSize(273);
            assertThat(tiles)
                    .contains(new Tile(0, 273, 112), new Tile(1, 0, 256), new Tile(1, 1, 17), new Tile(2, 0, 1))
                    .hasSize(277);
            assertThat(Tile.added(255, 256)).containsExactly(new Tile(0, 0, 256), new Tile(1, 0, 1));
            assertThat(Tile.added(256, 257)).containsExactly(new Tile(0, 1, 1));
            assertThat(Tile.added(70_000, 70_000)).isEmpty();
        }

        @Test
        void haveOnlyOneSpelling() {
            for (String path : List.of(
                    "tile/0/00",
                    "tile/0/0000",
                    "tile/00/000",
                    "tile/0/x000/001",
                    "tile/0/001/001",
                    "tile/0/000.p/0",
                    "tile/0/000.p/256",
                    "tile/0/000.p/01",
                    "tile/0/000.p/+1",
                    "tile/64/000",
                    "tile/-1/000",
                    "tile/0/../checkpoint",
                    "tile/entries/%30",
                    "tile/0/",
                    "tile/0",
                    "tile")) {
                assertThatIllegalArgumentException().as(path).isThrownBy(() -> Tile.parse(path));
            }
        }
    }
}
