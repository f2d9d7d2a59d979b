package io.fawkes.dataapi.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.fawkes.dataapi.contract.ReportedMessages;
import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SloObservationFields;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.imports.Said;
import io.fawkes.dataapi.v1.Deployment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceFilesTest {

    private static final String DEPLOYMENT = """
            {"sourceKey":{"key":"fawkes.io/service","value":"shop"},"environment":"prod","version":"abc",\
            "statusChanges":{"end":{"status":"DEPLOYMENT_STATUS_SUCCEEDED","occurTime":"2026-03-01T10:00:00Z"}}}""";

    private static final String HEADER = "deployment_id,source_key.key,source_key.value,environment,version,production,"
            + "create_time,status_changes[end].status,status_changes[end].occur_time";

    private static final String RECORD =
            "d-1,fawkes.io/service,shop,prod,abc,true,2026-03-01 10:00,DEPLOYMENT_STATUS_SUCCEEDED,2026-03-01T10:00:00Z";

    @Test
    void aLineOfJsonSaysWhatTheSameReportByRestWould() throws InvalidProtocolBufferException {
        var reported = Deployment.newBuilder();
        JsonFormat.parser().merge(DEPLOYMENT, reported);
        Revision byRest = ReportedMessages.revision(FactKind.DEPLOYMENT, "deployment", reported.build(), "d-1");

        assertEquals(byRest, tagged("{\"deployment\":" + DEPLOYMENT + ",\"deploymentId\":\"d-1\"}"));
        assertEquals(byRest, tagged("{\"deployment_id\":\"d-1\",\"deployment\":" + DEPLOYMENT + "}"));
        assertEquals(byRest, plain(DEPLOYMENT.replaceFirst("\\{", "{\"id\":\"d-1\",")));
        assertEquals(byRest, plain(DEPLOYMENT.replaceFirst("\\{", "{\"name\":\"deployments/d-1\",")));
    }

    @Test
    void aLineWithoutAnIdIsKnownByWhatItSays() {
        assertEquals(plain(DEPLOYMENT).key(), plain(DEPLOYMENT).key());
        assertNotEquals(
                plain(DEPLOYMENT).key(), plain(DEPLOYMENT.replace("abc", "abd")).key());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"version\":5.5}|deployment.source_key",
                "{\"version\":{}}|deployment.version",
                "{\"versionn\":\"x\"}|deployment.versionn",
                "{\"createTime\":\"yesterday\"}|deployment.createTime",
            })
    void theFieldThatIsWrongIsNamed(String line, String field) {
        assertEquals(field, Files.ndjson(Optional.of(FactKind.DEPLOYMENT), line).refusedField());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "{\"change\":{},\"other\":1}",
                "{\"what\":{}}",
                "\u0001",
                "{\"id\":{}}"
            })
    void whatIsNoResourceRefusesItsLineOnly(String line) {
        var read = Files.ndjson(Optional.empty(), line, "{\"deployment\":" + DEPLOYMENT + "}");

        assertEquals(1, read.revisions().size());
    }

    @Test
    void aDeepLineIsRefused() {
        assertInstanceOf(
                Said.Nonsense.class,
                Files.ndjson(Optional.of(FactKind.CHANGE), "{\"a\":".repeat(5_000))
                        .last());
    }

    @Test
    void aTimeThatCannotBeTrueIsRefusedWithItsField() {
        assertEquals(
                "deployment.status_changes[end]",
                Files.ndjson(Optional.of(FactKind.DEPLOYMENT), DEPLOYMENT.replace("2026-03-01", "2096-03-01"))
                        .refusedField());
    }

    @Test
    void aColumnIsCalledAsTheFieldIs() {
        Revision said = Files.csv(FactKind.DEPLOYMENT, HEADER, RECORD).only();

        assertEquals("d-1", said.key().sourceId());
        assertEquals(Optional.of(new SourceKey(SourceKey.SERVICE, "shop")), said.value(DeploymentFields.SOURCE_KEY));
        assertEquals(Optional.of(true), said.value(DeploymentFields.PRODUCTION));
        assertEquals(
                Optional.of(Instant.parse("2026-03-01T09:00:00Z")),
                said.value(DeploymentFields.CREATE_TIME),
                "a time without zone is of the import's");
    }

    @Test
    void columnsMayBeCalledOtherwiseAndLeftAside() {
        Revision said = Files.csv(
                        FactKind.BUILD,
                        Map.of(
                                "job",
                                "pipeline",
                                "repo kind",
                                "source_key.key",
                                "repo",
                                "source_key.value",
                                "note",
                                ""),
                        "job,status,note,repo kind,repo,number,finish_time",
                        "main,BUILD_STATUS_SUCCEEDED,\"a, \"\"b\"\"\",github.com/project-slug,o/r,7,2026-03-01T10:00:00Z")
                .only();

        assertEquals(Optional.of("main"), said.value(BuildFields.PIPELINE));
        assertEquals(Optional.of(7L), said.value(BuildFields.NUMBER));
    }

    @Test
    void aListIsOneColumnWithCommasBetweenItsMembers() {
        Revision said = Files.csv(
                        FactKind.CHANGE,
                        "source_key.key,source_key.value,commit.sha,commit.paths,fixes,unplanned",
                        "github.com/project-slug,octo/shop,ab12,\"till/Till.java, README.md\",cd34,true")
                .only();

        assertEquals(Optional.of(List.of("till/Till.java", "README.md")), said.value(ChangeFields.PATHS));
        assertEquals(Optional.of(List.of("cd34")), said.value(ChangeFields.FIXES));
        assertEquals(Optional.of(true), said.value(ChangeFields.UNPLANNED));
    }

    @Test
    void numbersAreRead() {
        Revision said = Files.csv(
                        FactKind.SLO_OBSERVATION,
                        "source_key.key,source_key.value,objective,start_time,end_time,target,attained",
                        "fawkes.io/service,shop,avail,2026-03-01,2026-03-02,0.99,9.5e-1")
                .only();

        assertEquals(Optional.of(0.95), said.value(SloObservationFields.ATTAINED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "versionn",
                "version,version",
                "status_changes",
                "status_changes[x]",
                "source_key",
                "version.x",
                "version[x]",
                "status_changes[x].occur_time.seconds.",
                "a b",
                "version,,environment.,"
            })
    void aHeaderThatNamesNoFieldIsHopeless(String header) {
        assertInstanceOf(
                Said.Hopeless.class, Files.csv(FactKind.DEPLOYMENT, header).last());
    }

    @ParameterizedTest
    @ValueSource(strings = {"d-1", "a,b,c,d,e,f,g,h,i,j", "\"x\"y,b,c,d,e,f,g,h,i"})
    void aRecordOfAnotherShapeIsRefused(String record) {
        var read = Files.csv(FactKind.DEPLOYMENT, HEADER, record, RECORD);

        assertEquals(1, read.revisions().size());
    }

    @Test
    void theColumnThatIsWrongIsNamed() {
        assertEquals(
                "create_time",
                Files.csv(FactKind.DEPLOYMENT, HEADER, RECORD.replace("2026-03-01 10:00", "soon"))
                        .refusedField());
        assertEquals(
                "deployment.production",
                Files.csv(FactKind.DEPLOYMENT, HEADER, RECORD.replace(",true,", ",maybe,"))
                        .refusedField());
        assertEquals(
                "deployment.environment",
                Files.csv(FactKind.DEPLOYMENT, HEADER, RECORD.replace(",prod,", ",,"))
                        .refusedField());
    }

    private static Revision tagged(String line) {
        return Files.ndjson(Optional.empty(), line).only();
    }

    private static Revision plain(String line) {
        return Files.ndjson(Optional.of(FactKind.DEPLOYMENT), line).only();
    }
}
