package io.fawkes.dataapi.domain.imports;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.DataApiException.UploadOutOfPlace;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.scheduler.Scheduler;

/** Takes the bytes of a file as fast as its lines can be committed. Safe for concurrent use. */
public final class UploadFile {

    private final Imports imports;
    private final LineReader.Factory readers;
    private final Scheduler reading;

    /** @param reading where lines are read: that is work, and neither gRPC's nor the database's threads are for it */
    public UploadFile(Imports imports, LineReader.Factory readers, Scheduler reading) {
        this.imports = imports;
        this.readers = readers;
        this.reading = reading;
    }

    /**
     * The import after all of {@code pieces}, which are read to their end even if it ends before: a sender that still
     * writes does not hear. Fails with UnknownResource, InvalidField, UploadOutOfPlace or UploadOvertaken.
     */
    public Mono<Import> upload(Flux<Piece> pieces) {
        return pieces.switchOnFirst((first, all) -> begun(first, all)).single();
    }

    private Flux<Import> begun(Signal<? extends Piece> signal, Flux<Piece> all) {
        Piece first = signal.get();
        if (first == null) {
            return all.ignoreElements()
                    .then(Mono.<Import>error(() -> new InvalidField("name", "missing")))
                    .flux();
        }
        return found(first)
                .flatMap(found -> found.state().isEnd()
                        ? all.then(Mono.just(found))
                        : new Upload(found, first, imports, readers.open(found)).of(all, reading))
                .onErrorResume(UploadFile::isEarly, refusal -> all.then(Mono.error(refusal)))
                .flux();
    }

    private static boolean isEarly(Throwable error) {
        return error instanceof UnknownResource || error instanceof UploadOutOfPlace || error instanceof InvalidField;
    }

    private Mono<Import> found(Piece first) {
        return Mono.just(first.name())
                .filter(name -> name.startsWith(Import.COLLECTION))
                .flatMap(name -> imports.find(name.substring(Import.COLLECTION.length())))
                .switchIfEmpty(Mono.error(() -> new UnknownResource(first.name())))
                .doOnNext(found -> demandPlace(first, found));
    }

    private static void demandPlace(Piece first, Import found) {
        if (first.offset() < 0) {
            throw new InvalidField("offset", first.offset() + " (expected: 0 or more)");
        }
        if (first.offset() > found.progress().bytes()) {
            throw new UploadOutOfPlace(first.offset(), found.progress().bytes());
        }
    }
}
