package io.fawkes.standalone.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A receiver of notifications on the loopback address, as a chat or pager would be; keeps what it is told. */
public final class AlertReceiver implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PATH = "/notifications";
    private static final int NOT_JSON = 400;

    private final Queue<JsonNode> received = new ConcurrentLinkedQueue<>();
    private final DisposableServer server;

    private AlertReceiver() {
        this.server = HttpServer.create()
                .bindAddress(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .route(routes -> routes.post(PATH, this::receive))
                .bindNow();
    }

    /** Listens from now on, at any free port. */
    public static AlertReceiver start() {
        return new AlertReceiver();
    }

    private Publisher<Void> receive(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().flatMap(text -> kept(text, response));
    }

    private Mono<Void> kept(String text, HttpServerResponse response) {
        try {
            received.add(JSON.readTree(text));
            return response.send();
        } catch (JsonProcessingException _) {
            return response.status(NOT_JSON).send();
        }
    }

    /** Where notifications are posted to. */
    public String url() {
        return "http://127.0.0.1:" + server.port() + PATH;
    }

    /** What came so far, oldest first. */
    public List<JsonNode> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
