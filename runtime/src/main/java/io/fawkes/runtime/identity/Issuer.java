package io.fawkes.runtime.identity;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Someone whose tokens are believed.
 *
 * @param id the claim {@code iss} of its tokens, to the letter
 * @param keys where its key set (RFC 7517) lies; empty: where its OpenID discovery document says
 * @param audiences one of which a token must be for
 * @param claims what its claims mean here
 */
public record Issuer(String id, Optional<URI> keys, Set<String> audiences, ClaimMapping claims) {

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    public Issuer {
        audiences = Set.copyOf(audiences);
    }

    /** Where OpenID Connect Discovery 1.0, section 4, has it say where its keys are. */
    URI discovery() {
        return URI.create((id.endsWith("/") ? id.substring(0, id.length() - 1) : id) + DISCOVERY);
    }
}
