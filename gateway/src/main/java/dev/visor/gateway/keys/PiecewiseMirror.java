package dev.visor.gateway.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mirror in a place where nothing is appended to: each append is a piece of its own, {@code
 * TENANT/keys/DOMAIN.EPOCH.NUMBER.EDITION}, a whole file of {@link MirrorFormat}. Pieces are read by number, then edition;
 * later ones replace earlier ones.
 *
 * <p>A number is taken inside the transaction whose row the piece mirrors. Of two pieces with one owner the later transaction
 * saw the earlier one ended, so its number is higher: the piece of a transaction that was undone never hides the good one. A
 * piece that is written anew keeps its number in the next edition, and pieces that are folded take the highest of theirs, so
 * the order holds. The new one is durable before the old ones go: a crash leaves both.
 *
 * <p>The one file of {@link FolderMirror}, {@code DOMAIN.EPOCH}, counts as the very first piece, so that objects may be moved
 * from a folder to a bucket by copying them.
 */
final class PiecewiseMirror implements SubjectKeyMirror {

    /** With so many pieces under one epoch they are folded. */
    static final int MANY = 64;

    /** A folded piece is no longer, in entries: some 4 MB, which a store takes in one put. */
    private static final int MOST = 40_000;

    private final MirrorPlace place;
    private final LongSupplier numbers;

    PiecewiseMirror(MirrorPlace place, LongSupplier numbers) {
        this.place = place;
        this.numbers = numbers;
    }

    @Override
    public void append(Domain domain, EpochKey epoch, List<Entry> entries) {
        if (!entries.isEmpty()) {
            while (!put(domain, epoch, new Piece(numbers.getAsLong(), 1), entries)) {
                // A restored database counts again from where it was: numbers may be taken.
            }
        }
    }

    @Override
    public void drop(Domain domain, EpochKey epoch, Set<KeyOwner> owners) {
        for (Piece piece : pieces(domain, epoch)) {
            Map<KeyOwner, Entry> entries = content(domain, epoch, piece);
            if (entries.keySet().removeAll(owners)) {
                writeAnew(domain, epoch, piece, List.copyOf(entries.values()));
                place.remove(name(domain, epoch, piece));
            }
        }
    }

    @Override
    public void fold(Domain domain, EpochKey epoch) {
        List<Piece> pieces = pieces(domain, epoch);
        if (pieces.size() < MANY) {
            return;
        }
        List<Piece> open = new ArrayList<>();
        Map<KeyOwner, Entry> together = new LinkedHashMap<>();
        for (Piece piece : pieces) {
            Map<KeyOwner, Entry> entries = content(domain, epoch, piece);
            if (together.size() + entries.size() > MOST) {
                fold(domain, epoch, open, together);
                open.clear();
                together.clear();
            }
            open.add(piece);
            together.putAll(entries);
        }
        fold(domain, epoch, open, together);
    }

    private void fold(Domain domain, EpochKey epoch, List<Piece> pieces, Map<KeyOwner, Entry> entries) {
        if (pieces.size() > 1) {
            writeAnew(domain, epoch, pieces.getLast(), List.copyOf(entries.values()));
            pieces.forEach(piece -> place.remove(name(domain, epoch, piece)));
        }
    }

    /** Under the next edition that is free; nothing is left of a piece without entries. */
    private void writeAnew(Domain domain, EpochKey epoch, Piece piece, List<Entry> entries) {
        Piece next = piece.next();
        while (!entries.isEmpty() && !put(domain, epoch, next, entries)) {
            next = next.next();
        }
    }

    @Override
    public Map<KeyOwner, Entry> read(Domain domain, EpochKey epoch) {
        Map<KeyOwner, Entry> entries = new LinkedHashMap<>();
        pieces(domain, epoch).forEach(piece -> entries.putAll(content(domain, epoch, piece)));
        return entries;
    }

    @Override
    public List<Integer> epochs(TenantId tenant, Domain domain) {
        String begin = folder(tenant) + domain.label() + ".";
        Pattern name = Pattern.compile("([1-9][0-9]{0,8})(\\..*)?");
        return place.list(begin).stream()
                .map(found -> name.matcher(found.substring(begin.length())))
                .filter(Matcher::matches)
                .map(match -> Integer.valueOf(match.group(1)))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public void remove(Domain domain, EpochKey epoch) {
        pieces(domain, epoch).forEach(piece -> place.remove(name(domain, epoch, piece)));
    }

    @Override
    public List<TenantId> tenants() {
        List<TenantId> tenants = new ArrayList<>();
        for (String folder : place.folders()) {
            tenant(folder)
                    .filter(tenant -> !place.list(folder(tenant)).isEmpty())
                    .ifPresent(tenants::add);
        }
        return tenants;
    }

    /** A bucket may hold what is none of Visor's. */
    private static Optional<TenantId> tenant(String folder) {
        try {
            return Optional.of(new TenantId(UUID.fromString(folder)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean put(Domain domain, EpochKey epoch, Piece piece, List<Entry> entries) {
        try {
            byte[] file = MirrorFormat.file(domain, epoch, entries, MirrorFormat.slotFor(entries));
            return place.putIfAbsent(name(domain, epoch, piece), file);
        } catch (IOException e) {
            throw new UncheckedIOException("The mirrored subject keys cannot be written", e);
        }
    }

    private Map<KeyOwner, Entry> content(Domain domain, EpochKey epoch, Piece piece) {
        try {
            // One that is gone meanwhile was written anew, or its epoch ended.
            Optional<byte[]> file = place.read(name(domain, epoch, piece));
            return file.isEmpty() ? new LinkedHashMap<>() : MirrorFormat.decode(file.get(), domain, epoch);
        } catch (IOException e) {
            throw new UncheckedIOException("The mirrored subject keys cannot be read", e);
        }
    }

    private List<Piece> pieces(Domain domain, EpochKey epoch) {
        String whole = whole(domain, epoch);
        return place.list(whole).stream()
                .flatMap(name -> Piece.of(name.substring(whole.length())).stream())
                .sorted()
                .toList();
    }

    private static String name(Domain domain, EpochKey epoch, Piece piece) {
        return whole(domain, epoch) + piece.suffix();
    }

    private static String whole(Domain domain, EpochKey epoch) {
        return folder(epoch.tenant()) + domain.label() + "." + epoch.epoch();
    }

    private static String folder(TenantId tenant) {
        return tenant + "/keys/";
    }

    /**
     * A piece.
     *
     * @param number its place in the order; 0 is the one file of a folder
     * @param edition from 1, higher each time that it is written anew; 0 is the one file of a folder
     */
    private record Piece(long number, int edition) implements Comparable<Piece> {

        private static final Pattern SUFFIX = Pattern.compile("\\.([0-9]{1,18})\\.([0-9]{1,9})");
        private static final Comparator<Piece> ORDER =
                Comparator.comparingLong(Piece::number).thenComparingInt(Piece::edition);

        /** Empty for another epoch's, whose number only begins alike, and for what is no piece at all. */
        static Optional<Piece> of(String suffix) {
            if (suffix.isEmpty()) {
                return Optional.of(new Piece(0, 0));
            }
            Matcher matcher = SUFFIX.matcher(suffix);
            return matcher.matches()
                    ? Optional.of(new Piece(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                    : Optional.empty();
        }

        Piece next() {
            return new Piece(number, edition + 1);
        }

        String suffix() {
            return edition == 0 ? "" : "." + number + "." + edition;
        }

        @Override
        public int compareTo(Piece other) {
            return ORDER.compare(this, other);
        }
    }
}
