package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Duration;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import io.fawkes.dataapi.v1.Calendar;
import io.fawkes.dataapi.v1.CalendarDay;
import io.fawkes.dataapi.v1.CreateCalendarRequest;
import io.fawkes.dataapi.v1.CreatePolicyRequest;
import io.fawkes.dataapi.v1.CreateServiceRequest;
import io.fawkes.dataapi.v1.CreateSurveyAnswerRequest;
import io.fawkes.dataapi.v1.DeleteCalendarRequest;
import io.fawkes.dataapi.v1.DeletePolicyRequest;
import io.fawkes.dataapi.v1.DeleteSurveyAnswerRequest;
import io.fawkes.dataapi.v1.DependencyKind;
import io.fawkes.dataapi.v1.Fact;
import io.fawkes.dataapi.v1.FailureEvidence;
import io.fawkes.dataapi.v1.GetServiceRequest;
import io.fawkes.dataapi.v1.LeadTimeChoice;
import io.fawkes.dataapi.v1.ListCalendarsRequest;
import io.fawkes.dataapi.v1.ListPoliciesRequest;
import io.fawkes.dataapi.v1.ListServicesRequest;
import io.fawkes.dataapi.v1.ListSurveyAnswersRequest;
import io.fawkes.dataapi.v1.Policy;
import io.fawkes.dataapi.v1.QuietKind;
import io.fawkes.dataapi.v1.QuietPeriod;
import io.fawkes.dataapi.v1.ReactorCalendarServiceGrpc;
import io.fawkes.dataapi.v1.ReactorCatalogServiceGrpc;
import io.fawkes.dataapi.v1.ReactorFactServiceGrpc;
import io.fawkes.dataapi.v1.ReactorPolicyServiceGrpc;
import io.fawkes.dataapi.v1.ReactorSurveyAnswerServiceGrpc;
import io.fawkes.dataapi.v1.Service;
import io.fawkes.dataapi.v1.ServiceDependency;
import io.fawkes.dataapi.v1.SurveyAnswer;
import io.fawkes.dataapi.v1.TeamTerm;
import io.fawkes.dataapi.v1.UndeletePolicyRequest;
import io.fawkes.dataapi.v1.UpdateCalendarRequest;
import io.fawkes.dataapi.v1.UpdateServiceRequest;
import io.fawkes.dataapi.v1.UpdateSurveyAnswerRequest;
import io.fawkes.dataapi.v1.WatchFactsRequest;
import io.fawkes.dataapi.v1.WatchFactsResponse;
import io.fawkes.dataapi.v1.Weekday;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import reactor.core.publisher.Mono;

/** Calendars, policies, survey answers and all that a service says, by rpc, in lists and in the feed. */
@ExtendWith(PostgresExtension.class)
class CatalogKindsIT {

    private static final long YEAR_2000 = 946_684_800;

    private static final Calendar BAVARIA = Calendar.newBuilder()
            .setDisplayName("Munich")
            .setTimeZone("Europe/Berlin")
            .addWorkdays(Weekday.WEEKDAY_MONDAY)
            .addWorkdays(Weekday.WEEKDAY_FRIDAY)
            .setWorkStart("09:00")
            .setWorkEnd("17:30")
            .setHolidayCountry("de")
            .setHolidayRegion("by")
            .addExtraHolidays(CalendarDay.newBuilder().setDate("2026-12-24").setTitle("Christmas Eve"))
            .addQuietPeriods(QuietPeriod.newBuilder()
                    .setStartTime(time(1_000))
                    .setEndTime(time(2_000))
                    .setKind(QuietKind.QUIET_KIND_FREEZE)
                    .setTitle("end of year"))
            .build();

    private DataApiServer server;
    private Peer peer;

    @BeforeEach
    void start(@Migrated("data-api") TestDatabase database) throws IOException {
        server = RunningDataApi.on(database);
        peer = RunningDataApi.peer(server);
    }

    @AfterEach
    void stop() {
        peer.close();
        server.close();
    }

