import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** A Kubernetes API server with nothing in it: enough for the operator to start. Run it with the port as its argument. */
class EmptyApiServer {

    public static void main(String[] arguments) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", EmptyApiServer::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (exchange.getRequestURI().getPath().equals("/healthz")) {
            send(exchange, 200, "\"ok\"");
        } else if (query.contains("watch=true")) {
            watch(exchange);
        } else if (exchange.getRequestMethod().equals("GET") && query.contains("resourceVersion")) {
            send(exchange, 200, """
                    {"kind": "List", "apiVersion": "v1", "metadata": {"resourceVersion": "1"}, "items": []}""");
        } else if (exchange.getRequestMethod().equals("GET")) {
            send(exchange, 404, """
                    {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}""");
        } else if (exchange.getRequestURI().getPath().endsWith("/selfsubjectrulesreviews")) {
            send(exchange, 201, """
                    {"kind": "SelfSubjectRulesReview", "apiVersion": "authorization.k8s.io/v1", "status": {"incomplete": false,
                     "nonResourceRules": [], "resourceRules": [{"verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]}]}}""");
        } else {
            send(exchange, 201, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Nothing ever happens. A WebSocket is answered as by a server that has none: the client then asks for a stream. */
    private static void watch(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, exchange.getRequestHeaders().containsKey("Upgrade") ? -1 : 0);
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
