package io.fawkes.helm;

import static java.util.stream.Collectors.toMap;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the chart made, by Kubernetes' own models.
 *
 * @param objects in the order of the text
 */
record Rendered(List<HasMetadata> objects) {

    /** The label that says which service something belongs to. */
    static final String COMPONENT = "app.kubernetes.io/component";

    private static final KubernetesSerialization MODELS = new KubernetesSerialization();
    private static final Pattern BETWEEN = Pattern.compile("(?m)^---\\s*$");
    private static final Pattern SAYS_SOMETHING = Pattern.compile("(?m)^[a-z]");

    Rendered {
        objects = List.copyOf(objects);
    }

    static Rendered of(String text) {
        return new Rendered(BETWEEN.splitAsStream(text)
                .filter(part -> SAYS_SOMETHING.matcher(part).find())
                .map(Rendered::parsed)
                .toList());
    }

    private static HasMetadata parsed(String part) {
        return MODELS.unmarshal(part);
    }

    /** Those of one kind. */
    <T extends HasMetadata> Stream<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Those of one kind by the service they belong to. */
    <T extends HasMetadata> Map<String, T> byService(Class<T> kind) {
        return all(kind).collect(toMap(Rendered::component, one -> one, (first, _) -> first, TreeMap::new));
    }

    /** Every Pod's template by its service. */
    Map<String, PodTemplateSpec> pods() {
        return byService(Deployment.class).entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().getSpec().getTemplate(),
                        (first, _) -> first,
                        TreeMap::new));
    }

    /** The container of {@code service}. */
    Container container(String service) {
        return Objects.requireNonNull(pods().get(service), service)
                .getSpec()
                .getContainers()
                .getFirst();
    }

    /** {@code kind/name} of everything, sorted. */
    List<String> names() {
        return objects.stream()
                .map(one -> one.getKind() + "/" + one.getMetadata().getName())
                .sorted()
                .toList();
    }

    /** How many there are of each of {@code kinds}. */
    List<Long> count(String... kinds) {
        return Arrays.stream(kinds)
                .map(kind -> objects.stream()
                        .filter(one -> one.getKind().equals(kind))
                        .count())
                .toList();
    }

    private static String component(HasMetadata object) {
        return Objects.requireNonNull(object.getMetadata().getLabels().get(COMPONENT), object::getKind);
    }
}
