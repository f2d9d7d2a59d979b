package io.fawkes.dataapi.tekton;

import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run of a pipeline, or of a task that belongs to none, as far as one event tells it: a deployment if it says to where,
 * else a build.
 *
 * <table><caption>Tekton's field, ours, and the revision</caption>
 * <tr><td>metadata.uid</td><td>source id {@code pipelineruns/{uid}}, {@code taskruns/{uid}}; of a deployment with
 *     {@code /deployment}</td></tr>
 * <tr><td>metadata.namespace; label tekton.dev/pipeline (or task), else spec.pipelineRef.name, else metadata.name</td>
 *     <td>source_key ({@code tekton.dev/pipeline}, {@code tekton.dev/task})</td></tr>
 * <tr><td>spec.params FAWKES_ENVIRONMENT, else annotation or label fawkes.io/environment</td><td>environment</td></tr>
 * <tr><td>FAWKES_VERSION, else annotation or label fawkes.io/version, else param revision</td>
 *     <td>version, commit_sha</td></tr>
 * <tr><td>metadata.creationTimestamp, status.startTime, .completionTime</td><td>queue, start, finish</td></tr>
 * <tr><td>4 times the newest of these in milliseconds, plus 0 to 2 for waiting, running, ended</td><td>revision</td></tr>
 * </table>
 *
 * @param sort pipeline's or task's
 * @param run the resource
 * @param state how far it has come
 */
public record TektonRun(Sort sort, Json run, RunState state) {

    private static final String NAME = "tekton";
    private static final String PREFIX = "dev.tekton.event.";
    private static final String ENVIRONMENT = "fawkes.io/environment";
    private static final String VERSION = "fawkes.io/version";

    /** Whether {@code type} is one of Tekton's own events. */
    public static boolean isTold(String type) {
        return type.startsWith(PREFIX);
    }

    /** What an event of {@code type} tells by {@code data}. */
    public static TektonRun of(String type, Json data) {
        String[] parts = type.substring(PREFIX.length()).split("\\.", -1);
        Sort sort = Sort.of(parts[0]);
        Json run = data.object(sort.field());
        return new TektonRun(sort, run, RunState.of(parts.length > 1 ? parts[1] : "", run));
    }

    /** What it says. */
    public Understanding told() {
        if (sort == Sort.TASK && label("tekton.dev/pipelineRun").isPresent()) {
            return Understanding.nothing("taskRun of a pipelineRun, which tells of it; left aside");
        }
        return Understanding.saying(List.of(environment().map(this::deployment).orElseGet(this::build)));
    }

    private Revision deployment(String environment) {
        var change = new StatusChange(state.rollout(), state.at());
        return revision("/deployment", FactKind.DEPLOYMENT)
                .with(DeploymentFields.SOURCE_KEY, claim())
                .with(DeploymentFields.ENVIRONMENT, environment)
                .withPresent(DeploymentFields.VERSION, version())
                .with(DeploymentFields.CREATE_TIME, created())
                .with(DeploymentFields.STATUS_CHANGES.at(state.name()), change);
    }

    private Revision build() {
        return revision("", FactKind.BUILD)
                .with(BuildFields.SOURCE_KEY, claim())
                .with(BuildFields.PIPELINE, definition())
                .withPresent(BuildFields.COMMIT_SHA, version())
                .with(BuildFields.STATUS, state.status())
                .with(BuildFields.QUEUE_TIME, created())
                .withPresent(BuildFields.START_TIME, state.start())
                .withPresent(BuildFields.FINISH_TIME, state.finish());
    }

    private Revision revision(String suffix, FactKind kind) {
        String id = sort.collection() + "/" + metadata().text("uid") + suffix;
        return Revision.atStep(new FactKey(NAME, id), kind, state.at(), state.step());
    }

    private SourceKey claim() {
        return new SourceKey(sort.key(), metadata().text("namespace") + "/" + definition());
    }

    private String definition() {
        return label(sort.key())
                .or(() -> run.optionalObject("spec")
                        .flatMap(spec -> spec.optionalObject(sort.reference()))
                        .flatMap(reference -> reference.optionalText("name")))
                .orElseGet(() -> metadata().text("name"));
    }

    private Optional<String> environment() {
        return parameter("FAWKES_ENVIRONMENT").or(() -> marked(ENVIRONMENT));
    }

    private Optional<String> version() {
        return parameter("FAWKES_VERSION").or(() -> marked(VERSION)).or(() -> parameter("revision"));
    }

    private Optional<String> parameter(String name) {
        return run.optionalObject("spec").stream()
                .flatMap(spec -> spec.objects("params").stream())
                .filter(parameter -> parameter.optionalText("name").equals(Optional.of(name)))
                .flatMap(parameter -> parameter.optionalText("value").stream())
                .findFirst();
    }

    private Optional<String> marked(String name) {
        return metadata()
                .optionalObject("annotations")
                .flatMap(annotations -> annotations.optionalText(name))
                .or(() -> label(name));
    }

    private Optional<String> label(String name) {
        return metadata().optionalObject("labels").flatMap(labels -> labels.optionalText(name));
    }

    private Instant created() {
        return metadata().time("creationTimestamp");
    }

    private Json metadata() {
        return run.object("metadata");
    }
}
