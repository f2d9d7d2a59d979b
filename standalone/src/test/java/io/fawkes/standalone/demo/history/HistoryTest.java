package io.fawkes.standalone.demo.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the history promises, whatever the seed, and whatever the hour at which it ends. */
class HistoryTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant END = Instant.parse("2026-11-21T09:30:15.5Z");
    private static final Pattern TIME = Pattern.compile("\"(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ)\"");

    private static Stream<History> histories() {
        long drawn = System.nanoTime();
        System.out.println("seed " + drawn);
        return LongStream.of(History.USUAL_SEED, 1, drawn)
                .boxed()
                .flatMap(seed ->
                        Stream.of(END, Instant.parse("2026-03-02T23:59:59Z")).map(end -> History.of(seed, end)));
    }

    @Test
    void theSameSeedTellsTheSameBodies() {
        assertEquals(History.of(7, END), History.of(7, END));
    }

    @Test
    void anotherSeedTellsAnotherStory() {
        assertNotEquals(History.of(7, END).posts(), History.of(8, END).posts());
    }

    @ParameterizedTest
    @MethodSource("histories")
    void everyBodyIsJson(History history) throws Exception {
        for (Post post : all(history)) {
            assertTrue(JSON.readTree(post.body()).isObject(), post::body);
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void nothingIsInTheFuture(History history) {
        for (Post post : all(history)) {
            assertFalse(post.time().isAfter(history.end()), post::toString);
            TIME.matcher(post.body())
                    .results()
                    .map(found -> Instant.parse(found.group(1)))
                    .forEach(time -> assertFalse(time.isAfter(post.time()), () -> time + " in " + post));
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void itCoversNinetyDaysOfSixServices(History history) {
        assertEquals(Duration.ofDays(90), Duration.between(history.start(), history.end()));
        assertEquals(6, history.services().size());
        for (Profile profile : history.services()) {
            List<Rollout> rollouts = successes(history, profile);
            assertTrue(rollouts.size() > 2, () -> profile.service() + ": " + rollouts);
            assertTrue(rollouts.getFirst().end().isBefore(history.start().plus(Duration.ofDays(5))), profile::service);
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void peopleWorkInWorkingHoursOfTheirZone(History history) {
        Instant storm = Storm.before(history.end()).deployment().minus(Duration.ofHours(1));
        for (Profile profile : history.services()) {
            var hours = new WorkingHours(profile.zone());
            commits(history, profile)
                    .filter(commit ->
                            Instant.parse(commit.path("timestamp").asText()).isBefore(storm))
                    .forEach(commit -> assertTrue(
                            hours.contains(
                                    Instant.parse(commit.path("timestamp").asText())),
                            () -> profile.service() + " " + commit));
            successes(history, profile).stream()
                    .filter(rollout -> rollout.start().isBefore(storm))
                    .forEach(rollout ->
                            assertTrue(hours.contains(rollout.start()), () -> profile.service() + " " + rollout));
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void servicesHaveDifferentRhythms(History history) {
        int search = successes(history, Cast.SEARCH).size();
        int checkout = successes(history, Cast.CHECKOUT).size();
        int accounts = successes(history, Cast.ACCOUNTS).size();
        int ledger = successes(history, Cast.LEDGER).size();
        assertTrue(
                search > checkout && checkout > accounts && accounts > ledger,
                () -> search + ", " + checkout + ", " + accounts + ", " + ledger);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void someDeploymentsAreToldByTwoSources(History history) {
        for (Profile profile : List.of(Cast.CHECKOUT, Cast.PAYMENTS)) {
            assertEquals(2, profile.tellers().size());
            long tellers = history.posts().stream()
                    .filter(post -> rollout(profile, post).isPresent())
                    .map(Post::teller)
                    .distinct()
                    .count();
            assertEquals(2, tellers, profile::service);
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void aRollbackBringsAnOlderVersionBackAfterAFailure(History history) {
        List<Rollout> rollouts = successes(history, Cast.PAYMENTS);
        boolean found = false;
        for (int i = 2; i < rollouts.size(); i++) {
            found |= rollouts.get(i).sha().equals(rollouts.get(i - 2).sha())
                    && !rollouts.get(i).sha().equals(rollouts.get(i - 1).sha())
                    && hurtBetween(
                            history,
                            Cast.PAYMENTS,
                            rollouts.get(i - 1).end(),
                            rollouts.get(i).end());
        }
        assertTrue(found, rollouts::toString);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void aHotfixIsCommittedAndServesSoonAfterAnIncident(History history) {
        List<Rollout> rollouts = successes(history, Cast.CHECKOUT);
        boolean found = commits(history, Cast.CHECKOUT)
                .filter(commit -> commit.path("message").asText().startsWith("Hotfix"))
                .map(commit -> Instant.parse(commit.path("timestamp").asText()))
                .anyMatch(made -> hurtBetween(history, Cast.CHECKOUT, made.minus(Duration.ofMinutes(30)), made)
                        && rollouts.stream()
                                .anyMatch(rollout -> rollout.end().isAfter(made)
                                        && rollout.end().isBefore(made.plus(Duration.ofMinutes(45)))));
        assertTrue(found);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void anIncidentIsToldDaysAfterItBegan(History history) {
        boolean found = issues(history, Cast.NOTIFICATIONS, "labeled")
                .anyMatch(issue -> Instant.parse(issue.path("created_at").asText())
                        .plus(Duration.ofDays(4))
                        .isBefore(Instant.parse(issue.path("updated_at").asText())));
        assertTrue(found);
        assertEquals(1, issues(history, Cast.NOTIFICATIONS, "opened").count(), "first it is no incident");
    }

    @ParameterizedTest
    @MethodSource("histories")
    void aStormOfAlertsOfSeveralServicesBreaksOutWithinMinutesOfADeployment(History history) {
        Instant served = successes(history, Cast.PAYMENTS).getLast().end();
        List<JsonNode> alerts = json(history.storm().posts().getLast())
                .path("alerts")
                .valueStream()
                .toList();
        List<Instant> begun = alerts.stream()
                .map(alert -> Instant.parse(alert.path("startsAt").asText()))
                .sorted()
                .toList();

        assertTrue(alerts.size() > 10, alerts::toString);
        assertEquals(
                5,
                alerts.stream()
                        .map(alert -> alert.at("/labels/service").asText())
                        .distinct()
                        .count());
        assertTrue(begun.getFirst().isAfter(served), "after the deployment");
        assertTrue(Duration.between(served, begun.getLast()).compareTo(Duration.ofMinutes(30)) < 0, begun::toString);
    }

    @Test
    void fingerprintsAreThoseOfPrometheus() {
        // As a real Alertmanager gave it to these labels.
        var labels =
                new TreeMap<>(Map.of("alertname", "High CPU Temperature", "host", "andromeda", "severity", "critical"));

        assertEquals("a1bc48475b20e73d", Alert.fingerprint(labels));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void oneTeamIsSlow(History history) {
        List<Rollout> rollouts = successes(history, Cast.LEDGER);
        assertTrue(rollouts.size() < 20, rollouts::toString);
        assertTrue(medianWork(history, Cast.LEDGER).compareTo(Duration.ofDays(4)) > 0, "work waits for days");
        assertTrue(medianWork(history, Cast.CHECKOUT).compareTo(Duration.ofDays(2)) < 0, "elsewhere it does not");
    }

    /** Median time from a pull request's first commit to its merge. */
    private static Duration medianWork(History history, Profile profile) {
        Map<String, Instant> begun = new HashMap<>();
        bodies(history, profile, "push")
                .filter(push -> push.path("created").asBoolean())
                .forEach(push -> begun.put(
                        push.path("after").asText(),
                        Instant.parse(push.at("/commits/0/timestamp").asText())));
        List<Duration> lengths = bodies(history, profile, "pull_request")
                .filter(pull -> pull.path("action").asText().equals("closed"))
                .map(pull -> Duration.between(
                        begun.get(pull.at("/pull_request/head/sha").asText()),
                        Instant.parse(pull.at("/pull_request/merged_at").asText())))
                .sorted()
                .toList();
        return lengths.get(lengths.size() / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-10-24T12:00:00Z", "2026-10-26T00:30:00Z"})
    void closingTimeIsKeptOverAChangeOfTheClocks(String moment) {
        var hours = new WorkingHours(ZoneId.of("Europe/Berlin"));

        Instant last = hours.lastAtOrBefore(Instant.parse(moment));

        assertEquals(hours.at(LocalDate.of(2026, 10, 23), WorkingHours.CLOSING), last);
    }

    private static List<Post> all(History history) {
        return Stream.concat(history.posts().stream(), history.storm().posts().stream())
                .toList();
    }

    private record Rollout(String sha, Instant start, Instant end) {}

    private static List<Rollout> successes(History history, Profile profile) {
        List<Rollout> rollouts = new ArrayList<>();
        Teller teller = profile.tellers().getFirst();
        history.posts().stream()
                .filter(post -> post.teller() == teller)
                .flatMap(post -> rollout(profile, post).stream())
                .sorted(Comparator.comparing(Rollout::end))
                .forEach(rollouts::add);
        return rollouts;
    }

    /** What {@code post} says of a rollout of {@code profile} that went through. */
    private static Optional<Rollout> rollout(Profile profile, Post post) {
        JsonNode body = json(post);
        return switch (post.teller()) {
            case GITHUB ->
                Optional.of(body)
                        .filter(_ -> isAbout(profile, body))
                        .filter(_ ->
                                body.at("/deployment_status/state").asText().equals("success"))
                        .map(_ -> new Rollout(
                                body.at("/deployment/sha").asText(),
                                Instant.parse(body.at("/deployment/created_at").asText()),
                                post.time()));
            case ARGOCD ->
                Optional.of(body)
                        .filter(_ -> body.path("app").asText().equals(profile.service()))
                        .filter(_ -> body.path("phase").asText().equals("Succeeded"))
                        .map(_ -> new Rollout(
                                body.at("/images/0").asText().replaceAll(".*:", ""),
                                Instant.parse(body.path("startedAt").asText()),
                                post.time()));
            case JENKINS ->
                Optional.of(body)
                        .filter(_ -> body.path("name").asText().equals(profile.service()))
                        .filter(_ -> body.at("/build/phase").asText().equals("COMPLETED"))
                        .filter(_ -> body.at("/build/status").asText().equals("SUCCESS"))
                        .map(_ -> new Rollout(
                                body.at("/build/scm/commit").asText(),
                                post.time()
                                        .minusMillis(body.at("/build/duration").asLong()),
                                post.time()));
            case ALERTMANAGER -> Optional.empty();
        };
    }

    private static Stream<JsonNode> commits(History history, Profile profile) {
        return bodies(history, profile, "push")
                .flatMap(body -> body.path("commits").valueStream());
    }

    private static Stream<JsonNode> issues(History history, Profile profile, String action) {
        return history.posts().stream()
                .filter(post -> post.event().equals("issues"))
                .map(HistoryTest::json)
                .filter(body ->
                        isAbout(profile, body) && body.path("action").asText().equals(action))
                .map(body -> body.path("issue"));
    }

    private static boolean hurtBetween(History history, Profile profile, Instant from, Instant to) {
        return issues(history, profile, "labeled")
                .map(issue -> Instant.parse(issue.path("created_at").asText()))
                .anyMatch(began -> began.isAfter(from) && began.isBefore(to));
    }

    private static Stream<JsonNode> bodies(History history, Profile profile, String event) {
        return history.posts().stream()
                .filter(post -> post.event().equals(event))
                .map(HistoryTest::json)
                .filter(body -> isAbout(profile, body));
    }

    private static boolean isAbout(Profile profile, JsonNode body) {
        return body.at("/repository/full_name").asText().equals(profile.slug());
    }

    private static JsonNode json(Post post) {
        try {
            return JSON.readTree(post.body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(post.body(), e);
        }
    }
}
