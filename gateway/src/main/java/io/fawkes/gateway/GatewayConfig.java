package io.fawkes.gateway;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.fawkes.gateway.backend.MeshService;
import io.fawkes.gateway.http.DoorLimits;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.rpc.Authentication;
import java.util.Arrays;
import java.util.Map;

/**
 * What a gateway needs to know.
 *
 * @param listen where REST and gRPC are served; port 0 asks the system for a free one
 * @param management where health, readiness and metrics are served
 * @param services where each service behind the door answers gRPC
 * @param authentication who callers are
 * @param limits what the door lets in, and for how long
 */
public record GatewayConfig(
        Address listen,
        Address management,
        Map<MeshService, Address> services,
        Authentication authentication,
        DoorLimits limits) {
    static final String LISTEN = "FAWKES_LISTEN";
    static final String MANAGEMENT_LISTEN = "FAWKES_MANAGEMENT_LISTEN";

    private static final String DEFAULT_LISTEN = "127.0.0.1:8080";
    private static final String DEFAULT_MANAGEMENT = "127.0.0.1:8081";

    public GatewayConfig {
        services = Map.copyOf(services);
    }

    /** Reads the settings; the caller rejects their mistakes. Listening beyond loopback without access control is one. */
    public static GatewayConfig from(Settings settings) {
        var listen = settings.address(LISTEN, DEFAULT_LISTEN);
        return new GatewayConfig(
                listen,
                settings.address(MANAGEMENT_LISTEN, DEFAULT_MANAGEMENT),
                services(settings),
                Authentication.from(settings, LISTEN, listen),
                DoorLimits.DEFAULT);
    }

    private static Map<MeshService, Address> services(Settings settings) {
        return Arrays.stream(MeshService.values())
                .collect(toUnmodifiableMap(
                        service -> service,
                        service -> settings.address(service.addressVariable(), service.usualAddress())));
    }
}
