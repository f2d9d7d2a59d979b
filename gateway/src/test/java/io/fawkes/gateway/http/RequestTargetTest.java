package io.fawkes.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTargetTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/a%2Fb?x=1&y=?, /v1/a%2Fb, x=1&y=?",
        "/v1/a,             /v1/a,     ''",
        "/?,                /,         ''",
        "http://h:1/v1?x=/, /v1,       x=/",
        "http://h,          /,         ''",
        "*,                 *,         ''",
        "/a://b/c,          /a://b/c,  ''"
    })
    void takesPathAndQueryAsTheyArrived(String uri, String path, String query) {
        assertEquals(new RequestTarget(path, query), RequestTarget.of(uri));
    }
}
