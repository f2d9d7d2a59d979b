package io.fawkes.gateway;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fawkes.gateway.access.RateLimit;
import io.fawkes.gateway.backend.MeshService;
import io.fawkes.gateway.http.DoorConfig;
import io.fawkes.gateway.http.DoorLimits;
import io.fawkes.gateway.http.TlsFiles;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.rpc.Authentication;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a gateway needs to know.
 *
 * @param door where and how it listens, and whom it lets in
 * @param management where health, readiness and metrics are served
 * @param services where each service behind the door answers gRPC
 * @param peerToken what the gateway shows to data-api when it asks about API tokens; empty where the mesh is loopback
 */
public record GatewayConfig(
        DoorConfig door, Address management, Map<MeshService, Address> services, Optional<String> peerToken) {
    static final String LISTEN = "FAWKES_LISTEN";
    static final String MANAGEMENT_LISTEN = "FAWKES_MANAGEMENT_LISTEN";
    static final String TLS_CERTIFICATE = "FAWKES_TLS_CERTIFICATE";
    static final String PEER_TOKEN = "FAWKES_PEER_TOKEN";
    static final String RATE_LIMIT_PER_SECOND = "FAWKES_RATE_LIMIT_PER_SECOND";
    static final String RATE_LIMIT_BURST = "FAWKES_RATE_LIMIT_BURST";
    static final String TLS_KEY = "FAWKES_TLS_KEY";
    static final String CORS_ORIGINS = "FAWKES_CORS_ORIGINS";

    private static final int MOST_CALLS = 1_000_000;
    private static final String DEFAULT_LISTEN = "127.0.0.1:8080";
    private static final String DEFAULT_MANAGEMENT = "127.0.0.1:8081";
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?");

    public GatewayConfig {
        services = Map.copyOf(services);
    }

    /** Reads the settings; the caller rejects their mistakes. Listening beyond loopback without access control is one. */
    public static GatewayConfig from(Settings settings) {
        return new GatewayConfig(
                door(settings, settings.address(LISTEN, DEFAULT_LISTEN)),
                settings.address(MANAGEMENT_LISTEN, DEFAULT_MANAGEMENT),
                services(settings),
                settings.secret(PEER_TOKEN));
    }

    private static DoorConfig door(Settings settings, Address listen) {
        return new DoorConfig(
                listen,
                tls(settings),
                origins(settings),
                Authentication.from(settings, LISTEN, listen),
                DoorLimits.DEFAULT,
                rateLimit(settings));
    }

    private static RateLimit rateLimit(Settings settings) {
        return new RateLimit(
                settings.integer(RATE_LIMIT_PER_SECOND, RateLimit.DEFAULT.perSecond(), 0, MOST_CALLS),
                settings.integer(RATE_LIMIT_BURST, RateLimit.DEFAULT.burst(), 1, MOST_CALLS));
    }

    /** Both files or none: each is asked for with the other one's name in mind. */
    private static Optional<TlsFiles> tls(Settings settings) {
        var certificate = settings.text(TLS_CERTIFICATE);
        var key = settings.text(TLS_KEY);
        if (certificate.isPresent() != key.isPresent()) {
            var alone = certificate.isPresent() ? TLS_CERTIFICATE : TLS_KEY;
            var missing = certificate.isPresent() ? TLS_KEY : TLS_CERTIFICATE;
            return settings.read(alone, GatewayConfig::refused, "%s to be set as well".formatted(missing));
        }
        return settings.read(
                TLS_CERTIFICATE, file -> TlsFiles.usable(Path.of(file), Path.of(key.orElse(""))), """
                a PEM file of a certificate that fits the PKCS #8 key in %s""".formatted(
                                TLS_KEY));
    }

    private static TlsFiles refused(String file) {
        throw new IllegalArgumentException(file);
    }

    private static Set<String> origins(Settings settings) {
        return settings.read(
                        CORS_ORIGINS, GatewayConfig::originsIn, "origins such as https://portal.example, in commas")
                .orElseGet(Set::of);
    }

    private static Set<String> originsIn(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .map(GatewayConfig::origin)
                .collect(toUnmodifiableSet());
    }

    private static String origin(String text) {
        if (!ORIGIN.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static Map<MeshService, Address> services(Settings settings) {
        return Arrays.stream(MeshService.values())
                .collect(toUnmodifiableMap(
                        service -> service,
                        service -> settings.address(service.addressVariable(), service.usualAddress())));
    }
}
