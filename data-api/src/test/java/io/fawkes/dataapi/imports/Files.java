package io.fawkes.dataapi.imports;

import io.fawkes.dataapi.domain.DataApiException.ImplausibleTime;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.imports.Import;
import io.fawkes.dataapi.domain.imports.ImportFormat;
import io.fawkes.dataapi.domain.imports.ImportPlan;
import io.fawkes.dataapi.domain.imports.Said;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Lines read as an import would read them, in November 2026. */
final class Files {

    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));

    private final List<Said> said;

    private Files(List<Said> said) {
        this.said = said;
    }

    static Files ndjson(Optional<FactKind> kind, String... lines) {
        return read(plan(ImportFormat.NDJSON, kind, Map.of()), lines);
    }

    static Files csv(FactKind kind, String... lines) {
        return csv(kind, Map.of(), lines);
    }

    static Files csv(FactKind kind, Map<String, String> columns, String... lines) {
        return read(plan(ImportFormat.CSV, Optional.of(kind), columns), lines);
    }

    static Files table(ImportFormat format, String... lines) {
        return read(plan(format, Optional.empty(), Map.of()), lines);
    }

    private static ImportPlan plan(ImportFormat format, Optional<FactKind> kind, Map<String, String> columns) {
        String source = format.isDevLakes() ? "" : ImportPlan.USUAL_SOURCE;
        return new ImportPlan(format, kind, source, ZoneId.of("Europe/Berlin"), columns, 0, false);
    }

    private static Files read(ImportPlan plan, String... lines) {
        var reader = new FileFormats(NOW).open(Import.planned("one", plan, "somebody", NOW.instant()));
        return new Files(Stream.of(lines)
                .map(line -> {
                    try {
                        return reader.read(line);
                    } catch (InvalidField e) {
                        return new Said.Nonsense(e.field(), e.problem());
                    } catch (ImplausibleTime e) {
                        return new Said.Nonsense(e.field(), e.problem());
                    }
                })
                .toList());
    }

    Revision only() {
        List<Revision> revisions = revisions();
        if (revisions.size() != 1) {
            throw new AssertionError(said.toString());
        }
        return revisions.getFirst();
    }

    List<Revision> revisions() {
        return said.stream()
                .flatMap(line -> line instanceof Said.Facts facts ? facts.revisions().stream() : Stream.empty())
                .toList();
    }

    Said last() {
        return said.getLast();
    }

    /** The field that the last line is refused for. */
    String refusedField() {
        return switch (last()) {
            case Said.Nonsense nonsense -> nonsense.field();
            case Said.Hopeless hopeless -> hopeless.field();
            case Said.Facts facts -> throw new AssertionError(facts.toString());
            case Said.Header header -> throw new AssertionError(header.toString());
        };
    }
}
