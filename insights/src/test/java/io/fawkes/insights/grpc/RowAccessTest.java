package io.fawkes.insights.grpc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fawkes.insights.domain.InsightsException;
import io.fawkes.insights.domain.dora.DoraReport;
import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.dora.Inquiry;
import io.fawkes.insights.domain.dora.Terms;
import io.fawkes.insights.domain.dora.Window;
import io.fawkes.insights.domain.fact.Ruling;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.ServiceFacts;
import io.fawkes.insights.domain.timeline.Policy;
import io.fawkes.insights.domain.timeline.Timeline;
import io.fawkes.runtime.rpc.Principal;
import io.fawkes.runtime.rpc.Role;
import io.fawkes.runtime.rpc.RpcStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowAccessTest {
    private static final DoraReport OF_SHOP = reportOf("teams/shop");

    @Test
    void rowsAreShownToTheTeamToAdminsAndToServices() {
        assertDoesNotThrow(() -> DoraGrpcService.requireRows(developerOf("teams/shop"), OF_SHOP));
        assertDoesNotThrow(() -> DoraGrpcService.requireRows(Principal.LOCAL_ADMIN, OF_SHOP));
        assertDoesNotThrow(
                () -> DoraGrpcService.requireRows(new Principal("mesh", Set.of(Role.SERVICE), Set.of()), OF_SHOP));
    }

    @Test
    void rowsOfAnotherTeamAreRefusedWithTheirReason() {
        var refusal = assertThrows(
                InsightsException.ForeignRows.class,
                () -> DoraGrpcService.requireRows(developerOf("teams/till"), OF_SHOP));
        var status = InsightsStatuses.translate(refusal).orElseThrow().toException();

        assertEquals("TEAM_MISSING", RpcStatus.errorInfo(status).orElseThrow().getReason());
    }

    @Test
    void rowsOfNobodyAreNotForDevelopers() {
        assertThrows(
                InsightsException.ForeignRows.class,
                () -> DoraGrpcService.requireRows(developerOf("teams/shop"), reportOf("")));
    }

    private static Principal developerOf(String team) {
        return new Principal("dev", Set.of(Role.DEVELOPER), Set.of(team));
    }

    private static DoraReport reportOf(String team) {
        var service = new ServiceFact("services/shop", 1, team, "", ZoneId.of("UTC"), Set.of(), Set.of());
        var timeline = Timeline.of(ServiceFacts.of(service, Ruling.NONE, List.of()), Policy.USUAL);
        var window = new Window(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
        return DoraReport.of(
                new Inquiry(Group.of(service.id()), window, Instant.EPOCH, Policy.USUAL, Terms.USUAL),
                List.of(timeline));
    }
}
