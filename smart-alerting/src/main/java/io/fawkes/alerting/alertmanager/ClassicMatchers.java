package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.domain.routing.Matcher;
import io.fawkes.alerting.domain.routing.MatcherSyntax.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The syntax of Alertmanager up to 0.26, with its oddities: either outer brace may be missing, a value needs no quotes and
 * may be empty, an unknown escape keeps its backslash.
 */
final class ClassicMatchers {

    private static final Pattern MATCHER =
            Pattern.compile("\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(=~|=|!=|!~)\\s*((?s).*?)\\s*");

    private ClassicMatchers() {}

    static List<Matcher> parse(String text) {
        return tokens(withoutBraces(text)).stream()
                .map(ClassicMatchers::matcher)
                .toList();
    }

    private static String withoutBraces(String text) {
        int from = text.startsWith("{") ? 1 : 0;
        int to = text.endsWith("}") && text.length() > from ? text.length() - 1 : text.length();
        return text.substring(from, to);
    }

    /** Split at commas outside of double quotes; nothing after the last comma is no token. */
    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        boolean escaped = false;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (!quoted && character == ',') {
                tokens.add(text.substring(start, at));
                start = at + 1;
            } else {
                quoted ^= !escaped && character == '"';
                escaped = !escaped && character == '\\';
            }
        }
        if (!text.substring(start).isBlank()) {
            tokens.add(text.substring(start).strip());
        }
        return tokens;
    }

    private static Matcher matcher(String token) {
        var found = MATCHER.matcher(token);
        if (!found.matches()) {
            throw new Malformed("bad matcher format: " + token);
        }
        var operator = Matchers.operator(found.group(2)).orElseThrow();
        return Matchers.of(found.group(1), operator, value(found.group(3)));
    }

    private static String value(String written) {
        boolean quoted = written.startsWith("\"");
        String raw = quoted ? written.substring(1) : written;
        var value = new StringBuilder();
        boolean closed = false;
        for (int at = 0; at < raw.length(); at++) {
            char character = raw.charAt(at);
            boolean isLast = at == raw.length() - 1;
            if (character == '\\' && !isLast) {
                at++;
                value.append(unescaped(raw.charAt(at)));
            } else if (character == '"') {
                closed = quoted && isLast;
                if (!closed) {
                    throw new Malformed("matcher value contains unescaped double quote: " + written);
                }
            } else {
                value.append(character);
            }
        }
        if (quoted && !closed) {
            throw new Malformed("matcher value contains unescaped double quote: " + written);
        }
        return value.toString();
    }

    private static String unescaped(char character) {
        return switch (character) {
            case 'n' -> "\n";
            case '"', '\\' -> String.valueOf(character);
            default -> "\\" + character;
        };
    }
}
