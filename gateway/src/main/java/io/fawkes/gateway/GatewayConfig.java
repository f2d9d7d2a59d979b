package io.fawkes.gateway;

import io.fawkes.gateway.http.DoorLimits;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.rpc.Authentication;

/**
 * What a gateway needs to know.
 *
 * @param listen where REST and gRPC are served; port 0 asks the system for a free one
 * @param management where health, readiness and metrics are served
 * @param dataApi where data-api answers gRPC
 * @param insights where insights answers gRPC
 * @param authentication who callers are
 * @param limits what the door lets in, and for how long
 */
public record GatewayConfig(
        Address listen,
        Address management,
        Address dataApi,
        Address insights,
        Authentication authentication,
        DoorLimits limits) {
    static final String LISTEN = "FAWKES_LISTEN";
    static final String MANAGEMENT_LISTEN = "FAWKES_MANAGEMENT_LISTEN";
    static final String DATA_API_ADDRESS = "FAWKES_DATA_API_ADDRESS";
    static final String INSIGHTS_ADDRESS = "FAWKES_INSIGHTS_ADDRESS";

    private static final String DEFAULT_LISTEN = "127.0.0.1:8080";
    private static final String DEFAULT_MANAGEMENT = "127.0.0.1:8081";
    private static final String DEFAULT_DATA_API = "127.0.0.1:9101";
    private static final String DEFAULT_INSIGHTS = "127.0.0.1:9102";

    /** Reads the settings; the caller rejects their mistakes. Listening beyond loopback without access control is one. */
    public static GatewayConfig from(Settings settings) {
        var listen = settings.address(LISTEN, DEFAULT_LISTEN);
        return new GatewayConfig(
                listen,
                settings.address(MANAGEMENT_LISTEN, DEFAULT_MANAGEMENT),
                settings.address(DATA_API_ADDRESS, DEFAULT_DATA_API),
                settings.address(INSIGHTS_ADDRESS, DEFAULT_INSIGHTS),
                Authentication.from(settings, LISTEN, listen),
                DoorLimits.DEFAULT);
    }
}
