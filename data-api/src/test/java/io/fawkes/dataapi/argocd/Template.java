package io.fawkes.dataapi.argocd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The notification template that we ship, filled in as Argo CD does: with an Application as Kubernetes keeps it. */
final class Template {

    private static final Path FILE = Path.of("..", "helm", "argocd", "notifications.yaml");
    private static final Pattern BODY = Pattern.compile(" {8}body: \\|\n((?: {10}.*\n)+)");
    private static final Pattern VALUE = Pattern.compile("\\{\\{ toJson \\.([A-Za-z.]+) }}");
    private static final Pattern HISTORY = Pattern.compile("\\{\\{ with \\.app\\.status\\.history }}.*");
    private static final JsonMapper JSON = new JsonMapper();

    private Template() {}

    /** The body that the template makes of {@code application}. */
    static String filledIn(String application) {
        try {
            String context = "{\"app\":" + application + ",\"context\":{\"argocdUrl\":\"https://argocd.example.com\"}}";
            JsonNode root = JSON.readTree(context);
            return VALUE.matcher(HISTORY.matcher(body()).replaceFirst("4,"))
                    .replaceAll(value -> Matcher.quoteReplacement(json(root, value.group(1))));
        } catch (JsonProcessingException e) {
            throw new AssertionError(application, e);
        }
    }

    static String file() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String body() {
        Matcher matcher = BODY.matcher(file());
        if (!matcher.find()) {
            throw new AssertionError("no body in " + FILE);
        }
        return matcher.group(1);
    }

    /** What is not there is null, as it is to toJson. */
    private static String json(JsonNode root, String path) {
        JsonNode found = root.at("/" + path.replace('.', '/'));
        return found.isMissingNode() ? "null" : found.toString();
    }
}
