package io.fawkes.dataapi.imports;

import io.fawkes.dataapi.devlake.DevLakeTable;
import io.fawkes.dataapi.domain.imports.Import;
import io.fawkes.dataapi.domain.imports.LineReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Every format that is read. Safe for concurrent use. */
public final class FileFormats implements LineReader.Factory {

    private final Supplier<Instant> clock;

    /** @param clock judges which times are believed */
    public FileFormats(InstantSource clock) {
        this.clock = clock::instant;
    }

    @Override
    public LineReader open(Import from) {
        return switch (from.plan().format()) {
            case NDJSON -> new NdjsonLines(from.plan(), clock);
            case CSV -> new CsvLines(from, new ResourceColumns(from.plan(), clock));
            case DEVLAKE_DEPLOYMENTS -> table(from, DevLakeTable.DEPLOYMENTS);
            case DEVLAKE_DEPLOYMENT_COMMITS -> table(from, DevLakeTable.DEPLOYMENT_COMMITS);
            case DEVLAKE_PULL_REQUESTS -> table(from, DevLakeTable.PULL_REQUESTS);
            case DEVLAKE_INCIDENTS -> table(from, DevLakeTable.INCIDENTS);
        };
    }

    private LineReader table(Import from, DevLakeTable table) {
        return new CsvLines(from, new DevLakeColumns(table, from.plan().zone(), clock));
    }
}
