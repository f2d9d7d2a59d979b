package io.fawkes.alerting.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A text with places that a message fills, as alertmanager.yml has them: fields, {@code range}, {@code if}, {@code
 * template} of the names that Alertmanager ships, and a few functions. There is no code in it and nothing it can call.
 * What the message fills in is escaped for whoever reads it; what the configuration says is not. Immutable.
 */
public final class Template {

    private static final int LONGEST = 100_000;

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Reads it.
     *
     * @throws UnknownTemplate if it asks for more than is honoured here
     */
    public static Template parse(String text) {
        return new Template(new TemplateParser(text).parts());
    }

    /** The text for {@code message}, every value of it as {@code escape} makes it; cut off at 100,000 characters. */
    public String fill(JsonNode message, UnaryOperator<String> escape) {
        var text = new StringBuilder();
        fill(parts, new Scope(message, message), escape, text);
        return text.length() <= LONGEST ? text.toString() : text.substring(0, LONGEST) + "…";
    }

    private static void fill(List<Part> parts, Scope scope, UnaryOperator<String> escape, StringBuilder text) {
        for (Part part : parts) {
            if (text.length() > LONGEST) {
                return;
            }
            fill(part, scope, escape, text);
        }
    }

    private static void fill(Part part, Scope scope, UnaryOperator<String> escape, StringBuilder text) {
        switch (part) {
            case Part.Text literal -> text.append(literal.text());
            case Part.Value value -> text.append(escape.apply(value.pipe().text(scope)));
            case Part.Range range ->
                range.over().nodes(scope).forEach(item -> fill(range.body(), scope.at(item), escape, text));
            case Part.Choice choice ->
                fill(choice.on().holds(scope) ? choice.then() : choice.otherwise(), scope, escape, text);
        }
    }
}
