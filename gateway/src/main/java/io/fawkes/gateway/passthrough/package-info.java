/**
 * gRPC on the door's own port: messages are framed here and handed on unread. {@code http} calls it. It knows no message
 * type, except that reflection and health are answered from the mesh's descriptors.
 */
@NullMarked
package io.fawkes.gateway.passthrough;

import org.jspecify.annotations.NullMarked;
