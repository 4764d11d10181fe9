package io.instagramoperator.operator.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * When the operator is killed.
 *
 * @param write      such as {@code patch deployments acme-receiver}
 * @param occurrence which of these writes, from 1
 * @param after      once the API server has answered; else it never hears of the write
 */
record Killing(String write, int occurrence, boolean after) {

    /** Before and after each of these writes, but for those of Events, which come in no order and have names of their own each time. */
    static List<Killing> at(List<Call> writes) {
        Map<String, Integer> occurrences = new HashMap<>();
        List<Killing> killings = new ArrayList<>();
        writes.stream().filter(write -> !write.isOnEvent()).forEach(write -> {
            int occurrence = occurrences.merge(write.toString(), 1, Integer::sum);
            Stream.of(false, true)
                    .map(after -> new Killing(write.toString(), occurrence, after))
                    .forEach(killings::add);
        });
        return killings;
    }

    /** What a proxy does to bring it about. */
    Function<Call, Fault> by(Runnable kill) {
        AtomicInteger met = new AtomicInteger();
        return call -> call.isWrite() && call.toString().equals(write) && met.incrementAndGet() == occurrence
                ? after ? new Fault.After(kill) : new Fault.Before(kill)
                : new Fault.None();
    }
}