    @Test
    void aCalendarIsKeptChangedDeletedAndStreamedAsAFact() {
        Calendar made = create("munich", BAVARIA);
        Calendar changed = calendars(stub -> stub.updateCalendar(UpdateCalendarRequest.newBuilder()
                .setCalendar(made.toBuilder().clearWorkdays().setDisplayName("Elsewhere"))
                .setUpdateMask(FieldMask.newBuilder().addPaths("workdays"))
                .build()));

        assertEquals(BAVARIA, said(made));
        assertEquals(BAVARIA.toBuilder().clearWorkdays().build(), said(changed));
        assertReason("ETAG_MISMATCH", () -> delete("munich", made.getEtag()));
        assertReason("RESOURCE_EXISTS", () -> create("munich", BAVARIA));
        assertEquals(List.of("calendars/munich"), listed("holiday_country = de", false));

        delete("munich", changed.getEtag());

        assertReason("RESOURCE_DELETED", () -> delete("munich", ""));
        assertEquals(List.of(), listed("", false));
        assertEquals(List.of("calendars/munich"), listed("", true));
        Fact last = fed(3).getLast();
        assertEquals("calendars/munich", last.getName());
        assertTrue(last.getCalendar().hasDeleteTime());
        assertEquals("de", last.getCalendar().getHolidayCountry());
    }

    @Test
    void aSubjectHasOnePolicyAndAnotherWhenThatIsDeleted() {
        Policy strict = policy("strict", "teams/cash");

        assertEquals(Duration.newBuilder().setSeconds(3_600).build(), strict.getCausalWindow());
        assertEquals(FailureEvidence.FAILURE_EVIDENCE_ROLLBACK, strict.getMinConfidence());
        assertTrue(strict.hasIncludeBots());
        assertReason("SUBJECT_TAKEN", () -> policy("lax", "teams/cash"));
        policies(stub -> stub.deletePolicy(
                DeletePolicyRequest.newBuilder().setName("policies/strict").build()));
        policy("lax", "teams/cash");
        assertReason(
                "SUBJECT_TAKEN",
                () -> policies(stub -> stub.undeletePolicy(UndeletePolicyRequest.newBuilder()
                        .setName("policies/strict")
                        .build())));
        assertEquals(
                List.of("policies/lax"),
                policies(stub -> stub.listPolicies(ListPoliciesRequest.newBuilder()
                                .setFilter("subject = \"teams/cash\"")
                                .build()))
                        .getPoliciesList()
                        .stream()
                        .map(Policy::getName)
                        .toList());
        assertEquals(strict.getCausalWindow(), fed(3).getFirst().getPolicy().getCausalWindow());
    }

    @Test
    void aTeamsSurveyAnswerIsKeptChangedDeletedAndStreamedAsAFact() {
        SurveyAnswer spring = survey("cash-spring", "teams/cash", 1_000);
        survey("cash-autumn", "teams/cash", 2_000);
        survey("coins", "teams/coins", 1_500);
        SurveyAnswer corrected = surveys(stub -> stub.updateSurveyAnswer(UpdateSurveyAnswerRequest.newBuilder()
                .setSurveyAnswer(
                        spring.toBuilder().clearLeadTimeChoice().setNote("the whole team, in the retrospective"))
                .setUpdateMask(
                        FieldMask.newBuilder().addPaths("lead_time_choice").addPaths("note"))
                .build()));

        assertEquals(LeadTimeChoice.LEAD_TIME_CHOICE_LESS_THAN_ONE_DAY, spring.getLeadTimeChoice());
        assertFalse(corrected.hasLeadTimeChoice());
        assertEquals(0, corrected.getChangeFailPercent());
        assertTrue(corrected.hasChangeFailPercent());
        assertFalse(corrected.hasReworkPercent());
        assertEquals(
                List.of("surveyAnswers/cash-autumn", "surveyAnswers/cash-spring"),
                surveyed("team = \"teams/cash\" AND answer_time < \"2000-01-02T00:00:00Z\"", "answer_time desc"));
        surveys(stub -> stub.deleteSurveyAnswer(DeleteSurveyAnswerRequest.newBuilder()
                .setName("surveyAnswers/cash-spring")
                .setEtag(corrected.getEtag())
                .build()));
        assertEquals(List.of("surveyAnswers/coins", "surveyAnswers/cash-autumn"), surveyed("", "answer_time"));
        Fact last = fed(5).getLast();
        assertEquals("surveyAnswers/cash-spring", last.getName());
        assertTrue(last.getSurveyAnswer().hasDeleteTime());
        assertEquals("teams/cash", last.getSurveyAnswer().getTeam());
        assertReason("FIELD_INVALID", () -> survey("later", "teams/cash", 9_000_000_000L));
    }

