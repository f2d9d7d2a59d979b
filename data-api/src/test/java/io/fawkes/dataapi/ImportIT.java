package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.api.HttpBody;
import com.google.protobuf.ByteString;
import io.fawkes.dataapi.v1.CreateImportRequest;
import io.fawkes.dataapi.v1.Deployment;
import io.fawkes.dataapi.v1.Fact;
import io.fawkes.dataapi.v1.GetImportRequest;
import io.fawkes.dataapi.v1.Import;
import io.fawkes.dataapi.v1.ImportFormat;
import io.fawkes.dataapi.v1.ImportKind;
import io.fawkes.dataapi.v1.ImportState;
import io.fawkes.dataapi.v1.ListDeploymentsRequest;
import io.fawkes.dataapi.v1.ListImportErrorsRequest;
import io.fawkes.dataapi.v1.ListImportsRequest;
import io.fawkes.dataapi.v1.ReactorDeploymentServiceGrpc;
import io.fawkes.dataapi.v1.ReactorFactServiceGrpc;
import io.fawkes.dataapi.v1.ReactorImportServiceGrpc;
import io.fawkes.dataapi.v1.ReactorImportServiceGrpc.ReactorImportServiceStub;
import io.fawkes.dataapi.v1.UploadImportRequest;
import io.fawkes.dataapi.v1.WatchFactsRequest;
import io.fawkes.dataapi.v1.WatchImportRequest;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Imports through the rpcs, on a real database. */
@ExtendWith(PostgresExtension.class)
class ImportIT {

    private static final int LINES = 1_000;

    private DataApiServer server;
    private Peer peer;
    private ReactorImportServiceStub imports;

    @BeforeEach
    void start(@Migrated("data-api") TestDatabase database) throws IOException {
        server = RunningDataApi.on(database);
        peer = RunningDataApi.peer(server);
        imports = ReactorImportServiceGrpc.newReactorStub(peer.channel());
    }

    @AfterEach
    void stop() {
        peer.close();
        server.close();
    }

    @Test
    void aFileBecomesFactsAndASecondOneOfTheSameChangesNothing() {
        byte[] file = file(LINES);
        Import first = uploaded(created("first"), file);
        Import second = uploaded(created("second"), file);

        assertEquals(ImportState.IMPORT_STATE_SUCCEEDED, first.getState());
        assertEquals(List.of((long) LINES, 0L, 0L), counts(first));
        assertEquals(List.of(0L, (long) LINES, 0L), counts(second));
        assertEquals(file.length, first.getByteOffset());
        assertEquals(LINES, first.getLineCount());
        assertEquals("local-admin", first.getCreator());
        assertEquals(LINES, fed().stream().map(Fact::getName).distinct().count());
        assertEquals(
                List.of("imports/second", "imports/first"),
                Await.value(imports.listImports(ListImportsRequest.newBuilder()
                                .setFilter("state = SUCCEEDED")
                                .build()))
                        .getImportsList()
                        .stream()
                        .map(Import::getName)
                        .toList());
    }

    @Tag("full")
    @Test
    void brokenOffAnywhereItGoesOnFromItsPlaceAndLosesAndDoublesNothing() {
        long seed = System.nanoTime();
        System.out.println("ImportIT seed " + seed);
        var random = new Random(seed);
        byte[] file = file(LINES);
        Import begun = created("broken");
        for (int i = 0; i < 5; i++) {
            begun = brokenOff(begun, file, random.nextInt(file.length));
        }
        Import whole = uploaded(begun, file);

        assertEquals(List.of((long) LINES, 0L, 0L), counts(whole), () -> "seed " + seed);
        assertEquals(LINES, whole.getLineCount());
        assertEquals(LINES, fed().size(), "each fact was told once");
    }

