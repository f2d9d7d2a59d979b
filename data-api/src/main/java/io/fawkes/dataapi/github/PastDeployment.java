package io.fawkes.dataapi.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.dataapi.domain.backfill.Page.Item;
import io.fawkes.dataapi.rest.ToldItem;
import java.util.List;
import java.util.Optional;

/**
 * A deployment as REST lists it, told as its webhooks told it: once when it was made, and once with each status. A webhook's
 * {@code updated_at} was the time of what it told; REST's is that of the last status and is not used.
 *
 * @param slug the repository, as GitHub spells it where it says so
 * @param deployment the row
 */
record PastDeployment(String slug, JsonNode deployment) {

    private static final String MADE = "created_at";

    static PastDeployment of(String asked, JsonNode row) {
        return new PastDeployment(spelled(row.path("repository_url").asText(), asked), row);
    }

    /** GitHub finds a repository in any spelling; facts have its own. */
    private static String spelled(String url, String asked) {
        int name = url.lastIndexOf('/');
        int owner = url.lastIndexOf('/', name - 1);
        String slug = url.substring(owner + 1);
        return slug.equalsIgnoreCase(asked) ? slug : asked;
    }

    /** Where its statuses are; empty if it has no number. */
    Optional<String> statuses() {
        return Optional.of(deployment.path("id"))
                .filter(JsonNode::isIntegralNumber)
                .map(id -> "/repos/" + slug + "/deployments/" + id.longValue() + "/statuses?per_page=100");
    }

    /** What it says without statuses. */
    Item item() {
        return item(List.of());
    }

    /** What it and {@code statuses} say. */
    Item item(List<JsonNode> statuses) {
        var told = new ToldItem();
        told.add(name(), body(deployment.path(MADE)), new DeploymentEvent()::read);
        for (JsonNode status : statuses) {
            ObjectNode body = body(status.path(MADE));
            body.set("deployment_status", status);
            told.add(name() + "/statuses/" + status.path("id").asText(), body, new DeploymentStatusEvent()::read);
        }
        return told.item();
    }

    private String name() {
        return "deployments/" + deployment.path("id").asText();
    }

    private ObjectNode body(JsonNode updatedAt) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("repository").put("full_name", slug);
        if (deployment instanceof ObjectNode object) {
            body.set("deployment", object.deepCopy().set("updated_at", updatedAt));
        }
        return body;
    }
}
