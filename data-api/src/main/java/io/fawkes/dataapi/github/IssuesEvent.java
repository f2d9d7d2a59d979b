package io.fawkes.dataapi.github;

import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code issues}: an issue with an incident label is an incident; taking the label off takes the incident back.
 *
 * <table><caption>GitHub's field, ours, and the revision</caption>
 * <tr><td>issue.id</td><td>source id {@code issues/{id}}</td></tr>
 * <tr><td>issue.title, .html_url</td><td>title, uri</td></tr>
 * <tr><td>issue.created_at, .closed_at</td><td>start_time, resolve_time (none again after a re-opening)</td></tr>
 * <tr><td>no incident label left, deleted, or closed as a duplicate</td><td>withdrawn</td></tr>
 * <tr><td>issue.labels[].name</td><td>severity, see {@link Label}</td></tr>
 * <tr><td>a line {@code Caused-by: SHA} of issue.body</td><td>caused_by_version</td></tr>
 * <tr><td>issue.updated_at in milliseconds</td><td>revision</td></tr>
 * </table>
 */
final class IssuesEvent implements GithubEvent {

    private static final Pattern CAUSED_BY = Pattern.compile(
            "^caused-by:[ \\t]*([0-9a-f]{7,64}|sha256:[0-9a-f]{64})[ \\t]*$",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private final Set<String> incidentLabels;

    IssuesEvent(Set<String> incidentLabels) {
        this.incidentLabels = incidentLabels.stream().map(IssuesEvent::folded).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Understanding read(Json body) {
        Json issue = body.object("issue");
        boolean labelled = Label.names(issue).anyMatch(this::isIncident);
        boolean unlabelled = body.optionalObject("label")
                .flatMap(label -> label.optionalText("name"))
                .filter(this::isIncident)
                .isPresent();
        if (!labelled && !unlabelled) {
            return Understanding.nothing("issue without a label of " + incidentLabels + ": no incident");
        }
        boolean gone = body.optionalText("action").filter("deleted"::equals).isPresent();
        return Understanding.saying(List.of(incident(body, issue, gone || !labelled || isDuplicate(issue))));
    }

    private static Revision incident(Json body, Json issue, boolean withdrawn) {
        Instant updated = issue.time("updated_at");
        return Revision.of(
                        GithubSource.key("issues/" + issue.number("id")),
                        FactKind.INCIDENT,
                        updated.toEpochMilli(),
                        updated)
                .with(IncidentFields.SOURCE_KEY, Repository.of(body).sourceKey())
                .withPresent(IncidentFields.TITLE, issue.optionalText("title"))
                .with(IncidentFields.START_TIME, issue.time("created_at"))
                .withOrCleared(IncidentFields.RESOLVE_TIME, issue.optionalTime("closed_at"))
                .with(IncidentFields.WITHDRAWN, withdrawn)
                .withOrCleared(IncidentFields.SEVERITY, Label.severity(issue))
                .withOrCleared(IncidentFields.CAUSED_BY_VERSION, causedBy(issue))
                .withPresent(IncidentFields.URI, issue.optionalText("html_url"));
    }

    private boolean isIncident(String label) {
        return incidentLabels.contains(folded(label));
    }

    /** It goes on as the issue that it repeats, and counts there. */
    private static boolean isDuplicate(Json issue) {
        return issue.optionalTime("closed_at").isPresent()
                && issue.optionalText("state_reason")
                        .filter("duplicate"::equals)
                        .isPresent();
    }

    private static String folded(String label) {
        return label.toLowerCase(Locale.ROOT);
    }

    private static Optional<String> causedBy(Json issue) {
        return issue.optionalText("body")
                .map(CAUSED_BY::matcher)
                .filter(Matcher::find)
                .map(found -> folded(found.group(1)));
    }
}
