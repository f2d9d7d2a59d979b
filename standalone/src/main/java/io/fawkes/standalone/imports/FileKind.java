package io.fawkes.standalone.imports;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats of files, by the names that people write. */
public enum FileKind {
    NDJSON,
    CSV,
    DEVLAKE_DEPLOYMENTS,
    DEVLAKE_DEPLOYMENT_COMMITS,
    DEVLAKE_PULL_REQUESTS,
    DEVLAKE_INCIDENTS;

    /** The format that {@code file} is called after: by DevLake's table, else by its ending. */
    public static Optional<FileKind> of(Path file) {
        return switch (file.getFileName().toString().toLowerCase(Locale.ROOT)) {
            case "cicd_deployments.csv" -> Optional.of(DEVLAKE_DEPLOYMENTS);
            case "cicd_deployment_commits.csv" -> Optional.of(DEVLAKE_DEPLOYMENT_COMMITS);
            case "pull_requests.csv" -> Optional.of(DEVLAKE_PULL_REQUESTS);
            case "incidents.csv" -> Optional.of(DEVLAKE_INCIDENTS);
            case String name when name.endsWith(".csv") -> Optional.of(CSV);
            case String name when name.endsWith(".ndjson") || name.endsWith(".jsonl") -> Optional.of(NDJSON);
            default -> Optional.empty();
        };
    }

    /** As the door calls it. */
    String contractName() {
        return "IMPORT_FORMAT_" + name();
    }

    /** The format that {@code text} names, in any case, with dashes or underscores. */
    public static FileKind parse(String text) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(text + " (expected: one of " + Arrays.toString(values()) + ")"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
