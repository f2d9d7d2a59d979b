package io.fawkes.runtime.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.fawkes.runtime.testkit.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

class IssuersTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String BACKSTAGE_TYPE = "vnd.backstage.user";

    private IssuerServer issuer;
    private Instant now = NOON;

    @BeforeEach
    void open() throws IOException {
        issuer = new IssuerServer();
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private Issuers issuers(String more) {
        var file = new IssuersFile(Set.of("admin", "developer", "viewer"));
        return new Issuers(file.read("""
                        issuers:
                          - issuer: %s
                            audiences: [backstage, fawkes]
                        """.formatted(issuer.id()) + more.indent(4)), () -> now);
    }

    private Issuers issuers() {
        return issuers("keys: " + issuer.id() + "/keys");
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer.id())
                .subject("user:default/kim")
                .audience("backstage")
                .issueTime(Date.from(NOON))
                .expirationTime(Date.from(NOON.plus(Duration.ofHours(1))));
    }

    private String token(JWTClaimsSet.Builder claims) {
        return issuer.elliptic(claims.build(), "JWT");
    }

    private static void assertRefused(String why, Issuers issuers, String token) {
        var refused = assertThrows(TokenRefused.class, () -> Await.value(issuers.bearer(token)));
        assertTrue(refused.toString().contains(why), refused::toString);
    }

    @Test
    void ownershipEntitiesOfABackstageTokenBecomeTeams() {
        Issuers issuers = issuers("""
                keys: %s/keys
                groups: ent
                team_prefix: "group:default/"
                roles:
                  "group:default/platform": [admin]
                everyone: [viewer]
                """.formatted(issuer.id()));
        var claims =
                claims().claim("ent", List.of("user:default/kim", "group:default/payments", "group:default/platform"));

        Bearer bearer = Await.value(issuers.bearer(issuer.elliptic(claims.build(), BACKSTAGE_TYPE)));

        assertEquals("user:default/kim", bearer.subject());
        assertEquals(Set.of("teams/payments", "teams/platform"), bearer.teams());
        assertEquals(Set.of("admin", "viewer"), bearer.roles());
    }

    @Test
    void groupsOfADexTokenAreFoundByDiscovery() {
        Issuers issuers = issuers("""
                subject: email
                roles: {payments: [developer]}
                """);
        var claims = claims().audience("fawkes")
                .claim("email", "kim@example.com")
                .claim("groups", List.of("payments", "Not A Team"));

        Bearer bearer = Await.value(issuers.bearer(issuer.rsa(claims.build())));

        assertEquals(new Bearer("kim@example.com", Set.of("teams/payments"), Set.of("developer")), bearer);
    }

    @Test
    void keysAreAskedForOnceForAllWhoWait() {
        Issuers issuers = issuers();
        String token = token(claims());

        Await.values(Flux.range(0, 50).flatMap(_ -> issuers.bearer(token), 50));

        assertEquals(1, issuer.asked());
    }

    @Test
    void aTokenByAKeyThatIsNewIsBelievedAfterTheKeysAreAskedForAnew() {
        Issuers issuers = issuers();
        Await.value(issuers.bearer(token(claims())));
        issuer.rotate("second");
        now = NOON.plusSeconds(31);

        Await.value(issuers.bearer(token(claims())));

        assertEquals(2, issuer.asked());
    }

    @Test
    void unknownKeysDoNotMakeUsAskMoreOftenThanTwiceAMinute() {
        Issuers issuers = issuers();
        Await.value(issuers.bearer(token(claims())));
        issuer.rotate("second");

        for (int i = 0; i < 20; i++) {
            assertRefused("by no key of its issuer", issuers, token(claims()));
        }

        assertEquals(1, issuer.asked());
    }

    @Test
    void knownKeysHoldForADayWhileTheIssuerIsAwayAndNoLonger() {
        Issuers issuers = issuers();
        Await.value(issuers.bearer(token(claims())));
        issuer.goAway();

        now = NOON.plus(Duration.ofHours(23));
        Await.value(issuers.bearer(token(claims().expirationTime(Date.from(now.plusSeconds(60))))));

        now = NOON.plus(Duration.ofHours(25));
        String later = token(claims().expirationTime(Date.from(now.plusSeconds(60))));
        assertThrows(IssuerUnavailable.class, () -> Await.value(issuers.bearer(later)));
    }

    @Test
    void anIssuerThatWasAwayIsAskedAgain() {
        Issuers issuers = issuers();
        issuer.goAway();
        assertThrows(IssuerUnavailable.class, () -> Await.value(issuers.bearer(token(claims()))));
        issuer.comeBack();

        now = NOON.plusSeconds(31);
        assertEquals(
                "user:default/kim", Await.value(issuers.bearer(token(claims()))).subject());
    }

    @Test
    void aMinuteOfSkewIsForgivenAndNoMore() {
        Issuers issuers = issuers();
        var expired = claims().expirationTime(Date.from(NOON.minusSeconds(59)));
        var early = claims().notBeforeTime(Date.from(NOON.plusSeconds(59)));
        Await.value(issuers.bearer(token(expired)));
        Await.value(issuers.bearer(token(early)));

        assertRefused("expired at", issuers, token(claims().expirationTime(Date.from(NOON.minusSeconds(61)))));
        assertRefused("valid from", issuers, token(claims().notBeforeTime(Date.from(NOON.plusSeconds(61)))));
        assertRefused("valid from", issuers, token(claims().issueTime(Date.from(NOON.plusSeconds(61)))));
    }

    @Test
    void claimsThatMissOrDoNotFitAreRefused() {
        Issuers issuers = issuers();

        assertRefused("another audience", issuers, token(claims().audience("elsewhere")));
        assertRefused("another audience", issuers, token(claims().audience((String) null)));
        assertRefused("never expires", issuers, token(claims().expirationTime(null)));
        assertRefused("no claim sub", issuers, token(claims().subject(" ")));
        assertRefused("issuer is none", issuers, token(claims().issuer("https://elsewhere.example")));
        assertRefused("issuer is none", issuers, token(claims().issuer(null)));
    }

    @Test
    void aSignatureThatAnyoneCouldMakeIsRefused() throws JOSEException {
        Issuers issuers = issuers();
        var byPublicKey = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("dex").build(), claims().build());
        byPublicKey.sign(new MACSigner(issuer.publicKey().toJSONString().getBytes(StandardCharsets.UTF_8)));

        assertRefused("algorithm", issuers, byPublicKey.serialize());
        assertRefused("not a signed token", issuers, new PlainJWT(claims().build()).serialize());
        assertEquals(0, issuer.asked());
    }

    @Test
    void aChangedTokenIsRefused() {
        Issuers issuers = issuers();
        String[] parts = token(claims()).split("\\.", -1);
        String other = token(claims().subject("user:default/root")).split("\\.", -1)[1];
        parts[1] = other;

        assertRefused("by no key", issuers, String.join(".", Arrays.asList(parts)));
    }

    @Test
    void aDiscoveryDocumentOfAnotherIssuerGivesNoKeys() {
        issuer.claimToBe("https://elsewhere.example");

        assertThrows(IssuerUnavailable.class, () -> Await.value(issuers("").bearer(token(claims()))));
        assertEquals(0, issuer.asked());
    }

    @Test
    void keysThatMovedAreNotFollowed() {
        Issuers issuers = issuers("keys: " + issuer.id() + "/moved");

        assertThrows(IssuerUnavailable.class, () -> Await.value(issuers.bearer(token(claims()))));
        assertEquals(0, issuer.asked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "opaque", "a.b", "a.b.c.d"})
    void whatHasNoFormOfASignedTokenIsNoneOfTheirs(String token) {
        assertFalse(Issuers.isSignedToken(token));
    }
}
