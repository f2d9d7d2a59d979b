package io.fawkes.gateway.backend;

import io.grpc.Channel;
import java.util.Map;
import java.util.Optional;

/** Which channel leads to which proto service. Safe for concurrent use. */
@FunctionalInterface
public interface Backends {
    /** The channel to {@code service}, a full name such as {@code fawkes.insights.v1.DoraService}; empty if none is. */
    Optional<Channel> serving(String service);

    /** Backends that do not change. */
    static Backends of(Map<String, Channel> channels) {
        var fixed = Map.copyOf(channels);
        return service -> Optional.ofNullable(fixed.get(service));
    }
}
