package io.fawkes.dataapi.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.FieldMask;
import io.fawkes.dataapi.v1.ApiTokenServiceOuterClass;
import io.fawkes.dataapi.v1.AuditServiceOuterClass;
import io.fawkes.dataapi.v1.BackfillServiceOuterClass;
import io.fawkes.dataapi.v1.BuildServiceOuterClass;
import io.fawkes.dataapi.v1.CalendarServiceOuterClass;
import io.fawkes.dataapi.v1.CatalogServiceOuterClass;
import io.fawkes.dataapi.v1.Change;
import io.fawkes.dataapi.v1.ChangeServiceOuterClass;
import io.fawkes.dataapi.v1.Commit;
import io.fawkes.dataapi.v1.DeliveryServiceOuterClass;
import io.fawkes.dataapi.v1.DeploymentServiceOuterClass;
import io.fawkes.dataapi.v1.ImportServiceOuterClass;
import io.fawkes.dataapi.v1.IncidentServiceOuterClass;
import io.fawkes.dataapi.v1.ListChangesResponse;
import io.fawkes.dataapi.v1.PersonServiceOuterClass;
import io.fawkes.dataapi.v1.PolicyServiceOuterClass;
import io.fawkes.dataapi.v1.PullRequest;
import io.fawkes.dataapi.v1.QualityGateServiceOuterClass;
import io.fawkes.dataapi.v1.SloObservationServiceOuterClass;
import io.fawkes.dataapi.v1.SurveyAnswerServiceOuterClass;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadMaskTest {

    private static final Change CHANGE = Change.newBuilder()
            .setName("changes/1")
            .setTitle("Count what counts")
            .setAuthor("ada")
            .setCommit(Commit.newBuilder().setSha("4f2a9c1").putPredecessors("0a1b2c3", "main"))
            .setPullRequest(PullRequest.newBuilder().setNumber(7).setBaseRef("main"))
            .build();

    @Test
    void onlyWhatIsNamedIsLeft() {
        Change some = masked("name", "commit.sha", "pull_request");

        assertEquals(
                Change.newBuilder()
                        .setName("changes/1")
                        .setCommit(Commit.newBuilder().setSha("4f2a9c1"))
                        .setPullRequest(PullRequest.newBuilder().setNumber(7).setBaseRef("main"))
                        .build(),
                some);
    }

    @Test
    void aFieldThatIsNamedWholeAndInPartIsWhole() {
        assertEquals(CHANGE.getCommit(), masked("commit.sha", "commit").getCommit());
        assertEquals(CHANGE.getCommit(), masked("commit", "commit.sha").getCommit());
    }

    @Test
    void aStarAndAnEmptyMaskMeanEverything() {
        assertEquals(CHANGE, masked("name", "*"));
        assertEquals(CHANGE, masked());
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void aPathThatIsNotThereIsNamed(String path) {
        var refused = assertThrows(StatusRuntimeException.class, () -> masked("name", path));

        assertTrue(
                refused.getStatus().toString().contains("read_mask: " + path + " (expected: "),
                refused.getStatus().toString());
    }

    static List<String> unknown() {
        return List.of("authors", "commit.hash", "name.first", "commit.predecessors.main", "", "commit.");
    }

    private static Change masked(String... paths) {
        FieldMask mask = FieldMask.newBuilder().addAllPaths(List.of(paths)).build();
        return (Change) ReadMask.of(mask, Change.getDescriptor()).of(CHANGE);
    }

    @Test
    void aMaskOfAPageSpeaksOfItsResources() {
        assertEquals(Change.getDescriptor(), ReadMasks.resource(ListChangesResponse.getDescriptor()));
        assertEquals(Change.getDescriptor(), ReadMasks.resource(Change.getDescriptor()));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("reads")
    void everyReadTakesAMask(MethodDescriptor rpc) {
        FieldDescriptor mask = rpc.getInputType().findFieldByName("read_mask");

        assertEquals(
                "google.protobuf.FieldMask",
                mask == null ? "no read_mask" : mask.getMessageType().getFullName(),
                rpc.getFullName());
    }

    static Stream<MethodDescriptor> reads() {
        return Stream.of(
                        ApiTokenServiceOuterClass.getDescriptor(),
                        AuditServiceOuterClass.getDescriptor(),
                        PersonServiceOuterClass.getDescriptor(),
                        BackfillServiceOuterClass.getDescriptor(),
                        BuildServiceOuterClass.getDescriptor(),
                        CalendarServiceOuterClass.getDescriptor(),
                        CatalogServiceOuterClass.getDescriptor(),
                        ChangeServiceOuterClass.getDescriptor(),
                        DeliveryServiceOuterClass.getDescriptor(),
                        DeploymentServiceOuterClass.getDescriptor(),
                        ImportServiceOuterClass.getDescriptor(),
                        IncidentServiceOuterClass.getDescriptor(),
                        PolicyServiceOuterClass.getDescriptor(),
                        QualityGateServiceOuterClass.getDescriptor(),
                        SloObservationServiceOuterClass.getDescriptor(),
                        SurveyAnswerServiceOuterClass.getDescriptor())
                .flatMap(file -> file.getServices().stream())
                .map(ServiceDescriptor::getMethods)
                .flatMap(List::stream)
                .filter(rpc -> rpc.getName().matches("(Get|List|BatchGet)[A-Z].*"));
    }
}
