package io.fawkes.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BackfillCommandTest {

    private static final String DONE = """
            {"name": "backfills/a", "state": "BACKFILL_STATE_SUCCEEDED", "pageCount": "3", "itemCount": "40", "factCount": "90"%s}
            """;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
    private final List<String> asked = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private HttpServer door;

    @BeforeEach
    void open() throws IOException {
        door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/", this::answer);
        door.start();
    }

    @AfterEach
    void close() {
        door.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] body = answers.remove().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void itIsAskedForAndWatchedToItsEnd() {
        answers.add("{\"name\": \"backfills/a\", \"state\": \"BACKFILL_STATE_PENDING\"}");
        answers.add(DONE.formatted(""));

        assertEquals(0, run("github", "octocat/shop", "--since", "2026-01-01T00:00:00Z"));

        assertEquals(
                List.of(
                        "POST /v1/backfills {\"source\":\"BACKFILL_SOURCE_GITHUB\",\"scope\":\"octocat/shop\","
                                + "\"sinceTime\":\"2026-01-01T00:00:00Z\"}",
                        "GET /v1/backfills/a "),
                asked);
        assertEquals(
                "backfills/a: succeeded, 3 pages, 40 items, 90 facts, 0 known already, 0 rejected",
                progress.toString(UTF_8).strip());
    }

    @Test
    void whatWasNotUnderstoodIsShownAndIsNotAll() {
        answers.add(DONE.formatted(""));
        answers.add(DONE.formatted(
                ", \"rejectedCount\": \"1\", \"rejections\": [{\"item\": \"pulls/7\", \"detail\": \"no head\"}]"));

        assertEquals(1, run("github", "octocat/shop"));

        assertEquals("pulls/7: no head", told.toString(UTF_8).strip());
    }

    @Test
    void oneThatFailedGoesOnWhereItStopped() {
        answers.add("{\"name\": \"backfills/a\", \"state\": \"BACKFILL_STATE_FAILED\"}");
        answers.add("{\"name\": \"backfills/a\", \"state\": \"BACKFILL_STATE_PENDING\"}");

        assertEquals(0, run("--resume", "backfills/a", "--no-wait"));

        assertEquals(List.of("GET /v1/backfills/a ", "POST /v1/backfills/a:resume {}"), asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "github", "svn shop", "github shop --resume backfills/a", "github shop --since yesterday"})
    void whatCannotBeMeantIsNotUnderstood(String arguments) {
        assertEquals(2, run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)));
    }

    @Test
    void aDoorThatIsNotThereIsSaidInALine() {
        door.stop(0);

        assertEquals(1, run("jenkins", "shop/deploy"));
        assertTrue(progress.toString(UTF_8).contains("cannot be reached"), progress.toString(UTF_8));
    }

    private int run(String... arguments) {
        var command = new BackfillCommand(new PrintStream(told, true, UTF_8), new PrintStream(progress, true, UTF_8));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", "http://127.0.0.1:" + door.getAddress().getPort()));
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(new StringWriter()))
                .execute(all.toArray(String[]::new));
    }
}
