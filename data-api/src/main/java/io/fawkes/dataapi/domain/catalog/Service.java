package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import io.fawkes.dataapi.domain.fact.SourceKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service of the catalog.
 *
 * @param id last part of its name: 1 to 63 of a–z, 0–9 and {@code -}, beginning with a letter, not ending with {@code -}
 * @param displayName name for people; may be empty
 * @param team owner, {@code teams/{team}}; empty if nobody said
 * @param tier importance as the team states it; may be empty
 * @param sourceKeys what sources call it; its own id is among them, whoever made the list
 * @param timeZone IANA zone of its days; empty means UTC
 * @param productionEnvironments names of its production environments; empty means the usual ones
 * @param createdAt when it was created
 */
public record Service(
        String id,
        String displayName,
        String team,
        String tier,
        List<SourceKey> sourceKeys,
        String timeZone,
        List<String> productionEnvironments,
        Instant createdAt) {

    /** Source of catalog facts that come by rpc. */
    static final String SOURCE = "catalog";

    private static final Pattern ID = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern TEAM = Pattern.compile("teams/[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?");

    public Service {
        sourceKeys = Stream.concat(Stream.of(new SourceKey(SourceKey.SERVICE, id)), sourceKeys.stream())
                .distinct()
                .toList();
        productionEnvironments = List.copyOf(productionEnvironments);
        demand(ID.matcher(id).matches(), "service_id", id, "1 to 63 of a-z, 0-9 and -, beginning with a letter");
        demand(team.isEmpty() || TEAM.matcher(team).matches(), "service.team", team, "teams/{team}");
        demand(
                timeZone.isEmpty() || ZoneId.getAvailableZoneIds().contains(timeZone),
                "service.time_zone",
                timeZone,
                "an IANA zone such as Europe/Berlin");
        for (SourceKey claim : sourceKeys) {
            demand(
                    !claim.key().isBlank() && !claim.value().isBlank(),
                    "service.source_keys",
                    claim.toString(),
                    "key and value");
        }
    }

    /** The service that a fact of the catalog describes. */
    static Service of(FactState state) {
        return new Service(
                state.key().sourceId(),
                state.get(ServiceFields.DISPLAY_NAME).orElse(""),
                state.get(ServiceFields.TEAM).orElse(""),
                state.get(ServiceFields.TIER).orElse(""),
                elements(state.get(ServiceFields.SOURCE_KEYS), SourceKey.class),
                state.get(ServiceFields.TIME_ZONE).orElse(""),
                elements(state.get(ServiceFields.PRODUCTION_ENVIRONMENTS), String.class),
                state.get(ServiceFields.CREATE_TIME).orElseGet(state::occurredAt));
    }

    private static <T> List<T> elements(Optional<?> list, Class<T> type) {
        return list.map(List.class::cast).stream()
                .flatMap(each -> ((List<?>) each).stream())
                .map(type::cast)
                .toList();
    }

    private static void demand(boolean holds, String field, String value, String expected) {
        if (!holds) {
            throw new InvalidField(field, value + " (expected: " + expected + ")");
        }
    }

    /** Resource name. */
    public String name() {
        return FactKind.SERVICE.collection() + "/" + id;
    }

    /** What the log says of the service from now on. */
    public Revision revision() {
        return Revision.of(new FactKey(SOURCE, id), FactKind.SERVICE, createdAt.toEpochMilli(), createdAt)
                .with(ServiceFields.DISPLAY_NAME, displayName)
                .with(ServiceFields.TEAM, team)
                .with(ServiceFields.TIER, tier)
                .with(ServiceFields.SOURCE_KEYS, sourceKeys)
                .with(ServiceFields.TIME_ZONE, timeZone)
                .with(ServiceFields.PRODUCTION_ENVIRONMENTS, productionEnvironments)
                .with(ServiceFields.CREATE_TIME, createdAt);
    }
}
