package io.instagramoperator.operator.faults;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;

/** Stands between an operator and the API server: passes on what is asked, remembers it, and does harm when told to. */
final class FaultyProxy implements AutoCloseable {

    /** How it is between the two. */
    enum Line {
        OPEN,
        /** Every connection is cut, and every new one, too: as while the API server restarts. */
        REFUSING,
        /** Nothing comes through and nobody is told: as behind a firewall that has forgotten its connections. */
        SILENT
    }

    /** A request that the API server has answered. */
    record Exchange(Call call, int status) {}

    private final URI server;
    private final SSLSocketFactory tls;
    private final ServerSocket socket;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final List<Call> calls = new ArrayList<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private volatile Function<Call, Fault> faults = call -> new Fault.None();
    private volatile Line line = Line.OPEN;

    /** A proxy to the API server of this configuration. */
    FaultyProxy(Config config) {
        try {
            server = URI.create(config.getMasterUrl());
            tls = SSLUtils.sslContext(config).getSocketFactory();
            socket = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** From now on each request fares as the function says. */
    void harm(Function<Call, Fault> faults) {
        this.faults = faults;
    }

    /** From now on it is so for all connections, old and new. Connections that were open before the line fell silent stay so for ever. */
    void line(Line line) {
        this.line = line;
        if (line == Line.REFUSING) {
            connections.forEach(Connection::cut);
        } else if (line == Line.SILENT) {
            connections.forEach(Connection::lose);
        }
    }

    /** Nothing comes any more over the watches that are open now. New ones are served. Returns how many there were. */
    int loseWatches() {
        List<Connection> watches =
                connections.stream().filter(Connection::isWatch).toList();
        watches.forEach(Connection::lose);
        return watches.size();
    }

    /** Cuts all connections that are open now. */
    void cut() {
        connections.forEach(Connection::cut);
    }

    /** What was asked since the last {@link #forget}. */
    List<Call> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** What was answered since the last {@link #forget}, by the API server and not by this proxy. */
    List<Exchange> exchanges() {
        synchronized (exchanges) {
            return List.copyOf(exchanges);
        }
    }

    /** What was to be changed since the last {@link #forget}. */
    List<Call> writes() {
        return calls().stream().filter(Call::isWrite).toList();
    }

    void forget() {
        synchronized (calls) {
            calls.clear();
        }
        synchronized (exchanges) {
            exchanges.clear();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                if (line == Line.REFUSING) {
                    client.close();
                } else {
                    serve(new Connection(client, this));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Connection connection) {
        connections.add(connection);
        if (line == Line.SILENT) {
            connection.lose();
        }
        Thread.ofVirtual().start(() -> {
            connection.run();
            connections.remove(connection);
        });
    }

    Fault asked(Call call) {
        synchronized (calls) {
            calls.add(call);
        }
        return faults.apply(call);
    }

    void answered(Call call, int status) {
        synchronized (exchanges) {
            exchanges.add(new Exchange(call, status));
        }
    }

    Socket toServer() throws IOException {
        return tls.createSocket(server.getHost(), server.getPort());
    }
}
