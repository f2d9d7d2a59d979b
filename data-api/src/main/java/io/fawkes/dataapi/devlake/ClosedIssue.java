package io.fawkes.dataapi.devlake;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.JsonBodies;
import java.time.Instant;
import java.util.List;

/**
 * {@code issue/{key}/close}: an incident ended. The plugin sends no body, and so no time: what the request says of the end is
 * when it arrived, unless a {@code resolutionDate} is sent. That time in milliseconds is the revision.
 */
final class ClosedIssue {

    private ClosedIssue() {}

    static Understanding told(Endpoint endpoint, String issueKey, Bytes body, Instant receivedAt) {
        return body.size() == 0
                ? closed(endpoint, issueKey, receivedAt)
                : JsonBodies.read(
                        body,
                        said -> closed(
                                endpoint,
                                issueKey,
                                said.optionalTime("resolutionDate").orElse(receivedAt)));
    }

    private static Understanding closed(Endpoint endpoint, String issueKey, Instant at) {
        return Understanding.saying(
                List.of(Revision.of(endpoint.key("issues/" + issueKey), FactKind.INCIDENT, at.toEpochMilli(), at)
                        .with(IncidentFields.SOURCE_KEY, endpoint.claim())
                        .with(IncidentFields.RESOLVE_TIME, at)));
    }
}
