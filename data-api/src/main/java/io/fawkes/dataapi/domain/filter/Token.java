package io.fawkes.dataapi.domain.filter;

import java.util.List;

/**
 * A piece of a filter.
 *
 * @param kind what it is
 * @param parts its text, cut at every {@code *} that stands for any text
 * @param position where it begins, from 0
 */
record Token(Kind kind, List<String> parts, int position) {

    /** Kinds of tokens. */
    enum Kind {
        WORD,
        STRING,
        COMPARATOR,
        DOT,
        COMMA,
        MINUS,
        OPEN,
        CLOSE,
        END
    }

    Token {
        parts = List.copyOf(parts);
    }

    static Token of(Kind kind, String text, int position) {
        return new Token(kind, List.of(text), position);
    }

    String text() {
        return String.join("*", parts);
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** Whether it is that keyword; in quotes it would be a text. */
    boolean is(String keyword) {
        return kind == Kind.WORD && text().equals(keyword);
    }
}
