package io.fawkes.dataapi.domain.imports;

import java.util.Arrays;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** One upload under way: the import as it stands, and where in the file the next piece begins. Its pipeline has it alone. */
final class Upload {

    private final Imports imports;
    private final LineReader reader;
    private final LineCutter cutter;
    private final long begin;
    private final boolean partial;
    private Import now;
    private long at;

    Upload(Import from, Piece first, Imports imports, LineReader reader) {
        this.imports = imports;
        this.reader = reader;
        this.cutter = new LineCutter(from.progress(), from.plan().format().isQuoted());
        this.begin = from.progress().bytes();
        this.partial = first.partial();
        this.now = from;
        this.at = first.offset();
    }

    /** Steps follow each other; while one is committed the next is read, and no further piece is asked for. */
    Mono<Import> of(Flux<Piece> pieces, Scheduler reading) {
        return pieces.concatMapIterable(piece -> cutter.cut(unread(piece)), 1)
                .concatWith(Flux.defer(() -> Flux.fromIterable(partial ? List.of() : cutter.rest())))
                .buffer(Imports.LINES)
                .publishOn(reading, 1) // from here on lines are read, and that takes a processor
                .concatMap(this::kept, 0)
                .then(Mono.defer(this::ended));
    }

    /** What of {@code piece} is not committed yet. */
    private byte[] unread(Piece piece) {
        byte[] bytes = piece.bytes().array();
        int known = (int) Math.min(bytes.length, Math.max(0, begin - at));
        at += bytes.length;
        return known == 0 ? bytes : Arrays.copyOfRange(bytes, known, bytes.length);
    }

    private Mono<Import> kept(List<Line> lines) {
        return now.state().isEnd() ? Mono.empty() : advanced(StepReading.of(now, lines, reader));
    }

    private Mono<Import> advanced(Step step) {
        return imports.advance(now, step).doOnNext(after -> now = after);
    }

    private Mono<Import> ended() {
        return partial || now.state().isEnd() ? Mono.just(now) : advanced(Step.last(now));
    }
}
