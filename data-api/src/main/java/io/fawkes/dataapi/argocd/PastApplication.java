package io.fawkes.dataapi.argocd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.dataapi.domain.backfill.Page.Item;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.Rollout;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.rest.ToldItem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An application with the operations that it remembers.
 *
 * @param application as REST lists it
 * @param address where people find Argo CD
 */
record PastApplication(JsonNode application, String address) {

    private static final String APPLIED = DeploymentFields.STATUS_CHANGES.path() + "[Succeeded/";

    /** What it may have to tell of. */
    List<FactKey> keys() {
        return operations().flatMap(operation -> operation.key().stream()).toList();
    }

    /** What {@code known} does not tell yet of operations that began at a wanted time. */
    List<Item> untold(Map<FactKey, FactState> known, Predicate<Instant> wanted) {
        return operations()
                .filter(operation -> operation.startedAt().map(wanted::test).orElse(true))
                .filter(operation -> operation
                        .key()
                        .map(key -> !isTold(operation, known.get(key)))
                        .orElse(true))
                .map(operation -> item(operation, known))
                .toList();
    }

    /** Health comes and goes: what has ended is not told again. History knows nothing of health. */
    private static boolean isTold(PastOperation operation, @Nullable FactState state) {
        return state != null
                && (state.rollout().flatMap(Rollout::finishedAt).isPresent()
                        || (!operation.isLast() && hasBeenApplied(state)));
    }

    /** Whether a notification told that everything was applied; how it went on is its to tell. */
    private static boolean hasBeenApplied(FactState state) {
        return state.fields().keySet().stream().anyMatch(path -> path.startsWith(APPLIED));
    }

    private Item item(PastOperation operation, Map<FactKey, FactState> known) {
        var told = new ToldItem();
        UnaryOperator<Revision> change = operation.isLast()
                ? UnaryOperator.identity()
                : revision -> ToldItem.yielding(withVersion(revision, operation, known));
        told.add(operation.name(), operation.body(), body -> Operation.of(body).told(), change);
        return told.item();
    }

    /** Beside a version of its own the application has one of its configuration, as {@link Operation} tells it. */
    private Revision withVersion(Revision revision, PastOperation operation, Map<FactKey, FactState> known) {
        Optional<String> version = version(operation, known);
        Optional<String> configuration = operation.configuration();
        return revision.withPresent(DeploymentFields.VERSION, version)
                .withPresent(
                        DeploymentFields.CONFIG_VERSION,
                        configuration.filter(_ -> version.isPresent() && !version.equals(configuration)));
    }

    /** The version that the same configuration had when it was told with its images: a rollback goes back to it. */
    private Optional<String> version(PastOperation operation, Map<FactKey, FactState> known) {
        return operations()
                .flatMap(other -> other.key().stream())
                .flatMap(key -> Stream.ofNullable(known.get(key)))
                .filter(state -> state.get(DeploymentFields.REF).equals(operation.configuration()))
                .filter(PastApplication::hasSucceeded)
                .flatMap(state -> state.get(DeploymentFields.VERSION).stream())
                .findFirst();
    }

    private static boolean hasSucceeded(FactState state) {
        return state.rollout()
                .map(Rollout::status)
                .filter(RolloutStatus.SUCCEEDED::equals)
                .isPresent();
    }

    /** History, oldest first, and the last operation unless history has it too. */
    private Stream<PastOperation> operations() {
        Optional<PastOperation> last = PastOperation.last(application, address);
        Optional<Instant> begun = last.flatMap(PastOperation::startedAt);
        Stream<PastOperation> before = application
                .at("/status/history")
                .valueStream()
                .map(entry -> PastOperation.ofHistory(application, entry, address))
                .filter(entry -> begun.isEmpty() || !entry.startedAt().equals(begun));
        return Stream.concat(before, last.stream());
    }
}
