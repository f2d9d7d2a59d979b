package io.fawkes.standalone.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/**
 * How a file is to be read; what is empty is left to the service.
 *
 * @param format what its lines are
 * @param kind what its resources are, for example {@code deployment}
 * @param source by whom the facts are told
 * @param zone of times that name none
 * @param columns field paths by the names of columns
 * @param errorLimit rejected lines at which it is given up; 0 means never
 * @param checkOnly whether no fact is kept
 */
public record ImportOptions(
        FileKind format,
        String kind,
        String source,
        String zone,
        Map<String, String> columns,
        long errorLimit,
        boolean checkOnly) {

    public ImportOptions {
        columns = Map.copyOf(columns);
    }

    /** The import to create. */
    String json() {
        ObjectNode plan = JsonNodeFactory.instance
                .objectNode()
                .put("format", format.contractName())
                .put("source", source)
                .put("timeZone", zone)
                .put("errorLimit", errorLimit)
                .put("checkOnly", checkOnly);
        if (!kind.isEmpty()) {
            plan.put("kind", "IMPORT_KIND_" + kind.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
        ObjectNode paths = plan.putObject("columns");
        columns.forEach(paths::put);
        return plan.toString();
    }
}