    private SurveyAnswer survey(String id, String team, long time) {
        return surveys(stub -> stub.createSurveyAnswer(CreateSurveyAnswerRequest.newBuilder()
                .setSurveyAnswerId(id)
                .setSurveyAnswer(SurveyAnswer.newBuilder()
                        .setTeam(team)
                        .setAnswerTime(time(YEAR_2000 + time))
                        .setLeadTimeChoice(LeadTimeChoice.LEAD_TIME_CHOICE_LESS_THAN_ONE_DAY)
                        .setChangeFailPercent(0))
                .build()));
    }

    private List<String> surveyed(String filter, String order) {
        return surveys(stub -> stub.listSurveyAnswers(ListSurveyAnswersRequest.newBuilder()
                        .setFilter(filter)
                        .setOrderBy(order)
                        .build()))
                .getSurveyAnswersList()
                .stream()
                .map(SurveyAnswer::getName)
                .toList();
    }

    @Test
    void aServiceSaysWhatItNeedsAndByWhatItGoes() {
        create("munich", BAVARIA);
        policy("strict", "");
        Service asked = Service.newBuilder()
                .setTeam("teams/cash")
                .addDependencies(ServiceDependency.newBuilder()
                        .setService("services/ledger")
                        .setKind(DependencyKind.DEPENDENCY_KIND_HARD))
                .setCalendar("calendars/munich")
                .setPolicy("policies/strict")
                .setCausalWindow(Duration.newBuilder().setSeconds(7_200))
                .setLifecycle("production")
                .addPathGlobs("services/payments/**")
                .setSystem("checkout")
                .build();

        Service made = service("payments", asked);

        assertEquals(asked.getDependenciesList(), made.getDependenciesList());
        assertEquals(asked.getCausalWindow(), made.getCausalWindow());
        assertEquals(asked.getPathGlobsList(), made.getPathGlobsList());
        assertEquals(List.of(TeamTerm.newBuilder().setTeam("teams/cash").build()), made.getTeamTermsList());
        assertEquals(
                List.of("services/payments"),
                services(
                        "dependencies.service:\"services/ledger\" AND calendar = \"calendars/munich\" AND system = checkout"));
        assertReason(
                "FIELD_INVALID",
                () -> service(
                        "other", asked.toBuilder().setCalendar("calendars/none").build()));
        assertReason("RESOURCE_UNKNOWN", () -> get("calendars/munich"));
    }

    @Test
    void aMoveKeepsWhoOwnedTheServiceBefore() {
        Service made =
                service("payments", Service.newBuilder().setTeam("teams/cash").build());

        Service moved = update(made.toBuilder().setTeam("teams/coins").build(), "*");
        Service corrected =
                update(moved.toBuilder().setTeamStartTime(time(1_700_000_000)).build(), "team_start_time");

        assertEquals(2, moved.getTeamTermsCount());
        assertFalse(moved.getTeamTerms(0).hasStartTime());
        assertEquals(moved.getTeamStartTime(), moved.getTeamTerms(1).getStartTime());
        assertEquals(
                List.of(
                        TeamTerm.newBuilder().setTeam("teams/cash").build(),
                        TeamTerm.newBuilder()
                                .setTeam("teams/coins")
                                .setStartTime(time(1_700_000_000))
                                .build()),
                corrected.getTeamTermsList());
        assertEquals(corrected.getTeamTermsList(), fed(3).getLast().getService().getTeamTermsList());
        assertReason(
                "FIELD_INVALID",
                () -> update(
                        corrected.toBuilder()
                                .setTeamStartTime(time(9_000_000_000L))
                                .build(),
                        "team_start_time"));
    }