    /** Sends up to {@code end} and goes away; answers with what is committed once the service has noticed. */
    private Import brokenOff(Import from, byte[] file, int end) {
        Sinks.Empty<Void> gone = Sinks.empty();
        int begin = (int) from.getByteOffset();
        var pieces = pieces(from.getName(), begin, Arrays.copyOfRange(file, begin, Math.max(begin, end)), false)
                .concatWith(gone.asMono().then(Mono.error(new IOException("the cable was pulled"))));
        var call = imports.uploadImport(pieces).onErrorComplete().toFuture();
        long reached = Math.max(0, wholeSteps(file, begin, end));
        Await.until("what was sent is committed", () -> get(from.getName()).getByteOffset() >= reached);
        gone.tryEmitEmpty();
        call.join();
        return get(from.getName());
    }

    /** Where the last whole step ends that lies before {@code end}. */
    private static long wholeSteps(byte[] file, int begin, int end) {
        int lines = 0;
        int reached = begin;
        for (int i = begin; i < end; i++) {
            if (file[i] == '\n' && ++lines % io.fawkes.dataapi.domain.imports.Imports.LINES == 0) {
                reached = i + 1;
            }
        }
        return reached;
    }

    @Test
    void aFileMayComeInParts() {
        byte[] file = file(10);
        Import begun = created("parts");
        int middle = file.length / 2 + 7;
        Import half = Await.value(imports.uploadImport(pieces(begun.getName(), 0, Arrays.copyOf(file, middle), true)));

        assertEquals(ImportState.IMPORT_STATE_RUNNING, half.getState());
        assertTrue(half.getByteOffset() < middle, "the line that was cut is left for the next part");
        Import whole = uploaded(half, file);
        assertEquals(List.of(10L, 0L, 0L), counts(whole));
    }

    @Test
    void wrongLinesAreListedAndStopNothing() {
        String text = new String(file(3), StandardCharsets.UTF_8) + "{\n\n{\"deployment\":{\"version\":\"v\"}}\n"
                + "{\"zero\":\"\u0000\"}\nnonsense " + "x".repeat(600);
        Import done = uploaded(created("wrong"), text.getBytes(StandardCharsets.UTF_8));

        assertEquals(ImportState.IMPORT_STATE_SUCCEEDED, done.getState());
        assertEquals(List.of(3L, 0L, 4L), counts(done));
        var first = Await.value(imports.listImportErrors(ListImportErrorsRequest.newBuilder()
                .setParent(done.getName())
                .setPageSize(2)
                .build()));
        assertEquals(
                List.of("imports/wrong/errors/4", "imports/wrong/errors/6"),
                first.getImportErrorsList().stream()
                        .map(error -> error.getName())
                        .toList());
        assertEquals("deployment.source_key", first.getImportErrors(1).getField());
        var second = Await.value(imports.listImportErrors(ListImportErrorsRequest.newBuilder()
                .setParent(done.getName())
                .setPageSize(2)
                .setPageToken(first.getNextPageToken())
                .build()));
        assertEquals(8, second.getImportErrors(1).getLine());
        assertEquals(500, second.getImportErrors(1).getText().length());
        assertEquals("", second.getNextPageToken());
    }

    @Test
    void atTheLimitOfErrorsItIsGivenUpAndWhatWasAcceptedStays() {
        Import limited = create(ndjson().setErrorLimit(2).build(), "limited", "");
        String text =
                new String(file(1), StandardCharsets.UTF_8) + "x\ny\n" + new String(file(5), StandardCharsets.UTF_8);
        Import done = uploaded(limited, text.getBytes(StandardCharsets.UTF_8));

        assertEquals(ImportState.IMPORT_STATE_FAILED, done.getState());
        assertTrue(done.getDetail().startsWith("line 3: 2 lines were rejected"), done::getDetail);
        assertEquals(List.of(1L, 0L, 2L), counts(done));
        assertEquals(done, uploaded(done, text.getBytes(StandardCharsets.UTF_8)), "nothing is added to an end");
    }

