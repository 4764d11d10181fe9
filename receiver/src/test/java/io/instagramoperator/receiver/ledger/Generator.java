package io.instagramoperator.receiver.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.instagram.signature.WebhookSignature;
import io.instagramoperator.receiver.ReceiverHome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A process that delivers messages as Meta does, each connection those of a few conversations. It repeats a delivery until it is
 * acknowledged, sometimes once more after that, and only then goes on. It ends when its standard input does, with nothing left over.
 */
final class Generator {

    private static final int CONNECTIONS = 4;
    private static final int CONVERSATIONS_PER_CONNECTION = 3;
    private static final int[] SIZES = {1, 1, 1, 2, 10, 100};
    private static final int MILLIS_TO_RETRY = 20;
    private static final int ONE_IN_SO_MANY_IS_REPEATED = 50;

    private final URI address;
    private final Ledger ledger;
    private final long millisToNext;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Generator(URI address, Ledger ledger, long millisToNext) {
        this.address = address;
        this.ledger = ledger;
        this.millisToNext = millisToNext;
    }

    /** Arguments: the webhook's port, the ledger's file, a seed, the milliseconds from an acknowledgement to the next delivery. */
    public static void main(String[] arguments) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + arguments[0] + CustomerMessage.webhookPath());
        Generator generator = new Generator(address, new Ledger(Path.of(arguments[1])), Long.parseLong(arguments[3]));
        Random random = new Random(Long.parseLong(arguments[2]));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            int connection = i;
            long seed = random.nextLong();
            threads.add(Thread.ofPlatform().start(() -> generator.deliver(connection, new Random(seed))));
        }
        while (System.in.read() >= 0) {
            // What is written to it means nothing.
        }
        generator.stopped.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void deliver(int connection, Random random) {
        int[] numbers = new int[CONVERSATIONS_PER_CONNECTION];
        try {
            for (int i = 0; !stopped.await(millisToNext, TimeUnit.MILLISECONDS); i++) {
                List<CustomerMessage> messages = new ArrayList<>();
                for (int j = SIZES[random.nextInt(SIZES.length)]; j > 0; j--) {
                    int chosen = random.nextInt(numbers.length);
                    messages.add(new CustomerMessage(1000L + 10L * connection + chosen, ++numbers[chosen]));
                }
                deliver("d" + connection + "_" + i, messages, random);
            }
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void deliver(String name, List<CustomerMessage> messages, Random random)
            throws IOException, InterruptedException {
        HttpRequest request = request(body(messages));
        ledger.sent(name, messages);
        while (!isAcknowledged(request)) {
            Thread.sleep(MILLIS_TO_RETRY);
        }
        ledger.acknowledged(name);
        if (random.nextInt(ONE_IN_SO_MANY_IS_REPEATED) == 0 && isAcknowledged(request)) {
            ledger.acknowledged(name);
        }
    }

    private boolean isAcknowledged(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpRequest request(byte[] body) {
        return HttpRequest.newBuilder(address)
                .header(WebhookSignature.HEADER, WebhookSignature.sign(AppSecret.of(ReceiverHome.APP_SECRET), body))
                .timeout(Duration.ofSeconds(5))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private static byte[] body(List<CustomerMessage> messages) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write("{\"object\":\"instagram\",\"entry\":[{\"id\":\"%s\",\"time\":1790000000,\"messaging\":["
                .formatted(CustomerMessage.ACCOUNT)
                .getBytes(UTF_8));
        for (int i = 0; i < messages.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.write(messages.get(i).item());
        }
        body.write("]}]}".getBytes(UTF_8));
        return body.toByteArray();
    }
}
