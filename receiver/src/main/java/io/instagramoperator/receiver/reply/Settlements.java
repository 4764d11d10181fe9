package io.instagramoperator.receiver.reply;

import io.instagramoperator.instagram.graph.Decision;
import io.instagramoperator.instagram.graph.SentMessage;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.event.ReplyEvents;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.Transaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Writes what becomes of replies, each together with the event that tells it: neither is ever there without the other. */
@Singleton
public class Settlements {

    private static final Reply.Failure NOT_KNOWN = new Reply.Failure(
            Decision.AMBIGUOUS,
            0,
            0,
            "Meta's answer is missing, and neither an echo nor the conversation tells whether the customer got it");

    private static final Reply.Failure PROCESS_ENDED =
            new Reply.Failure(Decision.AMBIGUOUS, 0, 0, "the receiver ended while Meta was asked");

    private final EventLog log;
    private final Configuration configuration;
    private final Clock clock;

    @Inject
    public Settlements(EventLog log, Configuration configuration) {
        this(log, configuration, Clock.systemUTC());
    }

    Settlements(EventLog log, Configuration configuration, Clock clock) {
        this.log = log;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** After an attempt. An echo that came before Meta's answer, or instead of it, is proof that Meta took it. */
    CompletionStage<ReplyRow> settle(String id, Outcome outcome) {
        return write(id, (transaction, row) -> switch (provenBy(row, outcome) ? Reply.State.SENT : outcome.state()) {
            case SENT ->
                sent(
                        transaction,
                        row,
                        outcome.sent().flatMap(SentMessage::messageId).or(row.reply()::messageId),
                        outcome.sent().flatMap(SentMessage::recipientId));
            case UNKNOWN -> unanswered(transaction, row, outcome.failure());
            case FAILED -> failed(transaction, row, Reply.State.FAILED, outcome.failure());
            case QUEUED, SENDING -> keep(transaction, row, Reply.State.QUEUED, outcome.failure(), false);
        });
    }

    /** What Meta calls temporary may have been done all the same; and whatever it says of this attempt, one before may have been. */
    private static boolean provenBy(ReplyRow echoed, Outcome outcome) {
        return echoed.reply().messageId().isPresent()
                && (outcome.kind() == Outcome.Kind.RETRY
                        || outcome.state() == Reply.State.UNKNOWN
                        || echoed.reply().attempts() > 1);
    }

    /** It was found at Meta; one that is no longer unknown stays as it is. */
    CompletionStage<ReplyRow> found(String id, String messageId) {
        return write(
                id,
                (transaction, row) -> row.reply().state() == Reply.State.UNKNOWN
                        ? sent(transaction, row, Optional.of(messageId), Optional.empty())
                        : row);
    }

    /** It is not there: it is to be sent once more. */
    CompletionStage<ReplyRow> again(String id) {
        return write(
                id,
                (transaction, row) -> row.searched()
                        ? keep(transaction, row, Reply.State.QUEUED, row.reply().failure(), false)
                        : row);
    }

    /**
     * Nothing more is done about it.
     *
     * @param state {@link Reply.State#UNKNOWN}, or {@link Reply.State#FAILED} if it is certain that nobody got it
     */
    CompletionStage<ReplyRow> giveUp(String id, Reply.State state) {
        return write(
                id,
                (transaction, row) -> row.searched() ? failed(transaction, row, state, Optional.of(NOT_KNOWN)) : row);
    }

    /**
     * To be called once, before anything is sent: what was being sent when the process ended may have arrived.
     *
     * @return all that waits or is to be looked for, in order
     */
    CompletionStage<List<ReplyRow.Place>> recover() {
        return log.write(transaction -> {
            for (ReplyRow row :
                    ReplyRow.select(transaction.connection(), "WHERE state = 'sending' ORDER BY sequence")) {
                unanswered(transaction, row, Optional.of(PROCESS_ENDED));
            }
            return ReplyRow.places(transaction.connection());
        });
    }

    /**
     * The echo of a reply has come.
     *
     * @return whether that was the last that had to be known of it
     */
    Optional<ReplyRow> echoed(Transaction transaction, ReplyRow row, String messageId) throws SQLException {
        if (row.reply().state() == Reply.State.UNKNOWN || row.reply().state() == Reply.State.QUEUED) {
            return Optional.of(sent(transaction, row, Optional.of(messageId), Optional.empty()));
        }
        if (row.reply().messageId().isEmpty()) {
            Reply named = row.reply()
                    .with(
                            row.reply().state(),
                            Optional.of(messageId),
                            row.reply().failure());
            keep(transaction, row, named, false);
        }
        return Optional.empty();
    }

    private ReplyRow unanswered(Transaction transaction, ReplyRow row, Optional<Reply.Failure> failure)
            throws SQLException {
        if (row.reply().messageId().isPresent()) {
            return sent(transaction, row, row.reply().messageId(), Optional.empty());
        }
        if (row.isRepeatable() && row.reply().attempts() < Outcome.MOST_TRIES) {
            return keep(transaction, row, Reply.State.QUEUED, failure, false);
        }
        return row.isSearchable()
                ? keep(transaction, row, Reply.State.UNKNOWN, failure, true)
                : failed(transaction, row, Reply.State.UNKNOWN, failure);
    }

    private ReplyRow sent(Transaction transaction, ReplyRow row, Optional<String> messageId, Optional<String> recipient)
            throws SQLException {
        ReplyEvents.Subject subject = new ReplyEvents.Subject(
                account(), row.customer().or(() -> recipient), row.reply().id());
        transaction.append(ReplyEvents.sent(subject, messageId, clock.instant()));
        return keep(transaction, row, row.reply().with(Reply.State.SENT, messageId, Optional.empty()), false);
    }

    private ReplyRow failed(Transaction transaction, ReplyRow row, Reply.State state, Optional<Reply.Failure> failure)
            throws SQLException {
        Reply.Failure why = failure.orElse(NOT_KNOWN);
        ReplyEvents.Subject subject =
                new ReplyEvents.Subject(account(), row.customer(), row.reply().id());
        ReplyEvents.Failure error = new ReplyEvents.Failure(why.errorClass(), why.code(), why.subcode(), why.message());
        transaction.append(ReplyEvents.failed(subject, error, clock.instant()));
        return keep(transaction, row, row.reply().with(state, Optional.empty(), Optional.of(why)), false);
    }

    private ReplyRow keep(
            Transaction transaction, ReplyRow row, Reply.State state, Optional<Reply.Failure> failure, boolean searched)
            throws SQLException {
        return keep(transaction, row, row.reply().with(state, Optional.empty(), failure), searched);
    }

    private ReplyRow keep(Transaction transaction, ReplyRow row, Reply reply, boolean searched) throws SQLException {
        ReplyRow.write(transaction.connection(), reply, searched, clock.instant());
        return new ReplyRow(reply, row.conversation(), row.attempted(), searched, row.body());
    }

    @FunctionalInterface
    private interface Change {
        ReplyRow of(Transaction transaction, ReplyRow row) throws SQLException;
    }

    private CompletionStage<ReplyRow> write(String id, Change change) {
        return log.write(transaction -> change.of(
                transaction, ReplyRow.find(transaction.connection(), id).orElseThrow()));
    }

    private String account() {
        return configuration
                .current()
                .config()
                .map(ReceiverConfig::account)
                .orElseThrow()
                .instagramId();
    }
}
