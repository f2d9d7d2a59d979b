package io.fawkes.runtime.rpc;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.identity.ApiTokenKeeper;
import io.fawkes.runtime.identity.ApiTokens;
import io.fawkes.runtime.identity.Bearer;
import io.fawkes.runtime.identity.InvalidIssuers;
import io.fawkes.runtime.identity.Issuer;
import io.fawkes.runtime.identity.Issuers;
import io.fawkes.runtime.identity.IssuersFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Who a caller is, by the credential it shows. On loopback without configuration everyone is
 * {@link Principal#LOCAL_ADMIN}; otherwise the bearer of the configured token is an admin and a service of the mesh, the
 * bearer of an issuer's token what that issuer's groups make it, the bearer of an API token what that was made for, and
 * everyone else anonymous. Safe for concurrent use.
 */
public final class Authentication {

    /** Variable with the lower-case hex SHA-256 of the token that is accepted. */
    public static final String TOKEN_SHA256 = "FAWKES_AUTH_TOKEN_SHA256";

    /** Variable with the file that lists the issuers whose tokens are accepted. */
    public static final String ISSUERS_FILE = "FAWKES_AUTH_ISSUERS_FILE";

    private static final String BEARER = "Bearer ";
    private static final int SHA256_HEX_DIGITS = 64;
    private static final Set<Role> PERSONAL = Set.of(Role.ADMIN, Role.DEVELOPER, Role.VIEWER);
    private static final Principal TOKEN = new Principal("token", Set.of(Role.ADMIN, Role.SERVICE), Set.of());

    private final byte @Nullable [] tokenHash;
    private final @Nullable Issuers issuers;
    private final @Nullable ApiTokens apiTokens;

    private Authentication(byte @Nullable [] tokenHash, @Nullable Issuers issuers, @Nullable ApiTokens apiTokens) {
        this.tokenHash = tokenHash;
        this.issuers = issuers;
        this.apiTokens = apiTokens;
    }

    /** Everyone who reaches this process is the person at this machine. */
    public static Authentication loopback() {
        return new Authentication(null, null, null);
    }

    /** The bearer of the token with this SHA-256 is an admin. */
    public static Authentication token(byte[] sha256) {
        return new Authentication(sha256.clone(), null, null);
    }

    /** Also bearers of tokens of {@code trusted} are who these say. */
    public Authentication believing(Collection<Issuer> trusted, InstantSource clock) {
        return new Authentication(tokenHash, new Issuers(trusted, clock), apiTokens);
    }

    /** Also bearers of API tokens are who their keeper says, where access is configured at all. */
    public Authentication asking(ApiTokenKeeper keeper) {
        return new Authentication(tokenHash, issuers, new ApiTokens(keeper, InstantSource.system()));
    }

    /** The same, by asking data-api. */
    public Authentication asking(Peer dataApi) {
        return asking(new AskedKeeper(dataApi));
    }

    /** As configured; listening beyond loopback with neither is a mistake. */
    public static Authentication from(Settings settings, String listenVariable, Address listen) {
        Optional<byte[]> hash = settings.read(TOKEN_SHA256, Authentication::sha256, "64 hex digits");
        List<Issuer> trusted =
                settings.text(ISSUERS_FILE).map(file -> issuers(settings, file)).orElseGet(List::of);
        if (hash.isEmpty() && trusted.isEmpty() && !listen.isLoopback()) {
            settings.mistake("%s: %s (expected: a loopback address, or access configured by %s or %s)"
                    .formatted(listenVariable, listen, TOKEN_SHA256, ISSUERS_FILE));
        }
        Authentication byToken = hash.map(Authentication::token).orElseGet(Authentication::loopback);
        return trusted.isEmpty() ? byToken : byToken.believing(trusted, InstantSource.system());
    }

    private static List<Issuer> issuers(Settings settings, String file) {
        var names = PERSONAL.stream().map(Authentication::name).collect(toUnmodifiableSet());
        try {
            return new IssuersFile(names).read(Files.readString(Path.of(file)));
        } catch (InvalidIssuers e) {
            settings.mistake("%s: %s: %s".formatted(ISSUERS_FILE, file, e.getMessage()));
        } catch (IOException | IllegalArgumentException _) {
            settings.mistake("%s: %s (expected: a file that can be read)".formatted(ISSUERS_FILE, file));
        }
        return List.of();
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static byte[] sha256(String hex) {
        if (hex.length() != SHA256_HEX_DIGITS) {
            throw new IllegalArgumentException("wrong length");
        }
        return HexFormat.of().parseHex(hex);
    }

    /** Whether anyone who reaches this process is trusted, so that it must not be reached from elsewhere. */
    public boolean isLoopback() {
        return tokenHash == null && issuers == null;
    }

    /**
     * Who shows {@code authorization}, the value of that header if there is one; anonymous if nothing is shown, empty if
     * what is shown has no form that is known here. Fails with {@link io.fawkes.runtime.identity.TokenRefused},
     * {@link io.fawkes.runtime.identity.IssuerUnavailable} or
     * {@link io.fawkes.runtime.identity.ApiTokenKeeperUnavailable}. Never blocks; answers at once unless one of these has to
     * be asked.
     */
    Mono<Principal> recognise(@Nullable String authorization) {
        if (isLoopback()) {
            return Mono.just(Principal.LOCAL_ADMIN);
        }
        if (authorization == null) {
            return Mono.just(Principal.ANONYMOUS);
        }
        return authorization.startsWith(BEARER) ? bearer(authorization.substring(BEARER.length())) : Mono.empty();
    }

    private Mono<Principal> bearer(String token) {
        if (tokenHash != null && MessageDigest.isEqual(sha256Of(token), tokenHash)) {
            return Mono.just(TOKEN);
        }
        if (apiTokens != null && ApiTokens.isApiToken(token)) {
            return apiTokens.bearer(token).map(Authentication::principal);
        }
        return issuers != null && Issuers.isSignedToken(token)
                ? issuers.bearer(token).map(Authentication::principal)
                : Mono.empty();
    }

    private static Principal principal(Bearer bearer) {
        var roles = PERSONAL.stream()
                .filter(role -> bearer.roles().contains(name(role)))
                .collect(toUnmodifiableSet());
        return new Principal(bearer.subject(), roles, bearer.teams());
    }

    private static byte[] sha256Of(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