    @Test
    void aCheckKeepsNoFact() {
        Import checked = uploaded(create(ndjson().setCheckOnly(true).build(), "checked", ""), file(5));

        assertEquals(List.of(5L, 0L, 0L), counts(checked));
        assertEquals(List.of(), fed());
    }

    @Test
    void devLakesDeploymentsAreListedWithTheirServicesNames() {
        String header =
                "id,cicd_deployment_id,commit_sha,repo_url,ref_name,result,environment,created_date,started_date,"
                        + "finished_date,commit_msg\r\n";
        String row = "webhook:1:a:x,webhook:1:a,%s,https://github.com/octo/shop,main,SUCCESS,PRODUCTION,"
                + "2026-03-01 10:00:00.000,2026-03-01 10:00:00.000,2026-03-01 10:05:00.000,\"two\nlines, \"\"q\"\"\"\r\n";
        Import table = create(
                Import.newBuilder()
                        .setFormat(ImportFormat.IMPORT_FORMAT_DEVLAKE_DEPLOYMENT_COMMITS)
                        .build(),
                "devlake",
                "");
        String text = "\uFEFF" + header + row.formatted("aaa") + row.formatted("bbb");
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        int cut = text.getBytes(StandardCharsets.UTF_8).length - 40;
        Import half = Await.value(imports.uploadImport(pieces(table.getName(), 0, Arrays.copyOf(file, cut), true)));
        Import done = uploaded(half, file);

        assertEquals(List.of(2L, 0L, 0L), counts(done), "the header is known where the file goes on");
        assertEquals(5, done.getLineCount());
        assertEquals(
                List.of("aaa", "bbb"),
                deployments().stream().map(Deployment::getVersion).sorted().toList());
    }

    @Test
    void anEmptyFileAndAHeaderThatCannotBeUsedAreGivenUp() {
        Import empty = uploaded(created("empty"), new byte[0]);
        Import headless = uploaded(
                create(
                        Import.newBuilder()
                                .setFormat(ImportFormat.IMPORT_FORMAT_DEVLAKE_INCIDENTS)
                                .build(),
                        "headless",
                        ""),
                "id,name\n1,2\n".getBytes(StandardCharsets.UTF_8));

        assertEquals(ImportState.IMPORT_STATE_FAILED, empty.getState());
        assertEquals("the file is empty", empty.getDetail());
        assertEquals(ImportState.IMPORT_STATE_FAILED, headless.getState());
        assertEquals("line 1: title: no such column (expected: those of incidents)", headless.getDetail());
    }

    @Test
    void aRequestThatIsRepeatedMakesOneImport() {
        String id = UUID.randomUUID().toString();
        Import once = create(ndjson().build(), "", id);
        Import again = create(ndjson().build(), "", id);

        assertEquals(once, again);
        assertEquals(
                "REQUEST_ID_REUSED",
                reason(() -> create(ndjson().setErrorLimit(1).build(), "", id)));
        created("taken");
        assertEquals("IMPORT_EXISTS", reason(() -> created("taken")));
        assertEquals("FIELD_INVALID", reason(() -> create(Import.getDefaultInstance(), "", "")));
    }

    @Test
    void anUploadThatCannotBePlacedIsToldWhy() {
        Import begun = created("placed");

        assertEquals(
                "RESOURCE_UNKNOWN",
                reason(() -> Await.value(imports.uploadImport(pieces("imports/none", 0, file(1), false)))));
        assertEquals(
                "UPLOAD_OUT_OF_PLACE",
                reason(() -> Await.value(imports.uploadImport(pieces(begun.getName(), 7, file(1), false)))));
    }

