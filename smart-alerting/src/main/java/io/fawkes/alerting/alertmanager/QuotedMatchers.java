package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.domain.routing.Matcher;
import io.fawkes.alerting.domain.routing.Matcher.Operator;
import io.fawkes.alerting.domain.routing.MatcherSyntax.Malformed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The syntax of Alertmanager since 0.27: names and values may be quoted and then hold any character; both braces or none.
 * One reader for one text.
 */
final class QuotedMatchers {

    private static final String RESERVED = "{}!=~,\\\"'`";

    private final String text;
    private int at;

    QuotedMatchers(String text) {
        this.text = text;
    }

    List<Matcher> parse() {
        boolean braced = taken("{");
        var matchers = new ArrayList<Matcher>();
        while (!atEnd() && !startsWith("}")) {
            matchers.add(matcher());
            if (!taken(",")) {
                break;
            }
        }
        if (braced != taken("}") || !atEnd()) {
            throw new Malformed(text + ": unexpected at character " + (at + 1));
        }
        return matchers;
    }

    private Matcher matcher() {
        String name = word("label name");
        Operator operator = Matchers.operators()
                .sorted(Comparator.comparingInt((Operator each) -> each.sign().length())
                        .reversed())
                .filter(each -> taken(each.sign()))
                .findFirst()
                .orElseThrow(() -> new Malformed(text + ": no operator at character " + (at + 1)));
        return Matchers.of(name, operator, word("value"));
    }

    private String word(String what) {
        skipSpace();
        String word = startsWith("\"") ? quoted() : unquoted();
        if (word.isEmpty() && !text.startsWith("\"\"", Math.max(0, at - 2))) {
            throw new Malformed(text + ": no " + what + " at character " + (at + 1));
        }
        return word;
    }

    private String unquoted() {
        int start = at;
        while (at < text.length() && !isReserved(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isReserved(char character) {
        return Character.isWhitespace(character) || RESERVED.indexOf(character) >= 0;
    }

    /** A string as Go writes it. */
    private String quoted() {
        var value = new StringBuilder();
        at++;
        while (!startsHere('"')) {
            if (at >= text.length()) {
                throw new Malformed(text + ": missing end quote");
            }
            if (startsHere('\\')) {
                at++;
                value.appendCodePoint(escape());
            } else {
                int character = text.codePointAt(at);
                value.appendCodePoint(character);
                at += Character.charCount(character);
            }
        }
        at++;
        return value.toString();
    }

    private int escape() {
        char kind = at < text.length() ? text.charAt(at) : ' ';
        at++;
        return switch (kind) {
            case 'a' -> 0x07;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            case '\\' -> '\\';
            case '"' -> '"';
            case 'x' -> digits(2);
            case 'u' -> digits(4);
            case 'U' -> digits(8);
            default -> throw new Malformed(text + ": unknown escape at character " + at);
        };
    }

    private int digits(int count) {
        try {
            int character = Integer.parseInt(text.substring(at, at + count), 16);
            at += count;
            return character;
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            var malformed = new Malformed(text + ": unknown escape at character " + at);
            malformed.initCause(e);
            throw malformed;
        }
    }

    private boolean startsHere(char character) {
        return at < text.length() && text.charAt(at) == character;
    }

    private boolean taken(String sign) {
        boolean found = startsWith(sign);
        at += found ? sign.length() : 0;
        return found;
    }

    private boolean startsWith(String sign) {
        skipSpace();
        return text.startsWith(sign, at);
    }

    private boolean atEnd() {
        skipSpace();
        return at >= text.length();
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
