package io.fawkes.standalone;

import io.fawkes.runtime.config.Address;
import io.fawkes.standalone.storage.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this machine: which are free, and what to say of those that are not. */
final class Ports {

    private Ports() {}

    /** Ends the start with the name of the variable to change, if a part could not listen where it is told to. */
    static void demandFree(String part, Address address, String variable) {
        try (var socket = new ServerSocket()) {
            socket.bind(address.toSocketAddress());
        } catch (IOException e) {
            throw new StartFailure(
                    part,
                    "%s cannot be listened on (%s)".formatted(address, e.getMessage()),
                    "Stop what listens there, or name another address by %s.".formatted(variable),
                    e);
        }
    }

    /** The endpoint with free ports where it has 0. */
    static Endpoint chosen(Endpoint endpoint) {
        return new Endpoint(chosen(endpoint.serving()), chosen(endpoint.management()));
    }

    private static Address chosen(Address address) {
        return address.port() == 0 ? address.withPort(free()) : address;
    }

    /** A port of the loopback address that is free now. */
    static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
