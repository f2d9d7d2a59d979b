package io.fawkes.standalone;

import io.fawkes.runtime.config.Address;

/**
 * Where one service of the mesh is.
 *
 * @param serving where it serves: REST and gRPC for the gateway, gRPC for the others
 * @param management where health, readiness and metrics are
 */
public record Endpoint(Address serving, Address management) {}
