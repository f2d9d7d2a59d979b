package io.fawkes.runtime.rpc;

import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a caller is, by the credential it shows. On loopback without configuration everyone is
 * {@link Principal#LOCAL_ADMIN}; with a token configured its bearer is an admin and everyone else anonymous.
 */
public final class Authentication {

    /** Variable with the lower-case hex SHA-256 of the token that is accepted. */
    public static final String TOKEN_SHA256 = "FAWKES_AUTH_TOKEN_SHA256";

    private static final String BEARER = "Bearer ";
    private static final int SHA256_HEX_DIGITS = 64;

    private final byte @Nullable [] tokenHash;

    private Authentication(byte @Nullable [] tokenHash) {
        this.tokenHash = tokenHash;
    }

    /** Everyone who reaches this process is the person at this machine. */
    public static Authentication loopback() {
        return new Authentication(null);
    }

    /** The bearer of the token with this SHA-256 is an admin. */
    public static Authentication token(byte[] sha256) {
        return new Authentication(sha256.clone());
    }

    /** As configured; listening beyond loopback without a token is a mistake. */
    public static Authentication from(Settings settings, String listenVariable, Address listen) {
        Optional<byte[]> hash = settings.read(TOKEN_SHA256, Authentication::sha256, "64 hex digits");
        if (hash.isEmpty() && !listen.isLoopback()) {
            settings.mistake(listenVariable + ": " + listen + " (expected: a loopback address, or access configured by "
                    + TOKEN_SHA256 + ")");
        }
        return hash.map(Authentication::token).orElseGet(Authentication::loopback);
    }

    private static byte[] sha256(String hex) {
        if (hex.length() != SHA256_HEX_DIGITS) {
            throw new IllegalArgumentException("wrong length");
        }
        return HexFormat.of().parseHex(hex);
    }

    /** Whether anyone who reaches this process is trusted, so that it must not be reached from elsewhere. */
    public boolean isLoopback() {
        return tokenHash == null;
    }

    /**
     * Who shows {@code authorization}, the value of that header if there is one. A credential that is shown but not
     * known is refused even where none is needed, but by rpcs that judge it themselves ({@link Admission}).
     */
    public Principal authenticate(@Nullable String authorization) {
        return recognise(authorization)
                .orElseThrow(() -> RpcStatus.credentialInvalid("authorization: not a token that is known here")
                        .toException());
    }

    /** Who shows {@code authorization}; anonymous if nothing is shown, empty if what is shown is not known here. */
    Optional<Principal> recognise(@Nullable String authorization) {
        if (tokenHash == null) {
            return Optional.of(Principal.LOCAL_ADMIN);
        }
        if (authorization == null) {
            return Optional.of(Principal.ANONYMOUS);
        }
        return authorization.startsWith(BEARER) && matches(authorization.substring(BEARER.length()), tokenHash)
                ? Optional.of(new Principal("token", Set.of(Role.ADMIN, Role.SERVICE), Set.of()))
                : Optional.empty();
    }

    private static boolean matches(String token, byte[] hash) {
        return MessageDigest.isEqual(sha256Of(token), hash);
    }

    private static byte[] sha256Of(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
