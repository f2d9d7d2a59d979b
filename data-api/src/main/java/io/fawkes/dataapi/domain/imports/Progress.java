package io.fawkes.dataapi.domain.imports;

import java.util.List;

/**
 * What of a file is committed.
 *
 * @param bytes how many of its bytes: where an upload goes on, always behind a whole line
 * @param lines how many of its lines
 * @param accepted resources that said something new; in a check, those that could be kept
 * @param duplicates resources that said nothing new
 * @param rejected resources that were refused
 * @param header names of the columns; empty before the header and where there is none
 */
public record Progress(long bytes, long lines, long accepted, long duplicates, long rejected, List<String> header) {

    /** Nothing yet. */
    public static final Progress NONE = new Progress(0, 0, 0, 0, 0, List.of());

    public Progress {
        header = List.copyOf(header);
    }
}
