package io.fawkes.dataapi.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.argocd.ArgoCdStory;
import io.fawkes.dataapi.cdevents.CdEventsBodies;
import io.fawkes.dataapi.devlake.DevLakeBodies;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.PlausibleTimes;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.generic.GenericBodies;
import io.fawkes.dataapi.github.GithubBodies;
import io.fawkes.dataapi.gitlab.GitlabBodies;
import io.fawkes.dataapi.jenkins.JenkinsStory;
import io.fawkes.dataapi.pagerduty.PagerDutyBodies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every source of webhooks. */
class SourceContractTest {

    static Stream<SourceStory> stories() {
        return Stream.of(
                ArgoCdStory.story(),
                CdEventsBodies.story(),
                DevLakeBodies.story(),
                GenericBodies.story(),
                GithubBodies.story(),
                GitlabBodies.story(),
                JenkinsStory.story(),
                PagerDutyBodies.story());
    }

    static Stream<Arguments> seededStories() {
        return stories()
                .flatMap(story -> IntStream.rangeClosed(1, 8).mapToObj(seed -> Arguments.of(story, (long) seed)));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void tellsOfEachThingUnderOneKeyAtTimesThatAreBelieved(SourceStory story) {
        assertEquals(story.facts(), Told.facts(story.source(), story.told()).size());
        story.told().stream()
                .flatMap(request -> Told.understood(story.source(), request).revisions().stream())
                .forEach(said -> assertEquals(Optional.empty(), PlausibleTimes.problem(said, Told.NOW)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("seededStories")
    void shuffledAndDoubledItTellsTheSameFacts(SourceStory story, long seed) {
        List<WebhookRequest> shuffled = new ArrayList<>(story.told());
        shuffled.addAll(story.told());
        Collections.shuffle(shuffled, new Random(seed));

        assertEquals(
                fields(Told.facts(story.source(), story.told())),
                fields(Told.facts(story.source(), shuffled)),
                "seed " + seed);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void aStrangerIsDoubtedWithoutShowingWhatHeShowed(SourceStory story) {
        Rejection rejection = Told.refused(story.source(), story.forged());

        assertFalse(rejection.isAuthentic(), rejection.toString());
        assertNotEquals(Reason.SECRET_MISSING, rejection.reason());
        assertFalse(rejection.detail().contains("a-guess"), rejection.detail());
    }

    @ParameterizedTest
    @MethodSource("stories")
    void withoutASecretNobodyIsBelievedAndTheVariableIsNamed(SourceStory story) {
        Rejection rejection = Told.refused(story.closed(), story.told().getFirst());

        assertEquals(Reason.SECRET_MISSING, rejection.reason());
        String variable = "FAWKES_WEBHOOK_SECRET_" + story.source().name().toUpperCase(Locale.ROOT);
        assertTrue(rejection.detail().contains(variable), rejection.detail());
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whatIsNoJsonObjectIsRefused(SourceStory story) {
        for (String body : List.of("{", "[]", "null", "{\"a\":1,\"a\":2}", "{} {}", "\0")) {
            for (WebhookRequest request : story.told()) {
                assertEquals(
                        Reason.BODY_MALFORMED,
                        assertInstanceOf(
                                        Understanding.Refused.class,
                                        story.source()
                                                .read(
                                                        Requests.saying(request, body.getBytes(StandardCharsets.UTF_8)),
                                                        Told.NOW),
                                        body)
                                .rejection()
                                .reason());
            }
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("seededStories")
    void nothingThatASenderSendsEverThrows(SourceStory story, long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            WebhookRequest request =
                    story.told().get(random.nextInt(story.told().size()));
            byte[] body = broken(request.body().array(), random);
            assertInstanceOf(
                    Understanding.class, story.source().read(Requests.saying(request, body), Told.NOW), "seed " + seed);
        }
    }

    /** By these two insights knows one deployment that several sources tell of; it reads environments without case. */
    @Test
    void oneDeploymentIsSpelledAlikeByEverySourceThatTellsOfIt() {
        Set<List<Optional<String>>> spelled = Stream.of(
                        DevLakeBodies.story(), GenericBodies.story(), GitlabBodies.story())
                .map(story -> Told.facts(story.source(), story.told()).values().stream()
                        .filter(fact -> fact.kind() == FactKind.DEPLOYMENT)
                        .findFirst()
                        .orElseThrow())
                .map(fact -> List.of(
                        fact.get(DeploymentFields.VERSION),
                        fact.get(DeploymentFields.ENVIRONMENT).map(name -> name.toLowerCase(Locale.ROOT))))
                .collect(Collectors.toUnmodifiableSet());

        assertEquals(
                Set.of(List.of(Optional.of("279484c09fbe69ededfced8c1bb6e6d24616b468"), Optional.of("production"))),
                spelled);
    }

    private static byte[] broken(byte[] original, Random random) {
        byte[] body = Arrays.copyOf(
                original, random.nextInt(10) == 0 ? random.nextInt(original.length + 1) : original.length);
        for (int hit = 0; body.length > 0 && hit <= random.nextInt(4); hit++) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return body;
    }

    private static Map<FactKey, Collection<Map.Entry<String, FactState.Held>>> fields(
            NavigableMap<FactKey, FactState> facts) {
        return facts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        fact -> List.copyOf(fact.getValue().fields().entrySet())));
    }
}
