package io.fawkes.dataapi.contract;

import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.report.AttributedFact;
import io.fawkes.dataapi.v1.Incident;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Incidents that callers report and see. */
public final class IncidentMessages {

    private static final String SOURCE = "api";

    private IncidentMessages() {}

    /**
     * What a reported incident says. Its revision is the latest of its times, so that its end wins over its beginning,
     * whichever arrives first.
     */
    public static Revision revision(Incident incident, String sourceId) {
        Optional<Instant> start =
                incident.hasStartTime() ? Optional.of(FieldValues.instant(incident.getStartTime())) : Optional.empty();
        Optional<Instant> resolve = incident.hasResolveTime()
                ? Optional.of(FieldValues.instant(incident.getResolveTime()))
                : Optional.empty();
        Instant latest = Stream.concat(start.stream(), resolve.stream())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        Revision revision = Revision.of(
                        new FactKey(SOURCE, sourceId), FactKind.INCIDENT, Math.max(0, latest.toEpochMilli()), latest)
                .withPresent(
                        IncidentFields.SOURCE_KEY,
                        Optional.of(incident.getSourceKey())
                                .filter(key -> !key.getValue().isEmpty())
                                .map(FieldValues::sourceKey))
                .withPresent(IncidentFields.START_TIME, start)
                .withPresent(IncidentFields.RESOLVE_TIME, resolve)
                .withPresent(
                        IncidentFields.WITHDRAWN,
                        incident.hasWithdrawn() ? Optional.of(incident.getWithdrawn()) : Optional.empty());
        return withTexts(revision, incident);
    }

    private static Revision withTexts(Revision revision, Incident incident) {
        Map<Field<String>, String> texts = Map.of(
                IncidentFields.TITLE, incident.getTitle(),
                IncidentFields.CAUSED_BY_VERSION, incident.getCausedByVersion(),
                IncidentFields.URI, incident.getUri());
        Revision more = revision;
        for (Map.Entry<Field<String>, String> text : texts.entrySet()) {
            more = more.withPresent(text.getKey(), Optional.of(text.getValue()).filter(value -> !value.isEmpty()));
        }
        return more;
    }

    /** An incident as callers see it. */
    public static Incident rendered(AttributedFact found) {
        return FactMessages.fact(found.fact(), found.fact().occurredAt()).getIncident().toBuilder()
                .setService(found.service())
                .build();
    }
}
