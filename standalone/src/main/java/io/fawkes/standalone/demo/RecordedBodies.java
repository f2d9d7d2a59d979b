package io.fawkes.standalone.demo;

import io.fawkes.standalone.demo.history.Post;
import io.fawkes.standalone.demo.history.Teller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Webhooks that GitHub really sent, in May 2019; their licence stands beside them. Of the recorded events only those are
 * here that say something to data-api.
 */
public final class RecordedBodies {

    /** The service that they are about. */
    public static final String SERVICE = "hello-world";

    /** What the catalog is told of it. */
    public static final String CATALOG_ENTRY = """
            {"displayName":"hello-world (recorded)","sourceKeys":[
             {"key":"github.com/project-slug","value":"Codertocat/Hello-World"}]}
            """;

    /** Query of the time they are of. */
    public static final String WINDOW = "window.startTime=2019-05-01T00:00:00Z&window.endTime=2019-06-01T00:00:00Z";

    private static final Instant SENT = Instant.parse("2019-05-15T15:21:18Z");
    private static final List<String> NAMES = List.of(
            "ping",
            "push",
            "push-with-new-branch",
            "pull_request-opened",
            "pull_request-closed",
            "deployment",
            "deployment_status",
            "issues-labeled");

    private RecordedBodies() {}

    /** All of them. */
    public static List<Post> posts() {
        return NAMES.stream().map(RecordedBodies::post).toList();
    }

    private static Post post(String name) {
        return new Post(SENT, Teller.GITHUB, name.split("-", -1)[0], text("/demo/webhooks/github/" + name + ".json"));
    }

    private static String text(String resource) {
        try (InputStream body = Objects.requireNonNull(RecordedBodies.class.getResourceAsStream(resource), resource)) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
