package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.receiver.log.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The reference of events for application developers: prose of a template, examples of the {@link GoldenCase}s. */
final class EventsPage {

    private static final Path TEMPLATE = GoldenCase.ROOT.resolveSibling("events.md.template");
    private static final Pattern DIRECTIVE = Pattern.compile("\\{\\{(\\w+)(?: ([\\w.-]+)(?:/([\\w-]+))?)?}}");
    private static final int WIDTH = 138;

    private final String template;

    private EventsPage(String template) {
        this.template = template;
    }

    static EventsPage read() throws IOException {
        return new EventsPage(Files.readString(TEMPLATE));
    }

    /** The names of the events that the page has a chapter for. */
    List<String> chapters() {
        return template.lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
    }

    String markdown() {
        String page = DIRECTIVE.matcher(template).replaceAll(match -> Matcher.quoteReplacement(expanded(match)));
        return "<!-- Generated from the test cases of the receiver. Not to be edited: see EventsPageTest. -->\n\n"
                + page;
    }

    private String expanded(MatchResult directive) {
        return switch (directive.group(1)) {
            case "example" -> example(new GoldenCase(directive.group(2), directive.group(3)));
            case "reply" -> reply(directive.group(2));
            case "others" -> others(directive.group(2));
            case "standby" ->
                EventNames.ALL.stream()
                        .filter(name -> name.startsWith(EventNames.STANDBY))
                        .map(name -> "- " + link(name))
                        .collect(Collectors.joining("\n"));
            default -> throw new IllegalStateException("no such directive: " + directive.group());
        };
    }

    private static String reply(String outcome) {
        ReplyEvents.Subject reply = new ReplyEvents.Subject(
                GoldenCase.ACCOUNT, Optional.of("900000000000001"), "0b7f3c1e-5a52-4d0e-9d57-2b6a3f1c8e44");
        Event event = outcome.equals("sent")
                ? ReplyEvents.sent(reply, Optional.of("aWdfbWlkOjk"), GoldenCase.RECEIVED_AT)
                : ReplyEvents.failed(
                        reply,
                        new ReplyEvents.Failure("final", 10, 2534022, "outside of the allowed window"),
                        GoldenCase.RECEIVED_AT);
        return lines(GoldenCase.exactly(event.data().text()), "");
    }

    private static String example(GoldenCase golden) {
        String item = new String(golden.updates().getFirst().raw().bytes(), StandardCharsets.UTF_8);
        JsonNode data = GoldenCase.exactly(golden.normalised().getFirst().data().text());
        return "From Meta (%s):\n\n```json\n%s\n```\n\nTo you:\n\n```json\n%s\n```"
                .formatted(spoken(golden), lines(GoldenCase.exactly(item), ""), lines(data, ""));
    }

    /** An object with its members one a line, and each of them on one line if it is short enough. */
    private static String lines(JsonNode json, String indent) {
        String line = GoldenCase.onOneLine(json);
        if (!json.isObject() || (!indent.isEmpty() && line.length() + indent.length() < WIDTH - 40)) {
            return line;
        }
        List<String> members = new ArrayList<>();
        String deeper = indent + "  ";
        json.properties()
                .forEach(member ->
                        members.add(deeper + "\"" + member.getKey() + "\": " + lines(member.getValue(), deeper)));
        return "{\n" + String.join(",\n", members) + "\n" + indent + "}";
    }

    private String others(String event) {
        List<String> names = GoldenCase.of(event).stream()
                .filter(golden -> !template.contains("{{example " + golden + "}}"))
                .map(EventsPage::spoken)
                .toList();
        return names.isEmpty()
                ? "In full: " + link(event) + "."
                : "More cases in %s:\n%s.".formatted(link(event), wrapped(String.join(", ", names)));
    }

    private static String link(String event) {
        return "[`%s`](../receiver/%s/%s)".formatted(event, GoldenCase.ROOT, event);
    }

    private static String spoken(GoldenCase golden) {
        return golden.name().replace('-', ' ');
    }

    private static String wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return String.join("\n", lines);
    }
}
