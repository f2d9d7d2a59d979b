package io.fawkes.dataapi.github;

import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * {@code pull_request_review}: a pull request was reviewed. All of {@link PullRequestEvent}, and an entry of
 * {@code pull_request.reviews} by the review's {@code id} with its {@code submitted_at}, unless its author is the pull
 * request's own or a program.
 */
final class PullRequestReviewEvent implements GithubEvent {

    @Override
    public Understanding read(Json body) {
        Json review = body.object("review");
        String id = String.valueOf(review.number("id"));
        Revision shown = PullRequestEvent.revision(body);
        return Understanding.saying(List.of(
                isByAnother(review, body.object("pull_request"))
                        ? shown.with(ChangeFields.REVIEWS.at(id), review.time("submitted_at"))
                        : shown));
    }

    static boolean isByAnother(Json review, Json pull) {
        boolean person =
                review.optionalObject("user").filter(user -> !Bots.isBot(user)).isPresent();
        return person && !login(review).equals(login(pull));
    }

    private static Optional<String> login(Json authored) {
        return authored.optionalObject("user").flatMap(user -> user.optionalText("login"));
    }
}
