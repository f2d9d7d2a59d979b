package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.catalog.Service;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.v1.UpdateServiceRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an UpdateService asks for: of the fields that its mask names the new values, of the others those that are there. */
final class ServiceEdit {

    private static final List<String> EDITABLE =
            List.of("display_name", "team", "tier", "source_keys", "time_zone", "production_environments");

    private final io.fawkes.dataapi.v1.Service asked;
    private final Set<String> paths;

    private ServiceEdit(io.fawkes.dataapi.v1.Service asked, Set<String> paths) {
        this.asked = asked;
        this.paths = paths;
    }

    /** Reads the request; fails with InvalidField for a path that cannot be changed. */
    static ServiceEdit of(UpdateServiceRequest request) {
        Set<String> paths = new TreeSet<>(request.getUpdateMask().getPathsList());
        if (paths.isEmpty()) {
            request.getService().getAllFields().keySet().forEach(field -> paths.add(field.getName()));
            paths.retainAll(EDITABLE);
        } else if (paths.remove("*")) {
            paths.addAll(EDITABLE);
        }
        paths.stream().filter(path -> !EDITABLE.contains(path)).findFirst().ifPresent(path -> {
            throw new InvalidField(
                    "update_mask", path + " (expected: *, or some of " + String.join(", ", EDITABLE) + ")");
        });
        return new ServiceEdit(request.getService(), paths);
    }

    /** The service as it shall be; fails with InvalidField if it cannot be so. */
    Service of(Service before) {
        return new Service(
                before.id(),
                text("display_name", asked.getDisplayName(), before.displayName()),
                text("team", asked.getTeam(), before.team()),
                text("tier", asked.getTier(), before.tier()),
                paths.contains("source_keys") ? sourceKeys(asked) : before.sourceKeys(),
                text("time_zone", asked.getTimeZone(), before.timeZone()),
                paths.contains("production_environments")
                        ? List.copyOf(asked.getProductionEnvironmentsList())
                        : before.productionEnvironments(),
                before.createdAt());
    }

    private String text(String path, String then, String now) {
        return paths.contains(path) ? then : now;
    }

    static List<SourceKey> sourceKeys(io.fawkes.dataapi.v1.Service service) {
        return service.getSourceKeysList().stream()
                .map(key -> new SourceKey(key.getKey(), key.getValue()))
                .toList();
    }
}
