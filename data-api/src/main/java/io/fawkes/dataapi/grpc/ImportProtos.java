package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.imports.ImportFormat;
import io.fawkes.dataapi.domain.imports.ImportPlan;
import io.fawkes.dataapi.domain.imports.LineError;
import io.fawkes.dataapi.domain.imports.Progress;
import io.fawkes.dataapi.v1.Import;
import io.fawkes.dataapi.v1.ImportError;
import io.fawkes.dataapi.v1.ImportKind;
import io.fawkes.dataapi.v1.ImportState;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Imports of the domain as the contract's, both ways. */
final class ImportProtos {

    private static final String FORMAT = "IMPORT_FORMAT_";
    private static final String KIND = "IMPORT_KIND_";
    private static final String STATE = "IMPORT_STATE_";

    private ImportProtos() {}

    /** The plan that a caller asks for; fails with InvalidField. */
    static ImportPlan plan(Import asked) {
        ImportFormat format = format(asked);
        String source =
                asked.getSource().isEmpty() && !format.isDevLakes() ? ImportPlan.USUAL_SOURCE : asked.getSource();
        return new ImportPlan(
                format,
                kind(asked),
                source,
                zone(asked.getTimeZone()),
                asked.getColumnsMap(),
                asked.getErrorLimit(),
                asked.getCheckOnly());
    }

    private static ImportFormat format(Import asked) {
        return switch (asked.getFormat()) {
            case IMPORT_FORMAT_UNSPECIFIED -> throw new InvalidField("import.format", "missing");
            case UNRECOGNIZED ->
                throw new InvalidField(
                        "import.format", asked.getFormatValue() + " (expected: a value of ImportFormat)");
            default -> ImportFormat.valueOf(asked.getFormat().name().substring(FORMAT.length()));
        };
    }

    private static Optional<FactKind> kind(Import asked) {
        return switch (asked.getKind()) {
            case IMPORT_KIND_UNSPECIFIED -> Optional.empty();
            case UNRECOGNIZED ->
                throw new InvalidField("import.kind", asked.getKindValue() + " (expected: a value of ImportKind)");
            default -> Optional.of(FactKind.valueOf(asked.getKind().name().substring(KIND.length())));
        };
    }

    private static ZoneId zone(String name) {
        try {
            return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            var invalid = new InvalidField("import.time_zone", name + " (expected: an IANA name)");
            invalid.initCause(e);
            throw invalid;
        }
    }

    static Import rendered(io.fawkes.dataapi.domain.imports.Import found) {
        ImportPlan plan = found.plan();
        Progress progress = found.progress();
        Import.Builder rendered = Import.newBuilder()
                .setName(found.name())
                .setFormat(io.fawkes.dataapi.v1.ImportFormat.valueOf(
                        FORMAT + plan.format().name()))
                .setKind(plan.kind()
                        .map(kind -> ImportKind.valueOf(KIND + kind.name()))
                        .orElse(ImportKind.IMPORT_KIND_UNSPECIFIED))
                .setSource(plan.source())
                .setTimeZone(
                        plan.zone().equals(ZoneOffset.UTC) ? "UTC" : plan.zone().getId())
                .putAllColumns(plan.columns())
                .setErrorLimit(plan.errorLimit())
                .setCheckOnly(plan.checkOnly())
                .setState(ImportState.valueOf(STATE + found.state().name()))
                .setDetail(found.detail())
                .setByteOffset(progress.bytes())
                .setLineCount(progress.lines())
                .setAcceptedCount(progress.accepted())
                .setDuplicateCount(progress.duplicates())
                .setRejectedCount(progress.rejected())
                .setCreator(found.creator())
                .setCreateTime(Times.timestamp(found.createdAt()));
        found.updatedAt().map(Times::timestamp).ifPresent(rendered::setUpdateTime);
        found.finishedAt().map(Times::timestamp).ifPresent(rendered::setFinishTime);
        return rendered.build();
    }

    static ImportError rendered(String parent, LineError error) {
        return ImportError.newBuilder()
                .setName(parent + "/errors/" + error.line())
                .setLine(error.line())
                .setField(error.field())
                .setProblem(error.problem())
                .setText(error.text())
                .build();
    }
}
