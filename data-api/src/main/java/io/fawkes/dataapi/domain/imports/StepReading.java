package io.fawkes.dataapi.domain.imports;

import io.fawkes.dataapi.domain.DataApiException.ImplausibleTime;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.Revision;
import java.util.ArrayList;
import java.util.List;

/** Reads lines into a {@link Step}, up to the one at which the import is given up. Used once. */
final class StepReading {

    private final Import from;
    private final LineReader reader;
    private final List<List<Revision>> resources = new ArrayList<>();
    private final List<LineError> errors = new ArrayList<>();
    private List<String> header;
    private long bytes;
    private long lines;
    private String detail = "";

    private StepReading(Import from, LineReader reader) {
        this.from = from;
        this.reader = reader;
        this.header = from.progress().header();
        this.bytes = from.progress().bytes();
        this.lines = from.progress().lines();
    }

    static Step of(Import from, List<Line> lines, LineReader reader) {
        var reading = new StepReading(from, reader);
        for (Line line : lines) {
            if (reading.detail.isEmpty()) {
                reading.read(line);
            }
        }
        return reading.step();
    }

    private Step step() {
        ImportState state = detail.isEmpty() ? ImportState.RUNNING : ImportState.FAILED;
        return new Step(bytes, lines, header, resources, errors, state, detail);
    }

    private void read(Line line) {
        bytes = line.end();
        lines = line.last();
        if (line.problem().isPresent()) {
            refuse(line, "", line.problem().get());
        } else if (!line.text().isBlank()) {
            take(line, said(line));
        }
    }

    private Said said(Line line) {
        try {
            return reader.read(line.text());
        } catch (InvalidField e) {
            return new Said.Nonsense(e.field(), e.problem());
        } catch (ImplausibleTime e) {
            return new Said.Nonsense(e.field(), e.problem());
        }
    }

    private void take(Line line, Said said) {
        switch (said) {
            case Said.Facts facts -> resources.add(facts.revisions());
            case Said.Header columns -> header = columns.columns();
            case Said.Nonsense nonsense -> refuse(line, nonsense.field(), nonsense.problem());
            case Said.Hopeless hopeless -> giveUp(line, hopeless);
        }
    }

    private void refuse(Line line, String field, String problem) {
        errors.add(line.error(field, problem));
        long rejected = from.progress().rejected() + errors.size();
        long limit = from.plan().errorLimit();
        if (limit > 0 && rejected >= limit) {
            detail = "line " + line.number() + ": " + rejected + " lines were rejected, and error_limit is " + limit;
        }
    }

    private void giveUp(Line line, Said.Hopeless hopeless) {
        errors.add(line.error(hopeless.field(), hopeless.problem()));
        detail = "line " + line.number() + ": " + hopeless.field() + ": " + hopeless.problem();
    }
}
