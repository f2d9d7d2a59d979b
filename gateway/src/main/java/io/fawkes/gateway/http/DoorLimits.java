package io.fawkes.gateway.http;

import java.time.Duration;

/**
 * What the door lets in, and for how long.
 *
 * @param unary how long a request that answers once may take
 * @param stream how long a stream or a gRPC call may last
 * @param bodyTime how long a request body may take to arrive
 * @param bodyBytes largest REST body in bytes
 * @param recordedBytes how much of an oversized body is handed on where the route keeps a record of it
 * @param heartbeat how often an event stream says that it lives; no header is held back for longer
 * @param drainedBytes how much of an oversized body is read before the connection is given up
 * @param messageBytes largest message of a gRPC request in bytes
 * @param quiet how long nobody must have come before a closing door takes no more connections
 * @param leave how long it waits for that at most, and then for those that came to leave by themselves
 * @param drain how long requests that are under way may take when the door closes
 */
public record DoorLimits(
        Duration unary,
        Duration stream,
        Duration bodyTime,
        int bodyBytes,
        int recordedBytes,
        long drainedBytes,
        int messageBytes,
        Duration quiet,
        Duration leave,
        Duration heartbeat,
        Duration drain) {

    /** What a door promises unless told otherwise. */
    public static final DoorLimits DEFAULT = new DoorLimits(
            Duration.ofSeconds(5),
            Duration.ofHours(1),
            Duration.ofSeconds(30),
            1024 * 1024,
            64 * 1024,
            64L * 1024 * 1024,
            4 * 1024 * 1024,
            Duration.ofMillis(250),
            Duration.ofSeconds(2),
            Duration.ofSeconds(15),
            Duration.ofSeconds(25));
}
