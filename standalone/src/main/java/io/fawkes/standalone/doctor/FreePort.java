package io.fawkes.standalone.doctor;

import io.fawkes.runtime.config.Address;
import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;

/** Whether a mesh that does not run could listen where it is told to. */
public final class FreePort implements Check {

    private final String part;
    private final Address address;
    private final String variable;

    /**
     * @param part what would listen
     * @param address where
     * @param variable says so
     */
    public FreePort(String part, Address address, String variable) {
        this.part = part;
        this.address = address;
        this.variable = variable;
    }

    @Override
    public String subject() {
        return "port of " + part;
    }

    @Override
    public List<Finding> findings() {
        try (var socket = new ServerSocket()) {
            socket.bind(address.toSocketAddress());
            return List.of(new Ok("%s: %s is free".formatted(subject(), address)));
        } catch (IOException taken) {
            return List.of(new Failure(
                    "%s: %s cannot be listened on (%s)".formatted(subject(), address, taken.getMessage()),
                    "stop what listens there, or name another address by %s".formatted(variable)));
        }
    }
}
