package io.fawkes.alerting.alertmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.routing.MatcherSyntax.Malformed;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchersTest {

    static Stream<Arguments> classic() {
        return Stream.of(
                arguments("foo=bar", "foo=\"bar\""),
                arguments("{foo=bar}", "foo=\"bar\""),
                arguments("{foo=bar", "foo=\"bar\""),
                arguments("foo=bar}", "foo=\"bar\""),
                arguments("foo={}", "foo=\"{\""),
                arguments("foo==bar", "foo=\"=bar\""),
                arguments("foo='x'", "foo=\"'x'\""),
                arguments("foo=", "foo=\"\""),
                arguments("foo=\"a\\xb\"", "foo=\"a\\\\xb\""),
                arguments("foo=\"a\\\\b\"", "foo=\"a\\\\b\""),
                arguments("foo=\"a\\nb\"", "foo=\"a\\nb\""),
                arguments("foo=\"a,b\"", "foo=\"a,b\""),
                arguments("foo:bar!=x", "foo:bar!=\"x\""),
                arguments("foo=~\"a|b\"", "foo=~\"a|b\""));
    }

    @ParameterizedTest
    @MethodSource("classic")
    void readsTheClassicSyntaxWithItsOddities(String text, String read) {
        assertEquals(read, Matchers.parse(text).getFirst().toString());
    }

    @Test
    void readsSeveral() {
        assertEquals(2, Matchers.parse("{a=\"1\", b!~\"x,y\"}").size());
    }

    @Test
    void readsQuotedNames() {
        var matcher = Matchers.parse("{\"my label\"=\"x\"}").getFirst();

        assertEquals("my label", matcher.name());
        assertEquals("x", matcher.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "=x", "foo=\"a", "foo=\"a\"b", "1a=~(", "foo=~\"(\"", "{\"a\"=\"b\"", "\"a\"="})
    void refusesWhatNeitherSyntaxReads(String text) {
        assertThrows(Malformed.class, () -> Matchers.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "foo!=x, true",
        "foo=, true",
        "foo=~.*, true",
        "foo=~.+, false",
        "foo=x, false",
        "foo!~x, true",
    })
    void aMissingLabelIsAnEmptyOne(String matcher, boolean matches) {
        assertEquals(matches, Matchers.parse(matcher).getFirst().matches(Labels.of(Map.of("bar", "x"))));
    }

    @Test
    void aRegularExpressionMatchesTheWholeValueAndNoFinalLineBreak() {
        var matcher = Matchers.parse("foo=~\"a|b\"").getFirst();

        assertTrue(matcher.matches(Labels.of(Map.of("foo", "b"))));
        assertFalse(matcher.matches(Labels.of(Map.of("foo", "ab"))));
        assertFalse(matcher.matches(Labels.of(Map.of("foo", "b\n"))));
    }
}
