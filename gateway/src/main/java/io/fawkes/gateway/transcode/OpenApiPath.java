package io.fawkes.gateway.transcode;

import io.fawkes.gateway.transcode.PathTemplate.Literal;
import io.fawkes.gateway.transcode.PathTemplate.Segment;
import io.fawkes.gateway.transcode.PathTemplate.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * A path template as OpenAPI writes it: {@code /v1/{name=services/*}/dora:watch} becomes
 * {@code /v1/services/{service}/dora:watch}.
 *
 * @param text with a parameter in braces for each wildcard
 * @param parameters their names, in order
 */
record OpenApiPath(String text, List<String> parameters) {
    OpenApiPath {
        parameters = List.copyOf(parameters);
    }

    static OpenApiPath of(PathTemplate template) {
        var parts = new ArrayList<String>();
        var names = new ArrayList<String>();
        for (int i = 0; i < template.segments().size(); i++) {
            if (template.segments().get(i) instanceof Literal(var text)) {
                parts.add(text);
            } else {
                var name = unique(nameAt(template, i), names);
                names.add(name);
                parts.add("{%s}".formatted(name));
            }
        }
        var verb = template.verb().isEmpty() ? "" : ":" + template.verb();
        return new OpenApiPath("/" + String.join("/", parts) + verb, names);
    }

    private static String nameAt(PathTemplate template, int segment) {
        return template.variables().stream()
                .filter(variable -> variable.single() && variable.start() == segment)
                .map(Variable::field)
                .findFirst()
                .orElseGet(() ->
                        segment == 0 ? "path" : singular(template.segments().get(segment - 1)));
    }

    /** Collections are named in the plural, and their members in the singular. */
    private static String singular(Segment before) {
        if (!(before instanceof Literal(var text))) {
            return "path";
        }
        if (text.endsWith("ies")) {
            return text.substring(0, text.length() - 3) + "y";
        }
        return text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
    }

    private static String unique(String name, List<String> taken) {
        return taken.contains(name) ? name + (taken.size() + 1) : name;
    }
}
