package io.fawkes.dataapi.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.dataapi.domain.backfill.Page.Item;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.git.PushedCommits;
import io.fawkes.dataapi.json.Json;
import io.fawkes.dataapi.rest.ToldItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pull request as REST lists it, told as the last of its webhooks told it; its reviews; and its commits, told as the
 * pushes to its branch told them. Reviews and commits yield to webhooks, see {@link ToldItem#yielding}.
 *
 * @param slug the repository, as GitHub spells it where it says so
 * @param pull the row
 */
record PastPull(String slug, JsonNode pull) {

    static PastPull of(String asked, JsonNode row) {
        return new PastPull(row.path("base").path("repo").path("full_name").asText(asked), row);
    }

    /** Where the rest of it is; empty if it has no number. */
    Optional<String> target() {
        return Optional.of(pull.path("number"))
                .filter(JsonNode::isIntegralNumber)
                .map(number -> "/repos/" + slug + "/pulls/" + number.longValue());
    }

    /** What it says without commits and reviews. */
    Item item() {
        return item(List.of(), List.of());
    }

    /** What it, {@code commits} and {@code reviews} say. */
    Item item(List<JsonNode> commits, List<JsonNode> reviews) {
        var told = new ToldItem();
        told.add(name(), body(), new PullRequestEvent()::read);
        for (JsonNode review : reviews) {
            ObjectNode body = body();
            body.set("review", review);
            told.add(name() + "/reviews/" + review.path("id").asText(), body, PastPull::reviewed, ToldItem::yielding);
        }
        for (JsonNode commit : commits) {
            told.add(
                    name() + "/commits/" + commit.path("sha").asText(),
                    PastCommit.pushed(commit, branch()),
                    this::committed,
                    ToldItem::yielding);
        }
        return told.item();
    }

    private String name() {
        return "pulls/" + pull.path("number").asText();
    }

    private String branch() {
        return pull.path("head").path("ref").asText();
    }

    private Optional<String> defaultBranch() {
        return Optional.ofNullable(
                pull.path("base").path("repo").path("default_branch").textValue());
    }

    private ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("repository").put("full_name", slug);
        body.set("pull_request", pull);
        return body;
    }

    /** A review that was not submitted has no time. */
    private static Understanding reviewed(Json body) {
        Json review = body.object("review");
        Json pull = body.object("pull_request");
        if (!PullRequestReviewEvent.isByAnother(review, pull)
                || review.optionalTime("submitted_at").isEmpty()) {
            return Understanding.nothing("review by the author or a program, or not submitted");
        }
        Instant at = review.time("submitted_at");
        return Understanding.saying(List.of(
                Revision.of(GithubSource.key("pulls/" + pull.number("id")), FactKind.CHANGE, at.toEpochMilli(), at)
                        .with(ChangeFields.REVIEWS.at(String.valueOf(review.number("id"))), at)));
    }

    private Understanding committed(Json push) {
        var repository = new Repository(slug);
        var commits = new PushedCommits(repository.sourceKey(), repository::commit, Bots::isBot);
        return Understanding.saying(commits.of(push, push.optionalText("before"), defaultBranch()).stream()
                .map(revision -> PastCommit.withParents(revision, push))
                .toList());
    }
}
