package io.fawkes.dataapi.domain.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.filter.Condition.Compare;
import io.fawkes.dataapi.domain.filter.Condition.Holds;
import io.fawkes.dataapi.domain.filter.Condition.Match;
import io.fawkes.dataapi.domain.filter.Condition.Present;
import io.fawkes.dataapi.domain.filter.Condition.Target;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiltersTest {

    private enum Status {
        FAILED,
        PASSED
    }

    private static final FilterFields FIELDS = FilterFields.of(List.of(
            FilterField.of("a", FieldType.TEXT),
            FilterField.of("b.c", FieldType.TEXT),
            FilterField.of("b.AND", FieldType.TEXT),
            FilterField.choice("status", "GATE_STATUS_", Status.class),
            FilterField.of("flag", FieldType.FLAG),
            FilterField.of("n", FieldType.INTEGER),
            FilterField.of("x", FieldType.DECIMAL),
            FilterField.of("t", FieldType.TIME),
            FilterField.of("d", FieldType.SPAN),
            FilterField.of("m", FieldType.MAP),
            FilterField.of("list", FieldType.TEXTS)));

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "a = x                              | a EQ x",
                "a=x                                | a EQ x",
                "a:x                                | a EQ x",
                "a != x                             | a NE x",
                "a = \"x y\"                        | a EQ x y",
                "a = 'it\\'s'                       | a EQ it's",
                "a = \"say \\\"hi\\\"\"             | a EQ say \"hi\"",
                "a = x*y                            | a EQ x~y",
                "a = \"*x\"                         | a EQ ~x",
                "a = \"x\\*\"                       | a EQ x*",
                "a != x*                            | a NE x~",
                "a < m                              | a LESS m",
                "a:*                                | a there",
                "NOT a:*                            | not(a there)",
                "b.c = sha256:ab.cd                 | b.c EQ sha256:ab.cd",
                "b.AND = x                          | b.AND EQ x",
                "\"a\" = x                          | a EQ x",
                "a = AND                            | a EQ AND",
                "a = x AND n = 1                    | and(a EQ x, n EQUAL 1)",
                "a = x n = 1                        | and(a EQ x, n EQUAL 1)",
                "a = x OR n = 1                     | or(a EQ x, n EQUAL 1)",
                "a = x AND n = 1 OR flag = true     | and(a EQ x, or(n EQUAL 1, flag EQUAL true))",
                "a = x OR n = 1 AND flag = true     | and(or(a EQ x, n EQUAL 1), flag EQUAL true)",
                "a = x OR n = 1 flag = true         | and(or(a EQ x, n EQUAL 1), flag EQUAL true)",
                "(a = x AND n = 1) OR flag = true   | or(and(a EQ x, n EQUAL 1), flag EQUAL true)",
                "-a = x                             | not(a EQ x)",
                "NOT a = x                          | not(a EQ x)",
                "NOT (a = x OR n = 1)               | not(or(a EQ x, n EQUAL 1))",
                "NOT(a = x)                         | not(a EQ x)",
                "-(a = x)                           | not(a EQ x)",
                "NOT a = x OR n = 1                 | or(not(a EQ x), n EQUAL 1)",
                "NOT NOT a = x                      | not(not(a EQ x))",
                "((a = x))                          | a EQ x",
                "n = -30                            | n EQUAL -30",
                "-n = -30                           | not(n EQUAL -30)",
                "n >= 7                             | n GREATER_OR_EQUAL 7",
                "x < 0.5                            | x LESS 0.5",
                "x > -1e3                           | x GREATER -1000.0",
                "flag = false                       | flag EQUAL false",
                "status = FAILED                    | status EQUAL FAILED",
                "status = GATE_STATUS_FAILED        | status EQUAL FAILED",
                "status != PASSED                   | status UNEQUAL PASSED",
                "t > 2026-03-01T12:00:00Z           | t GREATER 2026-03-01T12:00:00Z",
                "t > \"2026-03-01T13:00:00+01:00\"  | t GREATER 2026-03-01T12:00:00Z",
                "t <= 2026-03-01T12:00:00.0000019Z  | t LESS_OR_EQUAL 2026-03-01T12:00:00.000001Z",
                "d > 90s                            | d GREATER PT1M30S",
                "d > 1.5s                           | d GREATER PT1.5S",
                "m:k                                | m has k",
                "m.k = v                            | m[k] EQ v",
                "m.k:v*                             | m[k] EQ v~",
                "m.k != v                           | m[k] NE v",
                "m.k:*                              | m has k",
                "m.\"sha256:ab.c\":*                | m has sha256:ab.c",
                "m:*                                | m there",
                "list:x                             | list has x",
                "list:*                             | list there",
            })
    void reads(String filter, String condition) {
        assertEquals(condition, shown(Filters.read(filter, FIELDS)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "nothing = 1        | nothing: no such field (expected: one of a, b.AND, b.c, d, flag, list, m, n, status, t, x)",
                "b = 1              | b: no such field",
                "a.b = 1            | a.b: no such field",
                "prod               | prod: a word of its own",
                "\"some words\"     | a word of its own",
                "a = x prod         | at character 7: prod: a word of its own",
                "a = x and n = 1    | and: a word of its own",
                "f(a)               | there are no functions",
                "a = (x OR y)       | a group as a value",
                "a =                | the end (expected: a value)",
                "= x                | at character 1: = (expected: a field)",
                "a = x AND          | the end (expected: a field)",
                "AND a = x          | AND (expected: a field)",
                "a = x OR           | the end (expected: a field)",
                "a = x AND AND n=1  | AND (expected: a field)",
                "(a = x             | the end (expected: a closing bracket)",
                "a = x)             | at character 6: ) (expected: AND, OR or the end)",
                "()                 | ) (expected: a field)",
                "a = \"x            | a text that does not end",
                "a ! x              | expected: != or NOT",
                "a,n                | a word of its own",
                "a = x, n = 1       | , (expected: a field)",
                "NOT                | the end (expected: a field)",
                "status = BROKEN    | status: BROKEN (expected: one of FAILED, PASSED)",
                "status = X_FAILED  | expected: one of",
                "status > FAILED    | status has no order",
                "flag = yes         | flag: yes (expected: true or false)",
                "flag < true        | flag has no order",
                "n = 1.5            | n: 1.5 (expected: a whole number)",
                "n = 99999999999999999999 | expected: a whole number",
                "x = NaN            | expected: a number",
                "x = 1e999999999    | expected: a number",
                "t > yesterday      | expected: a time such as",
                "d > 5m             | expected: a duration such as",
                "d > 1e999999999s   | expected: a duration such as",
                "m = x              | m is a map (expected: m:\"member\")",
                "m.k < v            | entries of a map have no order",
                "list = x           | list is a list",
                "list:x*            | list is a list",
            })
    void refusesNamingWhatAndWhere(String filter, String problem) {
        var refusal = assertThrows(InvalidField.class, () -> Filters.read(filter, FIELDS));

        assertEquals("filter", refusal.field());
        assertTrue(refusal.problem().contains(problem), refusal.problem());
    }

    @Test
    void anEmptyFilterAsksNothing() {
        assertEquals(Condition.everything(), Filters.read(" \t\n", FIELDS));
    }

    @Test
    void isBoundInLengthDepthAndNumber() {
        String deep = "(".repeat(FilterParser.DEEPEST) + "a=x" + ")".repeat(FilterParser.DEEPEST);
        String many = "a=x ".repeat(FilterParser.MOST_RESTRICTIONS);

        assertEquals("a EQ x", shown(Filters.read(deep, FIELDS)));
        assertEquals(
                FilterParser.MOST_RESTRICTIONS,
                ((Condition.And) Filters.read(many, FIELDS)).all().size());
        assertThrows(InvalidField.class, () -> Filters.read("(" + deep + ")", FIELDS));
        assertThrows(InvalidField.class, () -> Filters.read("NOT ".repeat(21) + "a=x", FIELDS));
        assertThrows(InvalidField.class, () -> Filters.read(many + "a=x", FIELDS));
        assertThrows(InvalidField.class, () -> Filters.read("a=" + "x".repeat(FilterParser.LONGEST), FIELDS));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"'',t,true", "t,t,false", "t desc,t,true", "' t   desc ',t,true", "name,name,false", "t asc,t,false"})
    void readsOrders(String orderBy, String path, boolean descending) {
        assertEquals(new Order(path, descending), listing().order(orderBy));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a", "t down", "t desc desc", "t, name", "t,", "desc"})
    void refusesOtherOrders(String orderBy) {
        assertEquals(
                "order_by",
                assertThrows(InvalidField.class, () -> listing().order(orderBy)).field());
    }

    private static Listing listing() {
        return new Listing(FIELDS, List.of("t"), new Order("t", true));
    }

    private static String shown(Condition condition) {
        return switch (condition) {
            case Condition.And and -> all("and", and.all());
            case Condition.Or or -> all("or", or.any());
            case Condition.Not not -> "not(" + shown(not.negated()) + ")";
            case Compare compare -> compare.field().path() + " " + compare.comparison() + " " + compare.value();
            case Match match ->
                target(match.field())
                        + (match.wanted() ? " EQ " : " NE ")
                        + String.join("~", match.pattern().parts());
            case Present present -> present.field().path() + " there";
            case Holds holds -> holds.field().path() + " has " + holds.member();
        };
    }

    private static String all(String operator, List<Condition> conditions) {
        return conditions.stream().map(FiltersTest::shown).collect(Collectors.joining(", ", operator + "(", ")"));
    }

    private static String target(Target target) {
        return switch (target) {
            case Target.Text text -> text.field().path();
            case Target.Entry entry -> entry.map().path() + "[" + entry.key() + "]";
        };
    }
}
