package io.fawkes.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** What a question and an answer over TCP cost on this machine when nobody thinks in between. */
public final class LoopbackEcho {

    private static final int BYTES = 64;

    private LoopbackEcho() {}

    /** The latencies of {@code number} exchanges of 64 bytes, one after the other. */
    public static Latencies measure(int number) throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().name("echo").start(() -> echo(server));
            try (var socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                return exchanged(socket, number);
            }
        }
    }

    private static Latencies exchanged(Socket socket, int number) throws IOException {
        socket.setTcpNoDelay(true);
        var latencies = new Latencies();
        for (int exchange = 0; exchange < number; exchange++) {
            long start = System.nanoTime();
            socket.getOutputStream().write(new byte[BYTES]);
            socket.getInputStream().readNBytes(BYTES);
            latencies.record(System.nanoTime() - start);
        }
        return latencies;
    }

    private static void echo(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.setTcpNoDelay(true);
            for (byte[] said = heard(socket); said.length == BYTES; said = heard(socket)) {
                socket.getOutputStream().write(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the echo broke off", e);
        }
    }

    private static byte[] heard(Socket socket) throws IOException {
        return socket.getInputStream().readNBytes(BYTES);
    }
}
