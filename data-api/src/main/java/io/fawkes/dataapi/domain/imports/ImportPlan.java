package io.fawkes.dataapi.domain.imports;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.FactKind;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a file is to be read; checked when it is made, by {@link InvalidField}.
 *
 * @param format what its lines are
 * @param kind what its resources are; empty if the format or each line says it
 * @param source by whom the facts are told; empty if their ids say it
 * @param zone of times that name none
 * @param columns path of a field by the name that the header has for it; an empty path leaves the column aside
 * @param errorLimit rejected lines at which the import is given up; 0 means never
 * @param checkOnly whether no fact is kept
 */
public record ImportPlan(
        ImportFormat format,
        Optional<FactKind> kind,
        String source,
        ZoneId zone,
        Map<String, String> columns,
        long errorLimit,
        boolean checkOnly) {

    /** Who tells what is reported by rpc. */
    public static final String USUAL_SOURCE = "api";

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9-]{1,40}");
    private static final int MOST_COLUMNS = 1_000;

    public ImportPlan {
        columns = Map.copyOf(columns);
        if (columns.size() > MOST_COLUMNS) {
            throw new InvalidField("import.columns", columns.size() + " (expected: at most " + MOST_COLUMNS + ")");
        }
        if (errorLimit < 0) {
            throw new InvalidField("import.error_limit", errorLimit + " (expected: 0 or more)");
        }
        if (format.isDevLakes()) {
            demandNothingElse(format, kind, source);
        } else {
            demandSource(source);
        }
        if (format == ImportFormat.CSV && kind.isEmpty()) {
            throw new InvalidField("import.kind", "missing (expected: what the records are)");
        }
    }

    private static void demandNothingElse(ImportFormat format, Optional<FactKind> kind, String source) {
        if (kind.isPresent()) {
            throw new InvalidField("import.kind", kind.get() + " (expected: none, as " + format + " says it)");
        }
        if (!source.isEmpty()) {
            throw new InvalidField("import.source", source + " (expected: none, as the ids of " + format + " say it)");
        }
    }

    private static void demandSource(String source) {
        if (!SOURCE.matcher(source).matches()) {
            throw new InvalidField(
                    "import.source", source + " (expected: 1 to 40 lower-case letters, digits and dashes)");
        }
    }
}
