package io.fawkes.dataapi.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestAccessTest {

    private final RestAccess access = new RestAccess(
            RestAccess.address("https://ghe.example.com/api/v3/"), Optional.of(RestAccess.bearer("hush")));

    @ParameterizedTest
    @CsvSource({
        "https://ghe.example.com/api/v3/repos, true",
        "https://GHE.example.com:443/api/v3/repos?page=2, true",
        "http://ghe.example.com/api/v3/repos, false",
        "https://ghe.example.com:8443/api/v3/repos, false",
        "https://ghe.example.com/login, false",
        "https://ghe.example.com/api/v3/../../login, false",
        "https://ghe.example.com.evil.example/api/v3/repos, false",
        "https://user@ghe.example.com/api/v3/repos, false",
        "//ghe.example.com/api/v3/repos, false",
    })
    void onlyWhatLiesBelowTheAddressIsAsked(String uri, boolean covered) {
        assertEquals(covered, access.covers(URI.create(uri)), uri);
    }

    @Test
    void aLinkBelowTheAddressBecomesAPathAgain() {
        URI link = URI.create("https://ghe.example.com/api/v3/repositories/7/pulls?page=2");

        assertEquals("/repositories/7/pulls?page=2", access.target(link));
        assertEquals(link, access.resolve("/repositories/7/pulls?page=2"));
    }

    @Test
    void showsNoToken() {
        assertFalse(access.toString().contains("hush"), access.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ghe.example.com", "ftp://x", "https://user:pw@x", "https://x?token=1", "https://"})
    void whatIsNoAddressIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> RestAccess.address(text));
    }
}
