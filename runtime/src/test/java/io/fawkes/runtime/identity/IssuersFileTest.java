package io.fawkes.runtime.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuersFileTest {

    private final IssuersFile file = new IssuersFile(Set.of("admin", "viewer"));

    @Test
    void readsAnIssuerWithEverything() {
        var issuers = file.read("""
                issuers:
                  - issuer: https://backstage.example/api/auth
                    keys: https://backstage.example/api/auth/.well-known/jwks.json
                    audiences: [backstage]
                    subject: sub
                    groups: ent
                    team_prefix: "group:default/"
                    roles: {"group:default/platform": [admin]}
                    everyone: [viewer]
                """);

        var expected = new Issuer(
                "https://backstage.example/api/auth",
                Optional.of(URI.create("https://backstage.example/api/auth/.well-known/jwks.json")),
                Set.of("backstage"),
                new ClaimMapping(
                        "sub",
                        "ent",
                        "group:default/",
                        Map.of("group:default/platform", Set.of("admin")),
                        Set.of("viewer")));
        assertEquals(List.of(expected), issuers);
    }

    @Test
    void whatIsNotSaidHasItsDefault() {
        Issuer issuer = file.read("issuers: [{issuer: 'https://dex.example/', audiences: [fawkes]}]")
                .getFirst();

        assertEquals(Optional.empty(), issuer.keys());
        assertEquals(URI.create("https://dex.example/.well-known/openid-configuration"), issuer.discovery());
        assertEquals(new ClaimMapping("sub", "groups", "", Map.of(), Set.of()), issuer.claims());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                                       | file: expected a mapping
            issuers: []                                                              | file.issuers: expected a list of at least one
            issuers: [1]                                                             | file.issuers[0]: expected a mapping
            issuers: [{audiences: [a]}]                                              | file.issuers[0].issuer: expected a text
            issuers: [{issuer: 'https://a.b'}]                                       | file.issuers[0].audiences: expected a list of texts
            issuers: [{issuer: 'http://a.b', audiences: [a]}]                        | file.issuers[0].issuer: http://a.b: expected an https address (http on loopback only)
            issuers: [{issuer: 'a b', audiences: [a]}]                               | file.issuers[0].issuer: a b: expected an https address (http on loopback only)
            issuers: [{issuer: 'https://a.b', audiences: [a], everyone: [root]}]     | file.issuers[0].everyone: root: expected some of [admin, viewer]
            issuers: [{issuer: 'https://a.b', audiences: [a], roles: {g: [service]}}] | file.issuers[0].roles.g: service: expected some of [admin, viewer]
            """)
    void saysWhatIsWrongAndWhere(String yaml, String message) {
        var invalid = assertThrows(InvalidIssuers.class, () -> file.read(yaml));

        assertEquals(message, invalid.getMessage());
    }

    @Test
    void anIssuerListedTwiceAndAMisspeltNameAreRefused() {
        String twice = "issuers: [{issuer: 'https://a.b', audiences: [a]}, {issuer: 'https://a.b', audiences: [c]}]";
        String misspelt = "issuers: [{issuer: 'https://a.b', audience: [a]}]";

        assertThrows(InvalidIssuers.class, () -> file.read(twice));
        var invalid = assertThrows(InvalidIssuers.class, () -> file.read(misspelt));
        assertEquals(
                "file.issuers[0].audience: expected one of [audiences, everyone, groups, issuer, keys, roles, subject, team_prefix]",
                invalid.getMessage());
    }
}
