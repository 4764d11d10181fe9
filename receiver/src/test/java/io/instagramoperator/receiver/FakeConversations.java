package io.instagramoperator.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Meta's Conversations API of one account: what was written, as it is read back. A conversation is called {@code t_} and the customer's id; its
 * 20 newest messages are shown, and the conversation that was written in last comes first.
 */
public final class FakeConversations {

    private static final int SHOWN = 20;
    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ").withZone(ZoneOffset.UTC);

    private record Message(Instant time, ObjectNode json) {}

    private final Map<String, List<Message>> written = new LinkedHashMap<>();
    private int pageSize = 25;
    private boolean tellsTimes = true;

    /** A customer wrote a text. */
    public FakeConversations customerWrote(String customer, String mid, String text, Instant time) {
        return wrote(customer, customer, FakeMeta.ACCOUNT, mid, time, text(text));
    }

    /** The account wrote a text, through whatever app. */
    public FakeConversations accountWrote(String customer, String mid, String text, Instant time) {
        return wrote(customer, FakeMeta.ACCOUNT, customer, mid, time, text(text));
    }

    /** A customer sent something else; {@code content} as the API shows it, such as {@code {"is_unsupported": true}}. */
    public FakeConversations customerSent(String customer, String mid, ObjectNode content, Instant time) {
        return wrote(customer, customer, FakeMeta.ACCOUNT, mid, time, content);
    }

    /** How many conversations are in one answer. */
    public synchronized FakeConversations withPagesOf(int conversations) {
        pageSize = conversations;
        return this;
    }

    /** {@code updated_time} is left out. */
    public synchronized FakeConversations withoutUpdatedTimes() {
        tellsTimes = false;
        return this;
    }

    /** The answer to a request of this API; empty if it is for something else. */
    public synchronized Optional<String> answer(FakeMeta.Request request) {
        if (!request.method().equals("GET")) {
            return Optional.empty();
        }
        if (request.path().endsWith("/conversations")) {
            return Optional.of(list(parameters(request.query())));
        }
        List<Message> messages = written.get(request.path().replaceFirst("^/t_", ""));
        return Optional.ofNullable(messages).map(all -> messages(request.path().substring(1), all));
    }

    private synchronized FakeConversations wrote(
            String customer, String from, String to, String mid, Instant time, ObjectNode content) {
        ObjectNode message = JSON.createObjectNode();
        message.put("id", mid);
        message.put("created_time", TIME.format(time));
        message.putObject("from").put("id", from);
        message.putObject("to").putArray("data").addObject().put("id", to);
        message.setAll(content);
        List<Message> conversation = written.computeIfAbsent(customer, _ -> new ArrayList<>());
        conversation.add(new Message(time, message));
        conversation.sort(Comparator.comparing(Message::time));
        return this;
    }

    private String list(Map<String, String> parameters) {
        List<String> customers = written.keySet().stream()
                .filter(customer -> customer.equals(parameters.getOrDefault("user_id", customer)))
                .sorted(Comparator.comparing(this::updated).reversed())
                .toList();
        int from = Integer.parseInt(parameters.getOrDefault("after", "0"));
        int to = Math.min(from + pageSize, customers.size());
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode data = answer.putArray("data");
        for (String customer : customers.subList(Math.min(from, to), to)) {
            ObjectNode conversation = data.addObject().put("id", "t_" + customer);
            if (tellsTimes) {
                conversation.put("updated_time", TIME.format(updated(customer)));
            }
        }
        ObjectNode paging = answer.putObject("paging");
        paging.putObject("cursors").put("after", String.valueOf(to));
        if (to < customers.size()) {
            paging.put("next", "https://graph.facebook.com/next");
        }
        return answer.toString();
    }

    private Instant updated(String customer) {
        return written.getOrDefault(customer, List.of()).getLast().time();
    }

    private static String messages(String id, List<Message> messages) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("id", id);
        ArrayNode data = answer.putObject("messages").putArray("data");
        messages.reversed().stream().limit(SHOWN).forEach(message -> data.add((JsonNode) message.json()));
        return answer.toString();
    }

    private static ObjectNode text(String text) {
        return JSON.createObjectNode().put("message", text);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
