package io.instagramoperator.receiver.sink;

import io.instagramoperator.receiver.config.IpNetwork;
import io.instagramoperator.receiver.config.SinkCredentials;
import io.instagramoperator.receiver.config.Subscription;
import io.instagramoperator.receiver.log.StoredEvent;
import io.instagramoperator.receiver.sink.Outcome.Failure;
import io.instagramoperator.receiver.sink.Outcome.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;

/** The endpoint of one application. Used by one event loop. */
public final class HttpSink {

    /** As many as may be in flight at most. */
    private static final int MOST_CONNECTIONS = 256;

    /** Usual servers close after 5 s. */
    private static final int IDLE_SECONDS = 4;

    private static final int MOST_HEADER_BYTES = 16 * 1024;

    private final Vertx vertx;
    private final Subscription.Http http;
    private final RequestOptions request;
    private final Clock clock;
    private final HttpClient client;
    private final String instagramId;
    private final Addresses addresses;
    private Optional<Signatures> signatures = Optional.empty();
    private Outcome unusable = unusable("it was not looked at yet");

    /**
     * An endpoint; nothing is connected yet.
     *
     * @param credentials if they cannot be used, every attempt fails and says why
     * @param allowed private networks in which it may be
     */
    public HttpSink(
            Vertx vertx,
            Subscription.Http http,
            SinkCredentials credentials,
            List<IpNetwork> allowed,
            String instagramId,
            Clock clock) {
        this(vertx, http, credentials, allowed, instagramId, clock, InetAddress::getAllByName);
    }

    HttpSink(
            Vertx vertx,
            Subscription.Http http,
            SinkCredentials credentials,
            List<IpNetwork> allowed,
            String instagramId,
            Clock clock,
            Addresses.Lookup lookup) {
        this.vertx = vertx;
        this.http = http;
        this.clock = clock;
        this.instagramId = instagramId;
        String version = ConfigProvider.getConfig()
                .getOptionalValue("quarkus.application.version", String.class)
                .orElse("unknown");
        this.request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(http.url().toString())
                .putHeader("user-agent", "instagram-operator/" + version);
        this.addresses =
                new Addresses(vertx, http.url().getHost(), new AddressRules(allowed, http.ownService()), clock, lookup);
        HttpClientOptions options = new HttpClientOptions()
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(MOST_HEADER_BYTES)
                .setConnectTimeout((int) http.timeout().toMillis())
                .setSslHandshakeTimeout(http.timeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        try {
            if (!credentials.complete()) {
                throw new UnusableCredentialException(String.join("; ", credentials.missing()));
            }
            ExtraHeaders.checked(credentials.headers()).forEach(request::putHeader);
            if (credentials.authorities().isPresent()) {
                String pem = Authorities.checked(credentials.authorities().get().value());
                options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(pem)));
            }
            signatures = Optional.of(Signatures.with(credentials.signingSecrets()));
        } catch (UnusableCredentialException e) {
            unusable = unusable(String.valueOf(e.getMessage()));
        }
        this.client = vertx.httpClientBuilder()
                .with(options)
                .withConnectHandler(Arrival::watch)
                .build();
    }

    /** Posts an event. Never fails: what goes wrong is an outcome. */
    public Future<Outcome> post(StoredEvent event, boolean replayed) {
        if (signatures.isEmpty()) {
            return Future.succeededFuture(unusable);
        }
        RequestForm form = RequestForm.of(event, replayed, http.format(), instagramId);
        long seconds = clock.instant().getEpochSecond();
        RequestOptions options = new RequestOptions(request);
        form.headers().forEach(options::putHeader);
        options.putHeader("webhook-id", event.id())
                .putHeader("webhook-timestamp", Long.toString(seconds))
                .putHeader("webhook-signature", signatures.get().of(event.id(), seconds, form.body()));
        return new Attempt(vertx, client, clock, addresses, options, Buffer.buffer(form.body())).run(http.timeout());
    }

    /** Closes its connections. */
    public void close() {
        client.close();
    }

    private static Outcome unusable(String why) {
        return Judgement.unanswered(new Failure(Kind.CREDENTIAL, why));
    }
}
