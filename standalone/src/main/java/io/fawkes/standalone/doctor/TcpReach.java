package io.fawkes.standalone.doctor;

import io.fawkes.runtime.config.Address;
import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import java.io.IOException;
import java.net.Socket;
import java.util.List;

/** Whether something listens where we are to send. */
public final class TcpReach implements Check {

    private static final int CONNECT_MILLIS = 3_000;

    private final String peer;
    private final Address address;
    private final String variable;

    /**
     * @param peer what should listen
     * @param address where
     * @param variable says so
     */
    public TcpReach(String peer, Address address, String variable) {
        this.peer = peer;
        this.address = address;
        this.variable = variable;
    }

    @Override
    public String subject() {
        return peer;
    }

    @Override
    public List<Finding> findings() {
        try (var socket = new Socket()) {
            socket.connect(address.toSocketAddress(), CONNECT_MILLIS);
            return List.of(new Ok("%s: listens at %s".formatted(peer, address)));
        } catch (IOException | IllegalArgumentException unreachable) {
            return List.of(new Failure(
                    "%s: nothing answers at %s (%s)".formatted(peer, address, unreachable.getMessage()),
                    "start it, or correct %s".formatted(variable)));
        }
    }
}
