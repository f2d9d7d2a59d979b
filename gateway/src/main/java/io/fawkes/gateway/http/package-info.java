/**
 * The door itself: one port for REST and gRPC. The composition root calls it. It knows no message type and no domain:
 * what a request means is for {@code transcode} to say.
 */
@NullMarked
package io.fawkes.gateway.http;

import org.jspecify.annotations.NullMarked;
