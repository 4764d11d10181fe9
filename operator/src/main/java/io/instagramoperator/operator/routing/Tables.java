package io.instagramoperator.operator.routing;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The routing tables of one gateway, one after the other. While accounts come quickly its pods never have the newest one; those in it that were also in
 * the one that they have are passed on all the same.
 */
final class Tables {

    /** So many are remembered. Pods follow within seconds; one that is further behind counts as one that knows nobody. */
    private static final int MOST = 1_000;

    private final SequencedMap<String, Long> numbers = new LinkedHashMap<>();
    private Map<String, Long> since = Map.of();
    private long newest;
    private long inForce;

    /**
     * Takes in the table that is wanted now.
     *
     * @param configHash of the configuration with this table
     * @param accounts   those in it, by their uid
     */
    void want(String configHash, Collection<String> accounts) {
        // The same table may be of other accounts: of one that was deleted and made anew, which has another uid.
        if (numbers.isEmpty() || !numbers.lastEntry().getKey().equals(configHash)) {
            number(configHash);
        }
        Map<String, Long> rows = HashMap.newHashMap(accounts.size());
        accounts.forEach(account -> rows.put(account, since.getOrDefault(account, newest)));
        since = rows;
    }

    private void number(String configHash) {
        newest++;
        numbers.remove(configHash);
        numbers.putLast(configHash, newest);
        if (numbers.size() > MOST) {
            numbers.pollFirstEntry();
        }
    }

    /**
     * Takes in what the pods have.
     *
     * @param hashes of each pod the hash of its configuration, if that is known
     */
    void have(Collection<Optional<String>> hashes) {
        inForce = hashes.stream()
                .mapToLong(hash -> hash.map(numbers::get).orElse(0L))
                .min()
                .orElse(0L);
    }

    /** Whether there is a pod, and the account is in the table of each. */
    boolean passOn(String account) {
        return since.getOrDefault(account, Long.MAX_VALUE) <= inForce;
    }
}
