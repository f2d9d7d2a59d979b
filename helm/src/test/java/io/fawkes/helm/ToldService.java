package io.fawkes.helm;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fawkes.alerting.AlertingConfig;
import io.fawkes.anomaly.AnomalyConfig;
import io.fawkes.dataapi.DataApiConfig;
import io.fawkes.gateway.GatewayConfig;
import io.fawkes.insights.InsightsConfig;
import io.fawkes.runtime.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A service that reads what the chart tells it, as it would in its container: variables in their order, Secrets filled in, files
 * below a folder of the test's.
 */
final class ToldService {

    private static final String FILES = "/etc/fawkes/";

    private final Rendered rendered;
    private final String name;
    private final Path folder;

    ToldService(Rendered rendered, String name, Path folder) {
        this.rendered = rendered;
        this.name = name;
        this.folder = folder;
    }

    /**
     * Has the service read its settings, and answers them.
     *
     * @param secret what the Secret holds for a variable
     * @throws io.fawkes.runtime.config.ConfigurationException with every mistake the service finds
     */
    Settings read(Function<EnvVar, String> secret) {
        writeFiles();
        var settings = Settings.of(environment(secret));
        Object config = switch (name) {
            case "data-api" -> DataApiConfig.from(settings);
            case "insights" -> InsightsConfig.from(settings);
            case "anomaly-detection" -> AnomalyConfig.from(settings);
            case "smart-alerting" -> AlertingConfig.from(settings);
            case "gateway" -> GatewayConfig.from(settings);
            default -> throw new IllegalArgumentException(name);
        };
        settings.rejectMistakes();
        if (config.toString().isEmpty()) {
            throw new IllegalStateException(name);
        }
        return settings;
    }

    private Map<String, String> environment(Function<EnvVar, String> secret) {
        var environment = new LinkedHashMap<String, String>();
        for (EnvVar variable : rendered.container(name).getEnv()) {
            var value = variable.getValueFrom() == null ? variable.getValue() : secret.apply(variable);
            environment.put(variable.getName(), expanded(value, environment).replace(FILES, folder + "/"));
        }
        return environment;
    }

    /** As the kubelet does it: {@code $(NAME)} is what was told before under that name. */
    private static String expanded(String value, Map<String, String> before) {
        var expanded = value;
        for (var told : before.entrySet()) {
            expanded = expanded.replace("$(%s)".formatted(told.getKey()), told.getValue());
        }
        return expanded;
    }

    private void writeFiles() {
        var maps = rendered.all(ConfigMap.class)
                .collect(toUnmodifiableMap(map -> map.getMetadata().getName(), ConfigMap::getData));
        for (var volume :
                Objects.requireNonNull(rendered.pods().get(name)).getSpec().getVolumes()) {
            if (volume.getConfigMap() != null) {
                Objects.requireNonNull(maps.get(volume.getConfigMap().getName()))
                        .forEach((file, text) -> write(volume.getName(), file, text));
            }
        }
    }

    private void write(String volume, String file, String text) {
        var mounted = rendered.container(name).getVolumeMounts().stream()
                .filter(mount -> mount.getName().equals(volume))
                .map(VolumeMount::getMountPath)
                .collect(Collectors.joining());
        try {
            var path = folder.resolve(mounted.substring(FILES.length())).resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
