package io.instagramoperator.receiver.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;

/** An endpoint down to the bytes: what it does with a connection is up to the test. */
final class RawServer implements AutoCloseable {

    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private final ServerSocket listening;
    private final Behaviour behaviour;
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

    /** What is done with one connection, which is closed after that. */
    interface Behaviour {
        void serve(RawServer server, InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private RawServer(ServerSocket listening, Behaviour behaviour) {
        this.listening = listening;
        this.behaviour = behaviour;
        Thread.ofVirtual().start(this::accept);
    }

    static RawServer that(Behaviour behaviour) throws IOException {
        return new RawServer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), behaviour);
    }

    static RawServer withTls(SSLContext tls, Behaviour behaviour) throws IOException {
        return new RawServer(
                tls.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress()), behaviour);
    }

    /** Answers each request on a connection with the same text. */
    static Behaviour answering(String answer) {
        return (server, in, out) -> {
            while (server.takesRequest(in)) {
                out.write(answer.getBytes(US_ASCII));
                out.flush();
            }
        };
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Heads and bodies that came. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    int connections() {
        return connections.size();
    }

    /** Whether all connections are closed. */
    boolean hasEnded() {
        return connections.stream().allMatch(Socket::isClosed);
    }

    /** Reads one request; false at the end of the connection. */
    boolean takesRequest(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        String head;
        do {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            read.write(next);
            head = read.toString(US_ASCII);
        } while (!head.endsWith("\r\n\r\n"));
        int length = head.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).trim()))
                .findFirst()
                .orElse(0);
        requests.add(head + new String(in.readNBytes(length), UTF_8));
        return true;
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listening.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            behaviour.serve(this, connection.getInputStream(), connection.getOutputStream());
        } catch (IOException | InterruptedException e) {
            // The other end is gone, or the test is over.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
