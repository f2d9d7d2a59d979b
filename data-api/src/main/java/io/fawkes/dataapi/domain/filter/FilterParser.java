package io.fawkes.dataapi.domain.filter;

import io.fawkes.dataapi.domain.filter.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the grammar of AIP-160. OR binds tighter than AND, and what merely follows is also AND: {@code a = 1 OR b = 2 c =
 * 3} is {@code (a = 1 OR b = 2) AND c = 3}. What the grammar allows and a list cannot answer is refused by name: words without a
 * field, functions, and groups or fields right of a comparator.
 */
final class FilterParser {

    static final int LONGEST = 4_000;
    static final int DEEPEST = 20;
    static final int MOST_RESTRICTIONS = 100;

    private final List<Token> tokens;
    private int next;
    private int depth;
    private int restrictions;

    private FilterParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** What {@code filter} says; empty if it says nothing. */
    static Optional<Syntax> parse(String filter) {
        if (filter.length() > LONGEST) {
            throw Refusals.at(LONGEST, "the filter goes on (expected: at most " + LONGEST + " characters)");
        }
        var parser = new FilterParser(Lexer.tokens(filter));
        if (parser.peek().is(Kind.END)) {
            return Optional.empty();
        }
        Syntax expression = parser.expression();
        parser.demand(Kind.END, "AND, OR or the end");
        return Optional.of(expression);
    }

    private Syntax expression() {
        List<Syntax> all = new ArrayList<>();
        all.add(factor());
        while (!peek().is(Kind.END) && !peek().is(Kind.CLOSE)) {
            if (peek().is("AND")) {
                next++;
            }
            all.add(factor());
        }
        return all.size() == 1 ? all.getFirst() : new Syntax.And(all);
    }

    private Syntax factor() {
        List<Syntax> any = new ArrayList<>();
        any.add(term());
        while (peek().is("OR")) {
            next++;
            any.add(term());
        }
        return any.size() == 1 ? any.getFirst() : new Syntax.Or(any);
    }

    private Syntax term() {
        if (peek().is("NOT") || peek().is(Kind.MINUS)) {
            deeper(peek());
            next++;
            var negated = new Syntax.Not(term());
            depth--;
            return negated;
        }
        return peek().is(Kind.OPEN) ? composite() : restriction();
    }

    private Syntax composite() {
        deeper(take());
        Syntax inner = expression();
        demand(Kind.CLOSE, "a closing bracket");
        depth--;
        return inner;
    }

    private void deeper(Token at) {
        if (++depth > DEEPEST) {
            throw Refusals.at(at.position(), "nested too deeply (expected: at most " + DEEPEST + " levels)");
        }
    }

    private Syntax restriction() {
        int position = peek().position();
        if (++restrictions > MOST_RESTRICTIONS) {
            throw Refusals.at(position, "too many comparisons (expected: at most " + MOST_RESTRICTIONS + ")");
        }
        List<String> path = path();
        Token comparator = peek();
        if (comparator.is(Kind.OPEN) && comparator.position() == endOf(tokens.get(next - 1))) {
            throw Refusals.at(position, String.join(".", path) + "(…): there are no functions");
        }
        if (!comparator.is(Kind.COMPARATOR)) {
            throw Refusals.at(
                    position,
                    String.join(".", path)
                            + ": a word of its own searches nothing (expected: a field, a comparator and a value)");
        }
        next++;
        return new Syntax.Restriction(path, comparator.text(), value(), position);
    }

    private static int endOf(Token word) {
        return word.position() + word.text().length();
    }

    private List<String> path() {
        List<String> path = new ArrayList<>();
        path.add(name());
        while (peek().is(Kind.DOT)) {
            next++;
            path.add(name());
        }
        return path;
    }

    private String name() {
        Token name = take();
        boolean isOperator = name.is("AND") || name.is("OR") || name.is("NOT");
        boolean afterDot = next > 1 && tokens.get(next - 2).is(Kind.DOT);
        if ((!name.is(Kind.WORD) && !name.is(Kind.STRING)) || (isOperator && !afterDot)) {
            throw Refusals.at(name.position(), shown(name) + " (expected: a field)");
        }
        return name.text();
    }

    private Token value() {
        Token value = take();
        if (value.is(Kind.OPEN)) {
            throw Refusals.at(value.position(), "a group as a value (expected: one value; write a = x OR a = y)");
        }
        if (!value.is(Kind.WORD) && !value.is(Kind.STRING)) {
            throw Refusals.at(value.position(), shown(value) + " (expected: a value)");
        }
        return value;
    }

    private void demand(Kind kind, String expected) {
        Token token = take();
        if (!token.is(kind)) {
            throw Refusals.at(token.position(), shown(token) + " (expected: " + expected + ")");
        }
    }

    private static String shown(Token token) {
        return token.is(Kind.END) ? "the end" : token.text();
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        return peek().is(Kind.END) ? peek() : tokens.get(next++);
    }
}
