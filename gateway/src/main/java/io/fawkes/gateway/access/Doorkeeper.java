package io.fawkes.gateway.access;

import io.fawkes.runtime.rpc.Admission;
import io.fawkes.runtime.rpc.Authentication;
import io.fawkes.runtime.rpc.Principal;
import io.fawkes.runtime.rpc.Role;
import io.fawkes.runtime.rpc.RpcStatus;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lets in whom the contract admits, as often as one caller may call one rpc. Not counted are webhooks, whose senders would
 * lose what they tell, other processes of the mesh, and everyone where whoever reaches the door is the person at this machine.
 * Each replica counts by itself. Safe for concurrent use.
 */
public final class Doorkeeper {

    private static final AttributeKey<String> RPC = AttributeKey.stringKey("rpc");
    private static final Set<Role> NOT_COUNTED = Set.of(Role.SERVICE, Role.ANONYMOUS);

    private final Admission admission;
    private final RateLimits limits;
    private final LongCounter refused;

    Doorkeeper(Admission admission, RateLimit limit, OpenTelemetry telemetry, LongSupplier nanoTime) {
        this.admission = admission;
        this.limits = new RateLimits(limit, nanoTime);
        this.refused = telemetry
                .getMeter("io.fawkes.gateway")
                .counterBuilder("fawkes.gateway.rate_limited")
                .setDescription("Calls that were refused because their caller called too often")
                .build();
    }

    /** One who asks {@code admission}, which knows callers by {@code authentication}. */
    public static Doorkeeper of(
            Admission admission, Authentication authentication, RateLimit limit, OpenTelemetry telemetry) {
        RateLimit counted = authentication.isLoopback() ? RateLimit.NONE : limit;
        return new Doorkeeper(admission, counted, telemetry, System::nanoTime);
    }

    /** Whether this is an rpc of the mesh; others (health, reflection) are open to everyone, and not counted. */
    public boolean knows(String fullMethodName) {
        return admission.knows(fullMethodName);
    }

    /**
     * The caller, who shows {@code authorization}. Fails as {@link Admission#admit} does, and with RESOURCE_EXHAUSTED and the
     * time to wait if it calls too often.
     */
    public Mono<Principal> admit(String fullMethodName, @Nullable String authorization) {
        return admission.admit(fullMethodName, authorization).doOnNext(caller -> count(fullMethodName, caller));
    }

    private void count(String rpc, Principal caller) {
        if (admission.isOpenToAnyone(rpc) || caller.hasOneOf(NOT_COUNTED)) {
            return;
        }
        limits.take(caller.subject(), rpc).ifPresent(wait -> {
            refused.add(1, Attributes.of(RPC, rpc));
            throw tooOften(rpc, wait);
        });
    }

    private static RuntimeException tooOften(String rpc, Duration wait) {
        return RpcStatus.tooOften(rpc + ": called too often (expected: again in " + wait.toMillis() + " ms)", wait)
                .toException();
    }
}
