/** The door, tested over loopback against real gRPC servers of the contract's services. */
@NullMarked
package io.fawkes.gateway.http;

import org.jspecify.annotations.NullMarked;
