package io.fawkes.gateway.transcode;

import io.fawkes.gateway.transcode.PathTemplate.Literal;
import io.fawkes.gateway.transcode.PathTemplate.Segment;
import io.fawkes.gateway.transcode.PathTemplate.Variable;
import io.fawkes.gateway.transcode.PathTemplate.Wildcard;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the template grammar of {@code google/api/http.proto}:
 *
 * <pre>
 * Template  = "/" Segments [ ":" Verb ]
 * Segments  = Segment { "/" Segment }
 * Segment   = "*" | "**" | Literal | "{" FieldPath [ "=" Segments ] "}"
 * </pre>
 */
final class PathTemplateParser {
    private static final Pattern FIELD_PATH = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*(\\.[a-zA-Z_][a-zA-Z0-9_]*)*");
    private static final Pattern LITERAL = Pattern.compile("[a-zA-Z0-9_.~!$&'()+,;@-]+");

    private final String text;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();
    private int at;

    PathTemplateParser(String text) {
        this.text = text;
    }

    PathTemplate parse() {
        expect('/');
        segments(true);
        var verb = accept(':') ? literal() : "";
        if (at != text.length()) {
            throw wrong("end");
        }
        requireRestIsLast();
        requireDistinctFields();
        return new PathTemplate(segments, variables, verb);
    }

    private void segments(boolean variablesAllowed) {
        do {
            if (variablesAllowed && accept('{')) {
                variable();
            } else {
                segments.add(plainSegment());
            }
        } while (accept('/'));
    }

    private void variable() {
        int start = segments.size();
        var field = upTo("=}");
        if (!FIELD_PATH.matcher(field).matches()) {
            throw wrong("a field path");
        }
        if (accept('=')) {
            segments(false);
        } else {
            segments.add(Wildcard.ONE);
        }
        expect('}');
        var toTheEnd = segments.getLast() == Wildcard.REST;
        var single = segments.size() == start + 1 && !toTheEnd;
        variables.add(new Variable(field, start, segments.size(), toTheEnd, single));
    }

    private Segment plainSegment() {
        if (!accept('*')) {
            return new Literal(literal());
        }
        return accept('*') ? Wildcard.REST : Wildcard.ONE;
    }

    private String literal() {
        var literal = upTo("/:{}=*");
        if (!LITERAL.matcher(literal).matches()) {
            throw wrong("a literal");
        }
        return literal;
    }

    private String upTo(String stops) {
        int start = at;
        while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean accept(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char expected) {
        if (!accept(expected)) {
            throw wrong("'" + expected + "'");
        }
    }

    private void requireRestIsLast() {
        int first = segments.indexOf(Wildcard.REST);
        if (first >= 0 && first != segments.size() - 1) {
            throw new IllegalArgumentException("path template: %s (expected: ** only at the end)".formatted(text));
        }
    }

    private void requireDistinctFields() {
        var seen = new HashSet<String>();
        for (var variable : variables) {
            if (!seen.add(variable.field())) {
                throw new IllegalArgumentException(
                        "path template: %s (expected: %s once)".formatted(text, variable.field()));
            }
        }
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException(
                "path template: %s (expected: %s at character %d)".formatted(text, expected, at));
    }
}
