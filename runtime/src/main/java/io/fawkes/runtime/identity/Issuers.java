package io.fawkes.runtime.identity;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * The issuers that are believed. A token counts if one of them signed it by a key of its own, asymmetrically, for one of our
 * audiences, and its time is now, a minute's skew allowed (RFC 7519, RFC 8725). Safe for concurrent use.
 */
public final class Issuers {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final int LONGEST = 16 * 1024;

    private final Map<String, IssuerKeys> keys;
    private final InstantSource clock;

    /** Believes {@code issuers}; reaches out to one when its first token comes. */
    public Issuers(Collection<Issuer> issuers, InstantSource clock) {
        var documents = new Documents();
        this.keys = issuers.stream()
                .collect(toUnmodifiableMap(Issuer::id, issuer -> new IssuerKeys(issuer, documents, clock)));
        this.clock = clock;
    }

    /** Whether {@code token} has the form of a signed token; if not, nobody here issued it. */
    public static boolean isSignedToken(String token) {
        return token.length() <= LONGEST
                && token.chars().filter(sign -> sign == '.').count() == 2;
    }

    /** Who shows {@code token}; fails with {@link TokenRefused} or {@link IssuerUnavailable}. Never blocks. */
    public Mono<Bearer> bearer(String token) {
        return Mono.fromCallable(() -> SignedJWT.parse(token))
                .onErrorMap(ParseException.class, _ -> new TokenRefused("not a signed token"))
                .flatMap(this::verified);
    }

    private Mono<Bearer> verified(SignedJWT token) {
        JWTClaimsSet claims = claims(token);
        IssuerKeys issuer = keys.get(Optional.ofNullable(claims.getIssuer()).orElse(""));
        if (issuer == null) {
            return Mono.error(new TokenRefused("its issuer is none that is believed here"));
        }
        if (!ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
            return Mono.error(new TokenRefused("its algorithm is none that is believed here"));
        }
        return issuer.keys(set -> !matching(token.getHeader(), set).isEmpty())
                .map(set -> bearer(token, claims, issuer.issuer(), set));
    }

    private static JWTClaimsSet claims(SignedJWT token) {
        try {
            return token.getJWTClaimsSet();
        } catch (ParseException _) {
            throw new TokenRefused("its claims cannot be read");
        }
    }

    private static List<JWK> matching(JWSHeader header, JWKSet set) {
        return new JWKSelector(Objects.requireNonNull(JWKMatcher.forJWSHeader(header))).select(set);
    }

    private Bearer bearer(SignedJWT token, JWTClaimsSet claims, Issuer issuer, JWKSet set) {
        if (matching(token.getHeader(), set).stream().noneMatch(key -> isSignedBy(token, key))) {
            throw new TokenRefused("its signature is by no key of its issuer");
        }
        demandNow(claims);
        if (claims.getAudience().stream().noneMatch(issuer.audiences()::contains)) {
            throw new TokenRefused("it is for another audience");
        }
        return issuer.claims().bearer(subject(claims, issuer), groups(claims, issuer));
    }

    private static boolean isSignedBy(SignedJWT token, JWK key) {
        try {
            return key instanceof AsymmetricJWK asymmetric
                    && token.verify(new DefaultJWSVerifierFactory()
                            .createJWSVerifier(token.getHeader(), asymmetric.toPublicKey()));
        } catch (JOSEException _) {
            return false; // a key of another kind than the algorithm asks for signed nothing
        }
    }

    private void demandNow(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        if (expires == null || !now.isBefore(expires.toInstant().plus(SKEW))) {
            throw new TokenRefused(expires == null ? "it never expires" : "it expired at " + expires.toInstant());
        }
        for (Date begin : new Date[] {claims.getNotBeforeTime(), claims.getIssueTime()}) {
            if (begin != null && now.isBefore(begin.toInstant().minus(SKEW))) {
                throw new TokenRefused("it is valid from " + begin.toInstant() + " only");
            }
        }
    }

    private static String subject(JWTClaimsSet claims, Issuer issuer) {
        return Optional.ofNullable(claims.getClaim(issuer.claims().subject()))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(name -> !name.isBlank())
                .orElseThrow(() ->
                        new TokenRefused("it has no claim " + issuer.claims().subject()));
    }

    private static List<String> groups(JWTClaimsSet claims, Issuer issuer) {
        return claims.getClaim(issuer.claims().groups()) instanceof Collection<?> listed
                ? listed.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }
}
