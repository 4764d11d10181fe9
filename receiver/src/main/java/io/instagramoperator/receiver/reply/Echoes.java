package io.instagramoperator.receiver.reply;

import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.log.Appended;
import io.instagramoperator.receiver.log.Event;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Header;
import io.instagramoperator.receiver.log.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Appends events to the log, and marks those that are echoes of replies with the reply's id. An echo may come before Meta's answer
 * to the send, after it, after a restart, or instead of it.
 */
@Singleton
public class Echoes {

    private static final Set<String> ECHOES = Set.of("message.sent", "standby.message.sent");

    /** How far Meta's clock and ours may be apart. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    /** How long after an attempt Meta may have made a message of it. */
    private static final Duration LONGEST_SEND = Duration.ofMinutes(10);

    /** "Webhooks": Meta repeats a delivery for 36 hours. */
    private static final Duration LONGEST_RETRY = Duration.ofHours(37);

    private final EventLog log;
    private final Configuration configuration;
    private final Settlements settlements;
    private final ReplyEnds ends;

    public Echoes(EventLog log, Configuration configuration, Settlements settlements, ReplyEnds ends) {
        this.log = log;
        this.configuration = configuration;
        this.settlements = settlements;
        this.ends = ends;
    }

    /**
     * As {@link EventLog#append}.
     *
     * @return as there
     */
    public CompletionStage<Appended> append(List<Event> events) {
        if (events.stream().noneMatch(Echoes::isEcho)) {
            return log.append(events);
        }
        List<Reply> settled = new ArrayList<>();
        return log.write(transaction -> appendAll(transaction, events, settled)).thenApply(appended -> {
            settled.forEach(ends::settledByEcho);
            return appended;
        });
    }

    /** The event of a message that the account wrote, with the id of the reply that became this message, if one did. */
    public static Event named(Transaction transaction, Event event, String messageId) throws SQLException {
        return owner(transaction, messageId)
                .map(row -> withReply(event, row.reply().id()))
                .orElse(event);
    }

    private static Optional<ReplyRow> owner(Transaction transaction, String messageId) throws SQLException {
        return ReplyRow.select(transaction.connection(), "WHERE message_id = ?", messageId).stream()
                .findFirst();
    }

    /** Also of a conversation that was handed to another app after the reply was sent. */
    private static boolean isEcho(Event event) {
        return ECHOES.contains(event.event());
    }

    private Appended appendAll(Transaction transaction, List<Event> events, List<Reply> settled) throws SQLException {
        List<Header> stored = new ArrayList<>(events.size());
        for (Event event : events) {
            // Who has come before is linked, or not, for good.
            Event linked =
                    isEcho(event) && !transaction.hasSeen(event.id()) ? linked(transaction, event, settled) : event;
            transaction.append(linked).ifPresent(stored::add);
        }
        return new Appended(stored, events.size() - stored.size());
    }

    private Event linked(Transaction transaction, Event event, List<Reply> settled) throws SQLException {
        Optional<EchoMessage> echo = EchoMessage.of(event);
        if (echo.isEmpty()) {
            return event;
        }
        Optional<ReplyRow> owner = owner(transaction, echo.get().messageId());
        if (owner.isEmpty()) {
            owner = alike(transaction, event, echo.get());
        }
        if (owner.isEmpty()) {
            return event;
        }
        settlements
                .echoed(transaction, owner.get(), echo.get().messageId())
                .map(ReplyRow::reply)
                .ifPresent(settled::add);
        return withReply(event, owner.get().reply().id());
    }

    /** Somebody may have written the same long before, or long after. The reply of which Meta has not told the id and that may have become this message: first the one that is in its turn. */
    private Optional<ReplyRow> alike(Transaction transaction, Event event, EchoMessage echo) throws SQLException {
        if (event.conversation().isEmpty() || isOfAnotherApp(echo)) {
            return Optional.empty();
        }
        return ReplyRow.select(
                        transaction.connection(),
                        "WHERE conversation = ? AND message_id IS NULL"
                                // Queued: what Meta refused as temporary, or does not show yet, may have been sent.
                                + " AND (state IN ('sending', 'unknown', 'sent')"
                                + " OR (state = 'queued' AND error_class IN ('retry', 'ambiguous')))"
                                + " AND attempted BETWEEN ? AND ? ORDER BY sequence DESC",
                        event.conversation().get(),
                        earliest(event).toEpochMilli(),
                        latest(event).toEpochMilli())
                .stream()
                .filter(row -> row.likeness()
                        .filter(likeness -> likeness.matches(echo.text(), echo.attachments()))
                        .isPresent())
                .min(Comparator.comparing(row -> !isInTurn(row)));
    }

    private static Instant earliest(Event echo) {
        return isOnTime(echo) ? echo.time().minus(LONGEST_SEND) : Instant.EPOCH;
    }

    private static Instant latest(Event echo) {
        return isOnTime(echo) ? echo.time().plus(CLOCKS) : echo.received();
    }

    /** What Meta delivers is never older than its retries; an older time tells nothing. */
    private static boolean isOnTime(Event echo) {
        return echo.time().isAfter(echo.received().minus(LONGEST_RETRY));
    }

    private static boolean isInTurn(ReplyRow row) {
        return row.reply().state() == Reply.State.SENDING || row.searched();
    }

    private boolean isOfAnotherApp(EchoMessage echo) {
        Optional<String> ours =
                configuration.current().config().map(ReceiverConfig::app).map(ReceiverConfig.App::id);
        return echo.appId().isPresent() && !echo.appId().equals(ours);
    }

    /** The data is left as it is, so that all numbers in it keep their digits. */
    private static Event withReply(Event event, String reply) {
        String data = event.data().text();
        return new Event(
                event.id(),
                event.event(),
                event.conversation(),
                event.time(),
                event.received(),
                data.substring(0, data.length() - 1) + ",\"reply_id\":\"" + reply + "\"}",
                event.raw());
    }
}
