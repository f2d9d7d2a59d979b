package io.fawkes.gateway.http;

import io.fawkes.gateway.access.RateLimit;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.rpc.Authentication;
import io.fawkes.runtime.rpc.Peer;
import java.util.Optional;
import java.util.Set;

/**
 * What a door needs to know.
 *
 * @param listen where it listens; port 0 asks the system for a free one
 * @param tls what it proves its name with; empty means plain text
 * @param origins web origins besides its own whose pages may read answers, such as {@code https://portal.example}
 * @param authentication who callers are; nobody else is let in, whatever the services behind believe
 * @param limits what it lets in, and for how long
 * @param rateLimit how often one caller may call one rpc
 */
public record DoorConfig(
        Address listen,
        Optional<TlsFiles> tls,
        Set<String> origins,
        Authentication authentication,
        DoorLimits limits,
        RateLimit rateLimit) {
    public DoorConfig {
        origins = Set.copyOf(origins);
    }

    /** The same, whose door also knows bearers of API tokens, by asking data-api. */
    public DoorConfig asking(Peer dataApi) {
        return new DoorConfig(listen, tls, origins, authentication.asking(dataApi), limits, rateLimit);
    }
}
