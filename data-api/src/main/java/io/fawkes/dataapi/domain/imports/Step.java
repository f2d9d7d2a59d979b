package io.fawkes.dataapi.domain.imports;

import io.fawkes.dataapi.domain.fact.Revision;
import java.util.List;

/**
 * What one transaction adds to an import.
 *
 * @param bytes of the file that are committed after it
 * @param lines of the file that are committed after it
 * @param header names of the columns, if they are known by now
 * @param resources what the lines say, a list a line; in a check, what they would say
 * @param errors the lines that are refused
 * @param state of the import after it
 * @param detail why it is given up, if it is
 */
public record Step(
        long bytes,
        long lines,
        List<String> header,
        List<List<Revision>> resources,
        List<LineError> errors,
        ImportState state,
        String detail) {

    public Step {
        header = List.copyOf(header);
        resources = List.copyOf(resources);
        errors = List.copyOf(errors);
    }

    /** The end of a file that was read to its end. */
    static Step last(Import done) {
        Progress progress = done.progress();
        boolean empty = progress.bytes() == 0;
        return new Step(
                progress.bytes(),
                progress.lines(),
                progress.header(),
                List.of(),
                List.of(),
                empty ? ImportState.FAILED : ImportState.SUCCEEDED,
                empty ? "the file is empty" : "");
    }
}
