package io.fawkes.runtime.rpc;

import java.time.Duration;

/**
 * Limits of a server's calls.
 *
 * @param unary how long a call may take whose caller set no deadline
 * @param stream how long a stream may last whose caller set no deadline
 * @param messageBytes largest request in bytes
 * @param metadataBytes largest request metadata in bytes
 * @param callsPerConnection calls one connection may have open
 */
public record CallLimits(Duration unary, Duration stream, int messageBytes, int metadataBytes, int callsPerConnection) {

    /** What a server promises unless told otherwise. */
    public static final CallLimits DEFAULT =
            new CallLimits(Duration.ofSeconds(5), Duration.ofHours(1), 4 * 1024 * 1024, 16 * 1024, 1_000);
}
