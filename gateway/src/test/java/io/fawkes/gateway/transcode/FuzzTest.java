package io.fawkes.gateway.transcode;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Random requests made of likely pieces: whatever comes, the answer is a message or a clean refusal. */
class FuzzTest {
    private static final int REQUESTS = 30_000;
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "X", "");
    private static final List<String> PATH = List.of(
            "/",
            "v1",
            "services",
            "probes",
            "dora",
            "a",
            "%2F",
            "%",
            "%zz",
            "%C3",
            ":",
            "watch",
            "poke",
            "..",
            "files",
            "webhooks",
            "\u00e9",
            "\ud800",
            " ");
    private static final List<String> QUERY = List.of(
            "=",
            "&",
            "u32",
            "minBig",
            "inner.",
            "name",
            "tags",
            "labels[",
            "]",
            "kinds",
            "atTime",
            "1",
            "-",
            "e9999",
            "%",
            "+",
            "2026-11-21T00:00:00Z",
            "limit",
            "window.startTime",
            "\ud800",
            ".",
            "[");
    private static final List<String> BODY = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"u32\"",
            "\"inner\"",
            "\"tags\"",
            "\"free\"",
            "\"detail\"",
            "\"@type\"",
            "\"probe.Probe\"",
            "1",
            "null",
            "true",
            "\"x\"",
            "\"\\ud800\"",
            "1e999999999",
            "\"atTime\"",
            "\"labels\"");

    private static final Router ROUTER = Router.of(Meshes.withProbe());

    @Test
    void answersRandomRequestsWithAMessageOrARefusal() {
        long seed = new Random().nextLong();
        System.out.println("FuzzTest seed: " + seed);
        var random = new Random(seed);
        int bound = 0;
        for (int i = 0; i < REQUESTS; i++) {
            bound += bind(random, seed) ? 1 : 0;
        }
        assertTrue(bound > 0, "nothing was bound: the pieces no longer fit the routes");
    }

    private static boolean bind(RandomGenerator random, long seed) {
        var path = random.nextInt(4) == 0 ? "/" + pieces(PATH, random) : likelyPath(random);
        var query = random.nextBoolean() ? "" : pieces(QUERY, random);
        var body = random.nextBoolean() ? "" : pieces(BODY, random);
        try {
            var bytes = ByteString.copyFromUtf8(body);
            ROUTER.match(pick(METHODS, random), path).bind(new RestRequest(query, Map.of(), bytes, bytes.size()));
            return true;
        } catch (Refusal refusal) {
            assertTrue(refusal.httpStatus() >= 400 && refusal.httpStatus() < 500, refusal::toString);
            Details.reasonOf(refusal);
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError("seed %d, path %s, query %s, body %s".formatted(seed, path, query, body), e);
        }
    }

    private static String likelyPath(RandomGenerator random) {
        return pick(
                List.of("/v1/probes", "/v1/probes/a", "/v1/services/x/dora", "/v1/services", "/v1/files", "/probe/%2F"),
                random);
    }

    private static String pieces(List<String> from, RandomGenerator random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            text.append(pick(from, random));
        }
        return text.toString();
    }

    private static String pick(List<String> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }
}
