package io.instagramoperator.operator.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A connection from the operator to the proxy. It carries one request, which may be a watch: that lasts. */
final class Connection implements Runnable {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

    private final Socket client;
    private final FaultyProxy proxy;
    private volatile boolean lost;
    private volatile @Nullable Call call;
    private volatile @Nullable Socket server;

    Connection(Socket client, FaultyProxy proxy) {
        this.client = client;
        this.proxy = proxy;
    }

    boolean isWatch() {
        Call asked = call;
        return asked != null && asked.isWatch();
    }

    /** From now on nothing that either side sends gets to the other one, not even that it has ended. */
    void lose() {
        lost = true;
    }

    void cut() {
        close(client);
        Socket open = server;
        if (open != null) {
            close(open);
        }
    }

    @Override
    public void run() {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            if (!head.isEmpty() && !lost) {
                Call asked = Call.of(head);
                call = asked;
                fare(asked, head, in.readNBytes(asked.contentLength()), in);
            }
            swallowIfLost(in);
        } catch (IOException e) {
            // One side has hung up, or has been made to: that is what this class is for.
        }
    }

    private void fare(Call asked, String head, byte[] body, InputStream in) throws IOException {
        switch (proxy.asked(asked)) {
            case Fault.None() -> passOn(asked, head, body, in, () -> {});
            case Fault.Answer answer -> client.getOutputStream().write(bytes(answer));
            case Fault.Before(Runnable deed) -> deed.run();
            case Fault.After(Runnable deed) ->
                passOn(asked, head, body, in, () -> {
                    deed.run();
                    cut();
                });
        }
    }

    private void passOn(Call asked, String head, byte[] body, InputStream in, Runnable afterwards) throws IOException {
        try (Socket open = proxy.toServer()) {
            server = open;
            open.getOutputStream().write(oneRequest(asked, head).getBytes(ISO_8859_1));
            open.getOutputStream().write(body);
            if (asked.isWatch()) {
                Thread.ofVirtual().start(() -> pump(in, open));
                proxy.answered(asked, 101);
                open.getInputStream().transferTo(new Gate(client.getOutputStream()));
            } else {
                byte[] answer = open.getInputStream().readAllBytes();
                proxy.answered(asked, status(answer));
                afterwards.run();
                new Gate(client.getOutputStream()).write(answer);
            }
            if (lost) {
                swallowIfLost(in);
            }
        }
    }

    private void pump(InputStream in, Socket open) {
        try {
            in.transferTo(new Gate(open.getOutputStream()));
            close(open);
        } catch (IOException e) {
            close(open);
        }
    }

    /** While nobody is told that the connection is dead, it does not end. */
    private void swallowIfLost(InputStream in) throws IOException {
        if (lost) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private final class Gate extends OutputStream {

        private final OutputStream out;

        Gate(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b});
        }

        @Override
        public void write(byte[] bytes, int start, int length) throws IOException {
            if (!lost) {
                out.write(bytes, start, length);
                out.flush();
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int end = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            end = next == '\n' || next == '\r' ? end + 1 : 0;
            if (end == 4) {
                return head.toString(ISO_8859_1);
            }
        }
        return "";
    }

    /** The head, with the wish to hang up after the answer: then its end needs not be looked for. */
    private static String oneRequest(Call asked, String head) {
        return asked.isUpgrade()
                ? head
                : head.replaceFirst("(?im)^connection:.*\r\n", "")
                        .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
    }

    private static int status(byte[] answer) {
        Matcher status = STATUS.matcher(new String(answer, 0, Math.min(answer.length, 32), ISO_8859_1));
        return status.lookingAt() ? Integer.parseInt(status.group(1)) : 0;
    }

    private static byte[] bytes(Fault.Answer answer) {
        String body = """
                {"kind":"Status","apiVersion":"v1","status":"Failure","message":"the proxy says %1$s","reason":"%1$s","code":%2$d}""".formatted(answer.reason(), answer.status());
        return """
                HTTP/1.1 %d %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                Retry-After: %d\r
                Connection: close\r
                \r
                %s""".formatted(
                        answer.status(),
                        answer.reason(),
                        body.length(),
                        answer.retryAfter().toSeconds(),
                        body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
