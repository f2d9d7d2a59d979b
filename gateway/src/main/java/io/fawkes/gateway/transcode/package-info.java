/**
 * Turns HTTP requests into messages and messages into JSON, by the descriptors alone. The door's {@code http} package
 * calls it. It knows neither Netty nor gRPC channels: bytes come in, bytes go out.
 */
@NullMarked
package io.fawkes.gateway.transcode;

import org.jspecify.annotations.NullMarked;
