/**
 * Calls to the services of the mesh in bytes: which channel, which metadata, how long. {@code http} and
 * {@code passthrough} call it. It knows neither HTTP nor any message type.
 */
@NullMarked
package io.fawkes.gateway.backend;

import org.jspecify.annotations.NullMarked;
