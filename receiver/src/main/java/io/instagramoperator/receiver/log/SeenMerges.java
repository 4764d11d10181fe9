package io.instagramoperator.receiver.log;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes one run of four with as many bits each, over and over, so that there are few in the table however much it holds. Goes on a
 * little with each commit. When it ends in the middle, there are five runs with a part of the entries each, as good as any others.
 */
final class SeenMerges {

    private static final int RUNS = 4;

    /** Four runs have four times as many buckets. */
    private static final int MORE_BITS = 2;

    /** Half a billion fingerprints. */
    private static final int MOST_BITS = 24;

    private final SeenTable table;

    /** Those under way, by the bits of what they merge: the shortest runs first, of which there are the most. */
    private final SortedMap<Integer, Merge> underWay = new TreeMap<>();

    private long left;

    /** With so many runs there was nothing to merge. */
    private int enough;

    SeenMerges(SeenTable table) {
        this.table = table;
    }

    /** Merges about so many entries, if so many are to be merged. */
    void goOn(long entries) throws SQLException {
        left += entries;
        while (left > 0) {
            boolean nothing = underWay.isEmpty() && table.runs().size() == enough;
            Optional<Merge> merge = nothing ? Optional.empty() : next();
            if (merge.isEmpty()) {
                enough = table.runs().size();
                left = 0;
                return;
            }
            left -= merge.get().step();
            if (merge.get().isOver()) {
                end(merge.get());
            }
        }
    }

    private Optional<Merge> next() {
        SortedMap<Integer, List<SeenRun>> byBits = table.runs().stream()
                .filter(run -> underWay.values().stream().noneMatch(merge -> merge.target.equals(run)))
                .collect(Collectors.groupingBy(SeenRun::bits, TreeMap::new, Collectors.toList()));
        for (Map.Entry<Integer, List<SeenRun>> entry : byBits.entrySet()) {
            Merge merge = underWay.get(entry.getKey());
            if (merge != null) {
                return Optional.of(merge);
            }
            if (entry.getValue().size() >= RUNS && entry.getKey() < MOST_BITS) {
                return Optional.of(begin(List.copyOf(entry.getValue().subList(0, RUNS)), entry.getKey()));
            }
        }
        return Optional.empty();
    }

    private Merge begin(List<SeenRun> sources, int bits) {
        Merge merge = new Merge(sources, table.begin(bits + MORE_BITS));
        underWay.put(bits, merge);
        table.add(merge.target);
        return merge;
    }

    private void end(Merge merge) {
        underWay.remove(merge.target.bits() - MORE_BITS);
        merge.sources.forEach(table::remove);
    }

    private final class Merge {

        private final List<SeenRun> sources;
        private final SeenRun target;
        private int bucket;

        Merge(List<SeenRun> sources, SeenRun target) {
            this.sources = sources;
            this.target = target;
        }

        boolean isOver() {
            return bucket == sources.getFirst().buckets();
        }

        /** Moves one bucket of each source; returns how many entries that were, or 1 if there were none. */
        int step() throws SQLException {
            List<SortedRun> contents = new ArrayList<>();
            long day = 0;
            for (SeenRun source : sources) {
                SeenTable.Bucket content = table.read(source, bucket);
                contents.add(content.entries());
                day = Math.max(day, content.day());
                table.delete(source, bucket);
            }
            SortedRun merged = SortedRun.merged(contents);
            int from = 0;
            int first = bucket << MORE_BITS;
            for (int part = first; part < first + RUNS; part++) {
                int to = merged.endOf(target, part, from);
                table.write(target, part, new SeenTable.Bucket(day, merged.part(from, to)));
                from = to;
            }
            bucket++;
            return Math.max(1, contents.stream().mapToInt(SortedRun::size).sum());
        }
    }
}