    private Calendar create(String id, Calendar calendar) {
        return calendars(stub -> stub.createCalendar(CreateCalendarRequest.newBuilder()
                .setCalendarId(id)
                .setCalendar(calendar)
                .build()));
    }

    /** Without what is the server's own. */
    private static Calendar said(Calendar calendar) {
        return calendar.toBuilder().clearName().clearEtag().clearCreateTime().build();
    }

    private void delete(String id, String etag) {
        calendars(stub -> stub.deleteCalendar(DeleteCalendarRequest.newBuilder()
                .setName("calendars/" + id)
                .setEtag(etag)
                .build()));
    }

    private List<String> listed(String filter, boolean deletedToo) {
        return calendars(stub -> stub.listCalendars(ListCalendarsRequest.newBuilder()
                        .setFilter(filter)
                        .setShowDeleted(deletedToo)
                        .build()))
                .getCalendarsList()
                .stream()
                .map(Calendar::getName)
                .toList();
    }

    private Policy policy(String id, String subject) {
        return policies(stub -> stub.createPolicy(CreatePolicyRequest.newBuilder()
                .setPolicyId(id)
                .setPolicy(Policy.newBuilder()
                        .setSubject(subject)
                        .setCausalWindow(Duration.newBuilder().setSeconds(3_600))
                        .setMinConfidence(FailureEvidence.FAILURE_EVIDENCE_ROLLBACK)
                        .addTrustedSources("jenkins")
                        .setIncludeBots(false))
                .build()));
    }

    private Service service(String id, Service service) {
        return services(stub -> stub.createService(CreateServiceRequest.newBuilder()
                .setServiceId(id)
                .setService(service)
                .build()));
    }

    private Service update(Service service, String path) {
        return services(stub -> stub.updateService(UpdateServiceRequest.newBuilder()
                .setService(service)
                .setUpdateMask(FieldMask.newBuilder().addPaths(path))
                .build()));
    }

    private Service get(String id) {
        return services(stub -> stub.getService(
                GetServiceRequest.newBuilder().setName("services/" + id).build()));
    }

    private List<String> services(String filter) {
        return services(stub -> stub.listServices(
                        ListServicesRequest.newBuilder().setFilter(filter).build()))
                .getServicesList()
                .stream()
                .map(Service::getName)
                .toList();
    }

    private List<Fact> fed(int facts) {
        return Await.values(peer.many(
                        ReactorFactServiceGrpc.newReactorStub(peer.channel()),
                        stub -> stub.watchFacts(WatchFactsRequest.getDefaultInstance()))
                .flatMapIterable(WatchFactsResponse::getFactsList)
                .take(facts));
    }

    private <T> T calendars(Function<ReactorCalendarServiceGrpc.ReactorCalendarServiceStub, Mono<T>> rpc) {
        return Await.value(peer.one(ReactorCalendarServiceGrpc.newReactorStub(peer.channel()), rpc));
    }

    private <T> T policies(Function<ReactorPolicyServiceGrpc.ReactorPolicyServiceStub, Mono<T>> rpc) {
        return Await.value(peer.one(ReactorPolicyServiceGrpc.newReactorStub(peer.channel()), rpc));
    }

    private <T> T surveys(Function<ReactorSurveyAnswerServiceGrpc.ReactorSurveyAnswerServiceStub, Mono<T>> rpc) {
        return Await.value(peer.one(ReactorSurveyAnswerServiceGrpc.newReactorStub(peer.channel()), rpc));
    }

    private <T> T services(Function<ReactorCatalogServiceGrpc.ReactorCatalogServiceStub, Mono<T>> rpc) {
        return Await.value(peer.one(ReactorCatalogServiceGrpc.newReactorStub(peer.channel()), rpc));
    }

    private static void assertReason(String reason, Executable call) {
        var refusal = assertThrows(StatusRuntimeException.class, call);
        assertEquals(reason, RpcStatus.errorInfo(refusal).orElseThrow().getReason());
    }

    private static Timestamp time(long seconds) {
        return Timestamp.newBuilder().setSeconds(seconds).build();
    }
}
