package io.fawkes.gateway.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1",
                "/",
                "/v1/",
                "/v1//x",
                "/v1/{",
                "/v1/{name",
                "/v1/{}",
                "/v1/{a.}",
                "/v1/{1a}",
                "/v1/{name=}",
                "/v1/{name=a/{b}}",
                "/v1/**/x",
                "/v1/{name=**}/x",
                "/v1/***",
                "/v1/a*",
                "/v1/x:",
                "/v1/x:y:z",
                "/v1/{a}/{a}",
                "/v1/a b",
                "/v1/a%20b",
                "/v1/x:y/z"
            })
    void refusesWhatIsNoTemplate(String text) {
        assertThrows(IllegalArgumentException.class, () -> PathTemplate.parse(text));
    }

    @Test
    void takesVerbAndNestedFieldApart() {
        var template = PathTemplate.parse("/v1/{a.b=services/*/dora}/{rest=**}:explain");

        assertEquals("explain", template.verb());
        assertEquals(5, template.segments().size());
        assertEquals(
                List.of("a.b", "rest"),
                template.variables().stream().map(PathTemplate.Variable::field).toList());
    }

    @Test
    void decodesOneSegmentWholeAndKeepsTheSlashOfSeveral() {
        var template = PathTemplate.parse("/{one}/{two=*}/{three=x/*}/{four=**}");

        assertEquals(
                Map.of("one", "a/b", "two", "c d", "three", "x/e%2Fé", "four", "g%2fh/+"),
                template.captures(List.of("a%2Fb", "c%20d", "x", "e%2F%C3%A9", "g%2fh", "%2B")));
    }

    @Test
    void capturesNothingOfAnEmptyRest() {
        assertEquals(Map.of("rest", ""), PathTemplate.parse("/v1/{rest=**}").captures(List.of("v1")));
    }
}
