package io.fawkes.runtime.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer on loopback: its discovery document, its keys, and tokens by them. Its keys can be exchanged, and it can be away. */
public final class IssuerServer implements AutoCloseable {

    /** One for all tests: it takes a second to make. */
    private static final RSAKey RSA = rsa();

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile ECKey elliptic = elliptic("first");
    private volatile boolean away;
    private volatile String says = "";

    public IssuerServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, discovery()));
        server.createContext("/keys", this::keys);
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("location", id() + "/keys");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    public String id() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often its keys were asked for. */
    public int asked() {
        return asked.get();
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    /** Has its discovery document name another issuer. */
    void claimToBe(String other) {
        says = other;
    }

    /** From now on it signs by another key, and shows only that. */
    void rotate(String keyId) {
        elliptic = elliptic(keyId);
    }

    /** As Backstage and GitHub sign. */
    public String elliptic(JWTClaimsSet claims, String type) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID(elliptic.getKeyID())
                    .type(new JOSEObjectType(type))
                    .build();
            var token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(elliptic));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As Dex signs. */
    String rsa(JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(RSA.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(RSA));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What everyone may know of its key. */
    JWK publicKey() {
        return RSA.toPublicJWK();
    }

    private String discovery() {
        return """
                {"issuer": "%s", "jwks_uri": "%s/keys"}""".formatted(says.isEmpty() ? id() : says, id());
    }

    private void keys(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        answer(exchange, new JWKSet(List.of(elliptic, RSA)).toString(true));
    }

    private void answer(HttpExchange exchange, String document) throws IOException {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(away ? 503 : 200, away ? -1 : bytes.length);
            if (!away) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private static ECKey elliptic(String keyId) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2048).keyID("dex").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
