package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.domain.imports.ImportListing;
import io.fawkes.dataapi.domain.imports.Imports;
import io.fawkes.dataapi.domain.imports.LineError;
import io.fawkes.dataapi.domain.imports.Piece;
import io.fawkes.dataapi.domain.imports.UploadFile;
import io.fawkes.dataapi.v1.CreateImportRequest;
import io.fawkes.dataapi.v1.GetImportRequest;
import io.fawkes.dataapi.v1.Import;
import io.fawkes.dataapi.v1.ListImportErrorsRequest;
import io.fawkes.dataapi.v1.ListImportErrorsResponse;
import io.fawkes.dataapi.v1.ListImportsRequest;
import io.fawkes.dataapi.v1.ListImportsResponse;
import io.fawkes.dataapi.v1.ReactorImportServiceGrpc;
import io.fawkes.dataapi.v1.UploadImportRequest;
import io.fawkes.dataapi.v1.WatchImportRequest;
import io.fawkes.runtime.rpc.CallContext;
import io.fawkes.runtime.rpc.RpcEdge;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Imports as rpcs. */
public final class ImportGrpcService extends ReactorImportServiceGrpc.ImportServiceImplBase {

    private static final String COLLECTION = io.fawkes.dataapi.domain.imports.Import.COLLECTION;
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,63}");
    private static final Duration LOOK = Duration.ofMillis(500);

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final Imports imports;
    private final UploadFile uploads;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    /** @param ids names for imports that are given none */
    public ImportGrpcService(Imports imports, UploadFile uploads, InstantSource clock, Supplier<UUID> ids) {
        this.imports = imports;
        this.uploads = uploads;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Mono<Import> createImport(CreateImportRequest request) {
        return edge.one(() -> {
            Bytes payload =
                    Bytes.of(request.toBuilder().clearRequestId().build().toByteArray());
            var requestId = RequestId.of(request.getRequestId(), payload.sha256());
            return planned(request)
                    .flatMap(planned ->
                            request.getValidateOnly() ? Mono.just(planned) : imports.create(planned, requestId))
                    .map(ImportProtos::rendered);
        });
    }

    private Mono<io.fawkes.dataapi.domain.imports.Import> planned(CreateImportRequest request) {
        var plan = ImportProtos.plan(request.getImport());
        String id = id(request.getImportId());
        return CallContext.ofPipeline()
                .map(call -> io.fawkes.dataapi.domain.imports.Import.planned(
                        id, plan, call.principal().subject(), clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    private String id(String given) {
        if (given.isEmpty()) {
            return ids.get().toString();
        }
        if (!ID.matcher(given).matches()) {
            throw new InvalidField("import_id", given + " (expected: 1 to 63 lower-case letters, digits and dashes)");
        }
        return given;
    }

    @Override
    public Mono<Import> getImport(GetImportRequest request) {
        return edge.one(() -> found(request.getName()).map(ImportProtos::rendered));
    }

    private Mono<io.fawkes.dataapi.domain.imports.Import> found(String name) {
        return Mono.just(name)
                .filter(asked -> asked.startsWith(COLLECTION))
                .flatMap(asked -> imports.find(asked.substring(COLLECTION.length())))
                .switchIfEmpty(Mono.error(() -> new UnknownResource(name)));
    }

    @Override
    public Mono<ListImportsResponse> listImports(ListImportsRequest request) {
        return edge.one(() -> {
            var asked = ListArguments.of(request, COLLECTION, ImportListing.IMPORTS);
            return imports.list(asked.query(Optional.empty())).collectList().map(read -> page(asked, read));
        });
    }

    private static ListImportsResponse page(
            ListArguments asked, List<Listed<io.fawkes.dataapi.domain.imports.Import>> read) {
        var response = ListImportsResponse.newBuilder().setNextPageToken(asked.next(read));
        asked.rows(read).forEach(row -> response.addImports(ImportProtos.rendered(row)));
        return response.build();
    }

    @Override
    public Mono<ListImportErrorsResponse> listImportErrors(ListImportErrorsRequest request) {
        return edge.one(() -> {
            String parent = request.getParent();
            var asked = ListArguments.of(request, parent, ImportListing.ERRORS);
            var query = asked.query(Optional.empty());
            return found(parent)
                    .flatMap(found -> imports.errors(found.id(), query).collectList())
                    .map(read -> page(parent, asked, read));
        });
    }

    private static ListImportErrorsResponse page(String parent, ListArguments asked, List<Listed<LineError>> read) {
        var response = ListImportErrorsResponse.newBuilder().setNextPageToken(asked.next(read));
        asked.rows(read).forEach(row -> response.addImportErrors(ImportProtos.rendered(parent, row)));
        return response.build();
    }

    @Override
    public Mono<Import> uploadImport(Flux<UploadImportRequest> requests) {
        return edge.one(
                () -> uploads.upload(requests.map(ImportGrpcService::piece)).map(ImportProtos::rendered));
    }

    private static Piece piece(UploadImportRequest request) {
        return new Piece(
                request.getName(),
                request.getOffset(),
                request.getPartial(),
                Bytes.of(request.getChunk().getData().toByteArray()));
    }

    @Override
    public Flux<Import> watchImport(WatchImportRequest request) {
        return edge.many(() -> found(request.getName())
                .repeatWhen(rounds -> rounds.delayElements(LOOK))
                .distinctUntilChanged()
                .takeUntil(found -> found.state().isEnd())
                .map(ImportProtos::rendered));
    }
}
