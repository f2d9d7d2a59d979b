package io.fawkes.runtime.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A host and a TCP port.
 *
 * @param host name or literal address; an IPv6 literal without brackets
 * @param port 0 to 65535; 0 asks the system for a free one
 */
public record Address(String host, int port) {

    private static final int HIGHEST_PORT = 65_535;

    public Address {
        if (host.isBlank() || port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(host + ":" + port + " (expected: host:port)");
        }
    }

    /** Reads {@code host:port} or {@code [ipv6]:port}. */
    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(text + " (expected: host:port)");
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return new Address(bracketed ? host.substring(1, host.length() - 1) : host, port(text, colon));
    }

    private static int port(String text, int colon) {
        try {
            return Integer.parseInt(text.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(text + " (expected: host:port)", e);
        }
    }

    /** Whether only programs of this machine can reach it. A name counts if it is {@code localhost}. */
    public boolean isLoopback() {
        return host.equals("localhost")
                || (isLiteral() && InetAddress.ofLiteral(host).isLoopbackAddress());
    }

    private boolean isLiteral() {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }

    /** The same host with another port, for the port that the system chose. */
    public Address withPort(int newPort) {
        return new Address(host, newPort);
    }

    /** As a socket address; a name is resolved now. */
    public InetSocketAddress toSocketAddress() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
