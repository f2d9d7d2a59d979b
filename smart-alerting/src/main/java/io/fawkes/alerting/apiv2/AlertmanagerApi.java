package io.fawkes.alerting.apiv2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.alerting.domain.AlertingException.UnknownResource;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.mute.KeepSilences;
import io.fawkes.alerting.domain.mute.Silence;
import io.fawkes.alerting.domain.read.AlertView;
import io.fawkes.alerting.domain.read.FiringNow;
import io.fawkes.alerting.domain.read.Overview;
import io.fawkes.alerting.domain.routing.Matcher;
import io.fawkes.alerting.domain.routing.MatcherSyntax;
import io.fawkes.alerting.domain.routing.Route;
import io.fawkes.alerting.domain.routing.Routing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** The questions of the API and their answers in JSON. Safe for concurrent use. */
public final class AlertmanagerApi {

    private final Overview overview;
    private final KeepSilences silences;
    private final Supplier<Routing> routing;
    private final MatcherSyntax syntax;

    public AlertmanagerApi(Overview overview, KeepSilences silences, Supplier<Routing> routing, MatcherSyntax syntax) {
        this.overview = overview;
        this.silences = silences;
        this.routing = routing;
        this.syntax = syntax;
    }

    /** How matchers are written in questions. */
    public MatcherSyntax syntax() {
        return syntax;
    }

    /** The alerts that fire and that {@code filter} takes. */
    public Mono<Bytes> alerts(AlertFilter filter) {
        return overview.firing()
                .map(firing -> ApiJson.bytes(ApiJson.array(firing.alerts().stream()
                        .filter(filter::takes)
                        .flatMap(view -> alert(view, filter).stream())
                        .toList())));
    }

    private Optional<ObjectNode> alert(AlertView view, AlertFilter filter) {
        List<String> receivers = receivers(view);
        return Optional.of(receivers)
                .filter(names -> names.stream().anyMatch(filter.receiver()))
                .map(names -> ApiJson.alert(view, names));
    }

    private List<String> receivers(AlertView view) {
        return routing.get().tree().taking(view.alert().labels()).stream()
                .map(Route::receiver)
                .toList();
    }

    /** The open groups with those of their alerts that fire and that {@code filter} takes. */
    public Mono<Bytes> groups(AlertFilter filter) {
        return overview.firing().map(firing -> {
            Map<UUID, AlertView> taken = firing.alerts().stream()
                    .filter(filter::takes)
                    .collect(Collectors.toUnmodifiableMap(view -> view.alert().id(), Function.identity()));
            return ApiJson.bytes(ApiJson.array(firing.groups().stream()
                    .filter(group -> filter.receiver().test(group.receiver()))
                    .flatMap(group -> group(group, taken).stream())
                    .toList()));
        });
    }

    private Optional<ObjectNode> group(FiringNow.Members group, Map<UUID, AlertView> taken) {
        List<ObjectNode> alerts = group.alerts().stream()
                .flatMap(id -> Optional.ofNullable(taken.get(id)).stream())
                .map(view -> ApiJson.alert(view, receivers(view)))
                .toList();
        ObjectNode node = ApiJson.object();
        node.set("alerts", ApiJson.array(alerts));
        node.set("labels", ApiJson.texts(group.labels().values()));
        node.set("receiver", ApiJson.receiver(group.receiver()));
        return Optional.of(node).filter(_ -> !alerts.isEmpty());
    }

    /** The silences that {@code filter} takes. */
    public Mono<Bytes> silences(List<Matcher> filter) {
        return overview.silences()
                .map(views -> ApiJson.bytes(ApiJson.array(views.stream()
                        .filter(view -> SilenceQuery.takes(filter, view))
                        .sorted(SilenceQuery.ORDER)
                        .map(ApiJson::silence)
                        .toList())));
    }

    /** Makes or changes the silence that {@code body} writes; the id that it has then. */
    public Mono<Bytes> post(Bytes body) {
        var posted = new SilenceBody(syntax, body);
        Mono<Silence> kept = posted.id()
                .map(id -> known(id, found -> silences.change(found, posted.draft())))
                .orElseGet(() -> silences.create(silences.newId(), posted.draft()));
        return kept.map(silence ->
                ApiJson.bytes(ApiJson.object().put("silenceID", silence.id().toString())));
    }

    /** The silence of that id. */
    public Mono<Bytes> silence(String id) {
        return known(
                id,
                found -> overview.silences()
                        .flatMapIterable(views -> views)
                        .filter(view -> view.silence().id().equals(found))
                        .next()
                        .map(view -> ApiJson.bytes(ApiJson.silence(view)))
                        .switchIfEmpty(Mono.error(() -> new UnknownResource("silences/" + id))));
    }

    /** Ends the silence of that id. */
    public Mono<Bytes> expire(String id) {
        return known(id, silences::expire).thenReturn(Bytes.NONE);
    }

    private static <T> Mono<T> known(String id, Function<UUID, Mono<T>> use) {
        return KeepSilences.id(id).map(use).orElseGet(() -> Mono.error(() -> new UnknownResource("silences/" + id)));
    }

    /** The names of the receivers. */
    public Bytes receivers() {
        return ApiJson.bytes(ApiJson.array(routing.get().receivers().stream()
                .map(receiver -> ApiJson.receiver(receiver.name()))
                .toList()));
    }
}
