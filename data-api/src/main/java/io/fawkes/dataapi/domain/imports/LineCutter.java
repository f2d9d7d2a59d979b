package io.fawkes.dataapi.domain.imports;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the bytes of a file into records, whatever pieces they arrive in, and never holds more than a piece and the longest
 * record. A quote that is never closed costs its own line only: what it seemed to hold is cut again, line by line. Confined
 * to one upload.
 */
final class LineCutter {

    /** The longest record in bytes. A pull request's description fits four times. */
    static final int LONGEST = 256 * 1024;

    private static final int BEGINNING = 2_000;
    private static final String TOO_LONG = "longer than " + LONGEST + " bytes";
    private static final String UNCLOSED = "a quote is opened and not closed within " + LONGEST + " bytes";

    private final RecordEnds ends;
    private byte[] held = {};
    private int next;
    private long at;
    private long line;
    private Optional<String> skipped = Optional.empty();

    /**
     * Cuts what follows the lines of {@code from}.
     *
     * @param quoted whether a quoted field may hold line ends
     */
    LineCutter(Progress from, boolean quoted) {
        this.ends = new RecordEnds(quoted);
        this.at = from.bytes();
        this.line = from.lines() + 1;
    }

    /** The records that end within {@code piece}. */
    List<Line> cut(byte[] piece) {
        byte[] joined = Arrays.copyOf(held, held.length + piece.length);
        System.arraycopy(piece, 0, joined, held.length, piece.length);
        return cutAll(joined, false);
    }

    /** The records that are left when nothing follows. */
    List<Line> rest() {
        return cutAll(held, true);
    }

    private List<Line> cutAll(byte[] bytes, boolean isEnd) {
        held = bytes;
        next = 0;
        List<Line> lines = new ArrayList<>();
        Optional<Line> cut = one(isEnd);
        while (cut.isPresent()) {
            lines.add(cut.get());
            cut = one(isEnd);
        }
        held = Arrays.copyOfRange(held, next, held.length);
        return lines;
    }

    private Optional<Line> one(boolean isEnd) {
        if (next == held.length && (skipped.isEmpty() || !isEnd)) {
            return Optional.empty();
        }
        int end = skipped.isPresent() ? RecordEnds.lineEnd(held, next) : ends.recordEnd(held, next);
        boolean tooLong = (end < 0 ? held.length : end) - next > LONGEST;
        if (end >= 0 && (skipped.isPresent() || !tooLong)) {
            return Optional.of(taken(end, end + 1, Optional.empty()));
        }
        return isEnd || tooLong ? unended(isEnd) : Optional.empty();
    }

    /** A record whose end is not there, or is too far. */
    private Optional<Line> unended(boolean isEnd) {
        int end = RecordEnds.lineEnd(held, next);
        if (end >= 0 && end - next <= LONGEST) {
            return Optional.of(taken(end, end + 1, Optional.of(UNCLOSED)));
        }
        if (end >= 0) {
            return Optional.of(taken(end, end + 1, Optional.of(TOO_LONG)));
        }
        if (isEnd) {
            boolean whole = held.length - next <= LONGEST && !ends.isOpen(held, next);
            return Optional.of(taken(held.length, held.length, whole ? Optional.empty() : Optional.of(lastProblem())));
        }
        skipped = Optional.of(skipped.orElseGet(() -> beginning(held.length)));
        at += held.length - next;
        next = held.length;
        return Optional.empty();
    }

    private String lastProblem() {
        return held.length - next > LONGEST ? TOO_LONG : UNCLOSED;
    }

    private Line taken(int end, int behind, Optional<String> problem) {
        long endsAt = at + behind - next;
        Line taken = skipped.map(text -> new Line(line, 1, endsAt, text, Optional.of(TOO_LONG)))
                .orElseGet(() -> problem.map(why -> new Line(line, 1, endsAt, beginning(end), Optional.of(why)))
                        .orElseGet(() -> decoded(end, endsAt)));
        skipped = Optional.empty();
        line = taken.last() + 1;
        at = endsAt;
        next = behind;
        return taken;
    }

    private Line decoded(int end, long endsAt) {
        int height = 1 + RecordEnds.lineEnds(held, next, end);
        int from = start();
        int to = end > from && held[end - 1] == '\r' ? end - 1 : end;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(held, from, to - from))
                    .toString();
            return new Line(line, height, endsAt, text, problem(text));
        } catch (CharacterCodingException _) {
            return new Line(line, height, endsAt, beginning(end), Optional.of("not UTF-8"));
        }
    }

    private static Optional<String> problem(String text) {
        return text.indexOf('\0') < 0 ? Optional.empty() : Optional.of("holds the character zero (expected: UTF-8)");
    }

    /** The file may begin with the mark that some programs put before UTF-8. */
    private int start() {
        boolean marked = at == 0
                && held.length - next >= 3
                && held[next] == (byte) 0xef
                && held[next + 1] == (byte) 0xbb
                && held[next + 2] == (byte) 0xbf;
        return marked ? next + 3 : next;
    }

    private String beginning(int end) {
        return new String(held, next, Math.min(end - next, BEGINNING), StandardCharsets.UTF_8);
    }
}
