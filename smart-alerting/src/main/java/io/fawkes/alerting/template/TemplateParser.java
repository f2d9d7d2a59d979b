package io.fawkes.alerting.template;

import io.fawkes.alerting.template.Pipe.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a template; whatever is not honoured is refused, never ignored. Used once. */
final class TemplateParser {

    private static final Pattern ACTION = Pattern.compile("\\{\\{(-?)(.*?)(-?)\\}\\}", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("(\\$)?((?:\\.[A-Za-z_][A-Za-z0-9_]*)+|\\.)");
    private static final Pattern JOIN = Pattern.compile("join \"([^\"\\\\]*)\"");
    private static final Pattern NAMED = Pattern.compile("template \"([^\"]+)\" \\.");

    private final List<String> tokens = new ArrayList<>();
    private int next;

    TemplateParser(String text) {
        String rest = ShippedTemplates.inlined(text, NAMED);
        Matcher actions = ACTION.matcher(rest);
        int from = 0;
        boolean trims = false;
        while (actions.find()) {
            addText(
                    rest.substring(from, actions.start()),
                    trims,
                    !actions.group(1).isEmpty());
            tokens.add("{{" + actions.group(2).strip());
            trims = !actions.group(3).isEmpty();
            from = actions.end();
        }
        addText(rest.substring(from), trims, false);
    }

    private void addText(String text, boolean trimsBegin, boolean trimsEnd) {
        String begun = trimsBegin ? text.stripLeading() : text;
        tokens.add(trimsEnd ? begun.stripTrailing() : begun);
    }

    List<Part> parts() {
        List<Part> parts = sequence();
        if (next < tokens.size()) {
            throw new UnknownTemplate(tokens.get(next).substring(2) + " without its begin");
        }
        return parts;
    }

    /** Up to an {@code end}, an {@code else} or the end of the text, which stays the next token. */
    private List<Part> sequence() {
        List<Part> parts = new ArrayList<>();
        while (next < tokens.size()) {
            String token = tokens.get(next);
            if ("{{end".equals(token) || "{{else".equals(token)) {
                return parts;
            }
            next++;
            part(token).ifPresent(parts::add);
        }
        return parts;
    }

    private Optional<Part> part(String token) {
        if (!token.startsWith("{{")) {
            return Optional.of(new Part.Text(token));
        }
        String action = token.substring(2);
        if (action.startsWith("/*")) {
            return Optional.empty();
        }
        if (action.startsWith("range ")) {
            return Optional.of(range(pipe(action.substring(6))));
        }
        return Optional.of(action.startsWith("if ") ? choice(pipe(action.substring(3))) : new Part.Value(pipe(action)));
    }

    private Part range(Pipe over) {
        List<Part> body = sequence();
        expect("end");
        return new Part.Range(over, body);
    }

    private Part choice(Pipe on) {
        List<Part> then = sequence();
        List<Part> otherwise = List.of();
        if (next < tokens.size() && "{{else".equals(tokens.get(next))) {
            next++;
            otherwise = sequence();
        }
        expect("end");
        return new Part.Choice(on, then, otherwise);
    }

    private void expect(String action) {
        if (next >= tokens.size() || !tokens.get(next).equals("{{" + action)) {
            throw new UnknownTemplate("no {{ " + action + " }}");
        }
        next++;
    }

    private static Pipe pipe(String text) {
        List<String> stages = List.of(text.strip().split("\\s*\\|\\s*", -1));
        Pipe pipe = field(stages.getFirst());
        for (String stage : stages.subList(1, stages.size())) {
            pipe = pipe.with(step(stage));
        }
        return pipe;
    }

    private static Pipe field(String text) {
        boolean counts = text.startsWith("len ");
        Matcher field = FIELD.matcher(counts ? text.substring(4).strip() : text);
        if (!field.matches()) {
            throw new UnknownTemplate(text);
        }
        List<String> path = ".".equals(field.group(2))
                ? List.of()
                : List.of(field.group(2).substring(1).split("\\.", -1));
        Pipe pipe = new Pipe(field.group(1) != null, path, List.of());
        return counts ? pipe.with(new Step("len", "")) : pipe;
    }

    private static Step step(String text) {
        Matcher join = JOIN.matcher(text);
        if (join.matches()) {
            return new Step("join", join.group(1));
        }
        return switch (text) {
            case "toUpper", "toLower", "len" -> new Step(text, "");
            default -> throw new UnknownTemplate("| " + text);
        };
    }
}