    @Tag("full")
    @Test
    void ofTwoUploadsAtOnceOneIsToldThatTheOtherWentAhead() {
        Import begun = created("raced");
        Sinks.Empty<Void> later = Sinks.empty();
        byte[] file = file(LINES);
        var slow = imports.uploadImport(pieces(begun.getName(), 0, Arrays.copyOf(file, file.length / 2), false)
                        .concatWith(later.asMono()
                                .thenMany(
                                        pieces("", 0, Arrays.copyOfRange(file, file.length / 2, file.length), false))))
                .toFuture();
        Await.until("it begins", () -> get(begun.getName()).getLineCount() > 0);
        Import fast = uploaded(begun, file);
        later.tryEmitEmpty();

        assertEquals("UPLOAD_OVERTAKEN", reason(() -> Await.value(Mono.fromFuture(slow))));
        assertEquals(List.of((long) LINES, 0L, 0L), counts(fast));
        assertEquals(LINES, fed().size());
    }

    @Test
    void aWatcherSeesItsEnd() {
        Import begun = created("watched");
        var seen = imports.watchImport(
                        WatchImportRequest.newBuilder().setName(begun.getName()).build())
                .collectList()
                .toFuture();
        Import done = uploaded(begun, file(2));

        assertEquals(done, Await.value(Mono.fromFuture(seen)).getLast());
    }

    private static byte[] file(int lines) {
        return IntStream.range(0, lines)
                .mapToObj("""
                        {"deploymentId":"d-%1$d","deployment":{"sourceKey":{"key":"fawkes.io/service","value":"shop"},\
                        "environment":"prod","version":"v%1$d","statusChanges":{"end":{"status":\
                        "DEPLOYMENT_STATUS_SUCCEEDED","occurTime":"2026-03-01T10:00:00Z"}}}}
                        """::formatted)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Import.Builder ndjson() {
        return Import.newBuilder().setFormat(ImportFormat.IMPORT_FORMAT_NDJSON);
    }

    private Import created(String id) {
        return create(ndjson().setKind(ImportKind.IMPORT_KIND_DEPLOYMENT).build(), id, "");
    }

    private Import create(Import planned, String id, String requestId) {
        return Await.value(imports.createImport(CreateImportRequest.newBuilder()
                .setImport(planned)
                .setImportId(id)
                .setRequestId(requestId)
                .build()));
    }

    private Import get(String name) {
        return Await.value(
                imports.getImport(GetImportRequest.newBuilder().setName(name).build()));
    }

    /** The whole file, from its beginning, in pieces of 10,000 bytes. */
    private Import uploaded(Import from, byte[] file) {
        return Await.value(imports.uploadImport(pieces(from.getName(), 0, file, false)));
    }

    private static Flux<UploadImportRequest> pieces(String name, long offset, byte[] bytes, boolean partial) {
        var head = UploadImportRequest.newBuilder()
                .setName(name)
                .setOffset(offset)
                .setPartial(partial)
                .build();
        int size = 10_000;
        return Flux.just(head)
                .concatWith(Flux.range(0, (bytes.length + size - 1) / size)
                        .map(i ->
                                piece(ByteString.copyFrom(bytes, i * size, Math.min(size, bytes.length - i * size)))));
    }

    private static UploadImportRequest piece(ByteString data) {
        return UploadImportRequest.newBuilder()
                .setChunk(HttpBody.newBuilder().setData(data))
                .build();
    }

    private static List<Long> counts(Import done) {
        return List.of(done.getAcceptedCount(), done.getDuplicateCount(), done.getRejectedCount());
    }

    private static String reason(Runnable call) {
        var refusal = assertThrows(StatusRuntimeException.class, call::run);
        return RpcStatus.errorInfo(refusal).orElseThrow().getReason();
    }

    private List<Deployment> deployments() {
        return Await.value(ReactorDeploymentServiceGrpc.newReactorStub(peer.channel())
                        .listDeployments(ListDeploymentsRequest.getDefaultInstance()))
                .getDeploymentsList();
    }

    private List<Fact> fed() {
        return Await.values(ReactorFactServiceGrpc.newReactorStub(peer.channel())
                .watchFacts(WatchFactsRequest.getDefaultInstance())
                .takeUntil(message -> message.getCaughtUp())
                .flatMapIterable(message -> message.getFactsList()));
    }
}
