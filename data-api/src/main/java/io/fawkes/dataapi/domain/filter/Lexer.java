package io.fawkes.dataapi.domain.filter;

import io.fawkes.dataapi.domain.filter.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a filter into tokens. After a comparator a word runs on to the next space or bracket, so that times, digests and
 * negative numbers need no quotes.
 */
final class Lexer {

    private static final String SPACE = " \t\r\n";
    private static final String ENDS_ARGUMENT = SPACE + "(),\"'";
    private static final String ENDS_NAME = ENDS_ARGUMENT + "=<>!:.";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens of {@code text}; the last is END. */
    static List<Token> tokens(String text) {
        var lexer = new Lexer(text);
        while (lexer.skipSpace()) {
            lexer.next();
        }
        lexer.tokens.add(Token.of(Kind.END, "", text.length()));
        return lexer.tokens;
    }

    private boolean skipSpace() {
        while (position < text.length() && SPACE.indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        return position < text.length();
    }

    private void next() {
        char first = text.charAt(position);
        switch (first) {
            case '"', '\'' -> string(first);
            case '(' -> single(Kind.OPEN);
            case ')' -> single(Kind.CLOSE);
            case ',' -> single(Kind.COMMA);
            default -> {
                if (isArgument()) {
                    word(ENDS_ARGUMENT);
                } else {
                    outsideArgument(first);
                }
            }
        }
    }

    private boolean isArgument() {
        return !tokens.isEmpty() && tokens.getLast().is(Kind.COMPARATOR);
    }

    private void outsideArgument(char first) {
        switch (first) {
            case '.' -> single(Kind.DOT);
            case '=', ':' -> single(Kind.COMPARATOR);
            case '<', '>', '!' -> comparator(first);
            case '-' -> single(Kind.MINUS);
            default -> word(ENDS_NAME);
        }
    }

    private void single(Kind kind) {
        tokens.add(Token.of(kind, text.substring(position, position + 1), position));
        position++;
    }

    private void comparator(char first) {
        boolean two = position + 1 < text.length() && text.charAt(position + 1) == '=';
        if (first == '!' && !two) {
            throw Refusals.at(position, "! (expected: != or NOT)");
        }
        int end = position + (two ? 2 : 1);
        tokens.add(Token.of(Kind.COMPARATOR, text.substring(position, end), position));
        position = end;
    }

    private void word(String ends) {
        int start = position;
        while (position < text.length() && ends.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        tokens.add(new Token(Kind.WORD, List.of(text.substring(start, position).split("\\*", -1)), start));
    }

    private void string(char quote) {
        int start = position++;
        List<String> parts = new ArrayList<>();
        var part = new StringBuilder();
        while (position < text.length() && text.charAt(position) != quote) {
            char character = text.charAt(position++);
            if (character == '*') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(character == '\\' ? escaped(start) : character);
            }
        }
        if (position == text.length()) {
            throw Refusals.at(start, "a text that does not end (expected: " + quote + ")");
        }
        position++;
        parts.add(part.toString());
        tokens.add(new Token(Kind.STRING, parts, start));
    }

    /** The character after a backslash: itself, also a star or a quote. */
    private char escaped(int start) {
        if (position == text.length()) {
            throw Refusals.at(start, "a text that ends in a backslash");
        }
        return text.charAt(position++);
    }
}
