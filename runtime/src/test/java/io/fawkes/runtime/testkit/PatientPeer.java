package io.fawkes.runtime.testkit;

import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.rpc.CallLimits;
import io.fawkes.runtime.rpc.Peer;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.Optional;

/** A service as tests call it that do not ask how fast it answers: a machine that builds besides may take its time. */
public final class PatientPeer {

    private static final CallLimits LIMITS = new CallLimits(
            Await.PATIENCE,
            CallLimits.DEFAULT.stream(),
            CallLimits.DEFAULT.messageBytes(),
            CallLimits.DEFAULT.metadataBytes(),
            CallLimits.DEFAULT.callsPerConnection());

    private PatientPeer() {}

    /** The service at {@code address}, on loopback. */
    public static Peer at(Address address) {
        return Peer.at(address, Optional.empty(), OpenTelemetry.noop(), List.of(), LIMITS);
    }
}
