package io.instagramoperator.receiver.sink;

import io.instagramoperator.receiver.cloudevent.CloudEvents;
import io.instagramoperator.receiver.config.IpNetwork;
import io.instagramoperator.receiver.config.SinkCredentials;
import io.instagramoperator.receiver.config.Subscription;
import io.instagramoperator.receiver.log.StoredEvent;
import io.instagramoperator.receiver.sink.Outcome.Failed;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The endpoint of one application. */
public final class HttpSink {

    private static final int MOST_CONNECTIONS = 256;

    private final HttpClient client;
    private final RequestOptions target;
    private final CloudEvents events;
    private final Clock clock;
    private final Optional<Signatures> signatures;
    private final Outcome unusable;
    private final Vertx vertx;
    private final AddressRules rules;
    private final String host;

    public HttpSink(
            Vertx vertx,
            Subscription.Http http,
            SinkCredentials credentials,
            List<IpNetwork> allowed,
            String instagramId,
            Clock clock) {
        this.vertx = vertx;
        this.rules = new AddressRules(allowed, http.ownService());
        this.host = http.url().getHost();
        this.client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(MOST_CONNECTIONS));
        this.target = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(http.url().toString())
                .setConnectTimeout(http.timeout().toMillis())
                .setIdleTimeout(http.timeout().toMillis());
        this.events = new CloudEvents(instagramId);
        this.clock = clock;
        Optional<Signatures> usable = Optional.empty();
        Outcome why = Judgement.failed(Kind.CREDENTIAL, "a secret of the subscription is missing");
        try {
            if (credentials.complete() && !credentials.signingSecrets().isEmpty()) {
                usable = Optional.of(Signatures.with(credentials.signingSecrets()));
            }
        } catch (UnusableCredentialException e) {
            why = Judgement.failed(Kind.CREDENTIAL, String.valueOf(e.getMessage()));
        }
        this.signatures = usable;
        this.unusable = why;
    }

    /** Posts an event. Never fails: what goes wrong is an outcome. */
    public Future<Outcome> post(StoredEvent event, boolean replayed) {
        if (signatures.isEmpty()) {
            return Future.succeededFuture(unusable);
        }
        byte[] body = events.one(event);
        long seconds = clock.instant().getEpochSecond();
        RequestOptions options = new RequestOptions(target)
                .putHeader("content-type", CloudEvents.MEDIA_TYPE)
                .putHeader("webhook-id", event.id())
                .putHeader("webhook-timestamp", Long.toString(seconds))
                .putHeader("webhook-signature", signatures.get().of(event.id(), seconds, body));
        // The address that was judged is the one that is connected to: a name may have another a moment later.
        return vertx.executeBlocking(this::permitted, false)
                .compose(address -> client.request(options.setServer(address)))
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(response -> response.body().map(ignored -> judge(response)))
                .otherwise(problem -> new Failed(Breakage.of(problem), Optional.empty()));
    }

    /** Closes its connections. */
    public void close() {
        client.close();
    }

    private SocketAddress permitted() throws UnknownHostException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (rules.permits(address)) {
                return SocketAddress.inetSocketAddress(target.getPort(), address.getHostAddress());
            }
        }
        throw new UnknownHostException(host);
    }

    private Outcome judge(HttpClientResponse response) {
        return Judgement.of(
                response.statusCode(), Optional.ofNullable(response.getHeader("retry-after")), clock.instant());
    }
}
