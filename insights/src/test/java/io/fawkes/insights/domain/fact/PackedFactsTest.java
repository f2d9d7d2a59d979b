package io.fawkes.insights.domain.fact;

import static java.util.Collections.shuffle;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Packed rows against plain objects; the seed stands in the failure and in the output. */
class PackedFactsTest {
    private static final SourceKey REPO = new SourceKey(SourceKey.GITHUB_SLUG, "octocat/shop");
    private static final SourceKey APP = new SourceKey("argocd/app-name", "shop");
    private static final ServiceFact SHOP = new ServiceFact(
            "services/shop", 1, "teams/shop", "tier-1", ZoneId.of("Europe/Berlin"), Set.of(REPO, APP), Set.of("live"));
    private static final SourceKey TILL = new SourceKey(SourceKey.GITHUB_SLUG, "octocat/till");
    private static final int KINDS = 5;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @RepeatedTest(20)
    void packedFactsAreThoseThatAPlainMapKeeps() {
        System.out.println("seed " + seed);
        List<SourcedFact> told = told(2_000);
        FactBook book = new FactBook();
        told.forEach(book::apply);
        book.apply(SHOP);

        assertEquals(plain(told), book.facts(SHOP.id()).orElseThrow().read().packed(), "seed " + seed);
    }

    @RepeatedTest(20)
    void whatARestoredBookTellsIsWhatTheOldOneTold() {
        System.out.println("seed " + seed);
        List<SourcedFact> told = told(2_000);
        FactBook book = new FactBook();
        book.apply(SHOP);
        told.subList(0, 1_500).forEach(book::apply);
        FactBook restored = restored(book);
        shuffle(told, random);
        told.forEach(restored::apply);

        assertEquals(plain(told), restored.facts(SHOP.id()).orElseThrow().read(), "seed " + seed);
        assertEquals(List.of(SHOP), restored.services());
    }

    @RepeatedTest(20)
    void aRestoredCatalogGovernsAsTheOldOneDid() {
        System.out.println("seed " + seed);
        FactBook book = new FactBook();
        List<Fact> told = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            told.add(someCalendar(i));
            told.add(somePolicy(i));
            told.add(someSurvey(i));
            told.add(someService(i));
        }
        told.forEach(book::apply);
        FactBook restored = restored(book);

        assertEquals(book.services(), restored.services(), "seed " + seed);
        assertEquals(book.rules(), restored.rules(), "seed " + seed);
        assertEquals(120, restored.rules().size());
        assertEquals(book.size(), restored.size());
        for (ServiceFact service : book.services()) {
            assertEquals(
                    book.facts(service.id()).orElseThrow().read().ruling(),
                    restored.facts(service.id()).orElseThrow().read().ruling(),
                    "seed " + seed);
        }
    }

    @Test
    void aSurveyAnswerTouchesTheServicesOfItsTeamsOnly() {
        FactBook book = new FactBook();
        book.apply(SHOP);
        book.apply(new ServiceFact("services/till", 1, "teams/till", "", null, Set.of(), Set.of()));
        book.takeTouched();

        book.apply(survey(1, "teams/shop"));
        assertEquals(Set.of(SHOP.id()), book.takeTouched());
        book.apply(survey(1, "teams/till"));
        assertEquals(Set.of(), book.takeTouched());
        book.apply(survey(2, "teams/till"));
        assertEquals(Set.of(SHOP.id(), new ServiceId("till")), book.takeTouched());
        assertEquals(
                List.of(), book.facts(SHOP.id()).orElseThrow().read().ruling().surveys());
    }

    private static SurveyFact survey(long version, String team) {
        return new SurveyFact("surveyAnswers/a", version, team, Instant.EPOCH, 3, null, null, null, null, false);
    }

    @Test
    void ofAFactThatMovedWhileItWasPackedTheNewerStays() {
        FactBook book = new FactBook();
        book.apply(SHOP);
        book.apply(incident("one", 1, REPO));
        List<byte[]> before = book.packed(REPO);
        book.apply(incident("one", 2, APP));
        FactBook restored = new FactBook();
        book.packed(APP).forEach(block -> restored.restore(APP, block));
        before.forEach(block -> restored.restore(REPO, block));
        restored.restoreCatalog(book.packedCatalog());

        assertEquals(
                List.of(incident("one", 2, APP)),
                restored.facts(SHOP.id()).orElseThrow().read().incidents());
    }

    @Test
    void anIncidentIsReadWithTheServiceThatItsCauseLiesInToo() {
        ServiceFact till = new ServiceFact("services/till", 1, "", "", null, Set.of(TILL), Set.of());
        FactBook book = new FactBook();
        book.apply(incident("one", 1, REPO));
        book.apply(incident("two", 2, REPO));
        book.apply(SHOP);
        book.apply(till);
        List<IncidentFact> rooted = List.of(incident("one", 1, REPO));
        assertEquals(rooted, book.facts(till.id()).orElseThrow().read().rooted());
        assertEquals(
                rooted, restored(book).facts(till.id()).orElseThrow().read().rooted());
        assertEquals(List.of(), book.facts(till.id()).orElseThrow().read().incidents());

        book.takeTouched();
        book.apply(incident("one", 2, REPO));
        assertEquals(Set.of(SHOP.id(), till.id()), book.takeTouched(), "it names the other no longer");
        assertEquals(List.of(), book.facts(till.id()).orElseThrow().read().rooted());
        book.apply(incident("two", 4, REPO));
        assertEquals(1, book.facts(till.id()).orElseThrow().read().rooted().size());
        book.apply(incident("two", 7, TILL));
        assertEquals(List.of(), book.facts(till.id()).orElseThrow().read().rooted(), "it is its own now");
    }

    @Test
    void whatIsForgottenIsGoneAndNothingElseIs() {
        FactBook book = new FactBook();
        book.apply(SHOP);
        List<IncidentFact> incidents = IntStream.range(0, 5_000)
                .mapToObj(i -> incident("i" + i, 1, i % 3 == 0 ? APP : REPO))
                .toList();
        incidents.forEach(book::apply);
        ShelvedFacts seen = book.facts(SHOP.id()).orElseThrow();
        Set<String> gone = incidents.stream()
                .map(IncidentFact::name)
                .filter(_ -> random.nextBoolean())
                .collect(toUnmodifiableSet());

        book.forget(SHOP.id(), gone, Instant.EPOCH);
        book.forget(SHOP.id(), Set.of("incidents/unknown"), Instant.EPOCH.plusSeconds(5));
        assertEquals(Instant.EPOCH.plusSeconds(5), restored(book).horizon(SHOP.id()));
        assertEquals(Instant.MIN, book.horizon(new ServiceId("till")));
        List<IncidentFact> left = incidents.stream()
                .filter(incident -> !gone.contains(incident.name()))
                .toList();
        assertEquals(
                Set.copyOf(left),
                Set.copyOf(book.facts(SHOP.id()).orElseThrow().read().incidents()));
        assertEquals(left.size() + 1, book.size());
        assertEquals(5_000, seen.read().packed().incidents().size(), "what was taken stays");

        incidents.forEach(incident -> assertEquals(gone.contains(incident.name()), book.apply(incident)));
        assertEquals(
                Set.copyOf(incidents),
                Set.copyOf(book.facts(SHOP.id()).orElseThrow().read().incidents()));
    }

    @Test
    void whatWasTakenStaysWhenNewerVersionsCome() {
        FactBook book = new FactBook();
        book.apply(SHOP);
        for (int i = 0; i < 500; i++) {
            book.apply(incident("i" + i, 1, REPO));
        }
        ShelvedFacts seen = book.facts(SHOP.id()).orElseThrow();
        for (int i = 0; i < 500; i++) {
            book.apply(incident("i" + i, 2, REPO));
        }

        assertTrue(seen.read().packed().incidents().stream().allMatch(incident -> incident.version() == 1));
        assertTrue(book.facts(SHOP.id()).orElseThrow().read().incidents().stream()
                .allMatch(incident -> incident.version() == 2));
    }

    private static FactBook restored(FactBook book) {
        FactBook restored = new FactBook();
        book.sources().forEach(source -> book.packed(source).forEach(block -> restored.restore(source, block)));
        restored.restoreCatalog(book.packedCatalog());
        return restored;
    }

    private static ServiceFacts plain(List<SourcedFact> told) {
        Map<String, SourcedFact> newest = new HashMap<>();
        told.forEach(fact ->
                newest.merge(fact.name(), fact, (known, next) -> next.version() > known.version() ? next : known));
        return ServiceFacts.of(SHOP, Ruling.NONE, newest.values());
    }

    private List<SourcedFact> told(int size) {
        List<SourcedFact> told = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            told.add(someFact(i / 2));
        }
        shuffle(told, random);
        return told;
    }

    /** Of one name and version always the same, but its source may differ with the version. */
    private SourcedFact someFact(int i) {
        long version = random.nextInt(4);
        Random same = new Random(31L * i + version);
        SourceKey key = same.nextInt(3) == 0 ? APP : REPO;
        return switch (i % KINDS) {
            case 0 ->
                new CommitFact(
                        "changes/" + id(i),
                        version,
                        key,
                        sha(same),
                        List.of(sha(same), text(same)),
                        time(same),
                        same.nextBoolean(),
                        text(same),
                        "https://github.com/octocat/shop/commit/" + sha(same),
                        text(same),
                        purpose(same),
                        same.nextBoolean() ? sha(same) : null,
                        same.nextBoolean() ? sha(same) : "",
                        List.of("services/shop/" + text(same), text(same)).subList(same.nextInt(3), 2));
            case 1 ->
                new PullRequestFact(
                        "changes/p" + i,
                        version,
                        key,
                        same.nextBoolean() ? sha(same) : null,
                        same.nextBoolean() ? text(same) : null,
                        same.nextBoolean() ? sha(same) : null,
                        time(same),
                        time(same),
                        same.nextBoolean(),
                        text(same),
                        text(same),
                        text(same),
                        purpose(same),
                        new Reviews(time(same), time(same)));
            case 2 ->
                new DeploymentFact(
                        "deployments/" + id(i),
                        version,
                        key,
                        "github",
                        "Production",
                        same.nextBoolean(),
                        text(same),
                        DeploymentStatus.SUCCEEDED,
                        Instant.ofEpochSecond(same.nextInt(), same.nextInt(1_000_000_000)),
                        time(same),
                        text(same),
                        same.nextBoolean() ? sha(same) : "",
                        text(same),
                        purpose(same));
            case 3 ->
                new BuildFact(
                        "builds/" + id(i),
                        version,
                        key,
                        text(same),
                        same.nextBoolean() ? sha(same) : text(same),
                        List.of(BuildStatus.values()).get(same.nextInt(4)),
                        time(same),
                        time(same),
                        time(same),
                        text(same),
                        List.of("sha256:" + sha(same), sha(same)).subList(same.nextInt(3), 2));
            default -> incident("i" + i, version, key);
        };
    }

    private static Purpose purpose(Random same) {
        return new Purpose(
                List.of(sha(same), "incidents/" + text(same)).subList(same.nextInt(3), 2), same.nextBoolean());
    }

    private ServiceFact someService(int i) {
        return new ServiceFact(
                "services/s" + i,
                1,
                random.nextBoolean() ? "" : "teams/t" + random.nextInt(5),
                text(random),
                zone(),
                Set.of(new SourceKey("argocd/app-name", "s" + i)),
                random.nextBoolean() ? Set.of() : Set.of("live", "prod"),
                new Governance(
                        random.nextBoolean() ? "" : "policies/p" + random.nextInt(40),
                        random.nextBoolean() ? "" : "calendars/c" + random.nextInt(40),
                        duration(),
                        List.of(new Governance.Term("teams/t1", time(random)), new Governance.Term("", time(random))),
                        random.nextBoolean() ? List.of() : List.of("services/shop/**")));
    }

    private PolicyFact somePolicy(int i) {
        return new PolicyFact(
                "policies/p" + i,
                i + 1,
                List.of("", "organization", "teams/t" + random.nextInt(5), "services/s" + random.nextInt(40))
                        .get(random.nextInt(4)),
                duration(),
                duration(),
                random.nextBoolean() ? null : "ROLLBACK",
                random.nextBoolean() ? Set.of() : Set.of("Production", "Störfall"),
                random.nextBoolean() ? List.of() : List.of("jenkins", "argocd"),
                random.nextBoolean() ? "" : "dora-2021",
                maybe(),
                random.nextBoolean() ? "" : "calendars/c" + random.nextInt(40),
                zone(),
                maybe(),
                random.nextBoolean() ? List.of() : List.of("hubot", "*[bot]"),
                random.nextBoolean() ? Set.of() : Set.of("low", "geringügig"),
                random.nextInt(4) == 0);
    }

    private SurveyFact someSurvey(int i) {
        return new SurveyFact(
                "surveyAnswers/a" + i,
                i + 1,
                "teams/t" + random.nextInt(5),
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
                choice(),
                choice(),
                choice(),
                percent(),
                percent(),
                random.nextInt(4) == 0);
    }

    private @Nullable Integer choice() {
        return random.nextInt(3) == 0 ? null : 1 + random.nextInt(6);
    }

    private @Nullable Double percent() {
        return random.nextInt(3) == 0 ? null : 100 * random.nextDouble();
    }

    private CalendarFact someCalendar(int i) {
        Instant start = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        return new CalendarFact(
                "calendars/c" + i,
                i + 1,
                zone(),
                random.nextBoolean() ? Set.of() : Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                random.nextBoolean() ? null : LocalTime.of(random.nextInt(24), random.nextInt(60)),
                random.nextBoolean() ? null : LocalTime.of(random.nextInt(24), 0),
                random.nextBoolean() ? "" : "de",
                random.nextBoolean() ? "" : "by",
                random.nextBoolean() ? Set.of() : Set.of(LocalDate.ofEpochDay(random.nextInt(30_000))),
                random.nextBoolean() ? Set.of() : Set.of(LocalDate.ofEpochDay(random.nextInt(30_000))),
                random.nextBoolean() ? List.of() : List.of(new CalendarFact.Period(start, start.plusSeconds(3_600))),
                random.nextInt(4) == 0);
    }

    private @Nullable ZoneId zone() {
        return random.nextBoolean() ? null : ZoneId.of("Europe/Berlin");
    }

    private @Nullable Duration duration() {
        return random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(1 << 20), random.nextInt(1_000_000_000));
    }

    private @Nullable Boolean maybe() {
        int said = random.nextInt(3);
        return said == 0 ? null : said == 1;
    }

    private static IncidentFact incident(String id, long version, SourceKey key) {
        return new IncidentFact(
                "incidents/" + id,
                version,
                key,
                Instant.EPOCH,
                null,
                version % 2 == 0,
                null,
                "Störung \u20ac",
                "",
                version % 3 == 0 ? "" : "sev2",
                version % 2 == 0 ? null : Instant.EPOCH.plusSeconds(version),
                version % 3 == 0 ? null : Instant.EPOCH.plusSeconds(2 * version),
                version % 3 == 1 ? TILL : null);
    }

    private static String id(int i) {
        return "%016d".formatted(i);
    }

    private static String sha(Random random) {
        return "%016x%016x%08x".formatted(random.nextLong(), random.nextLong(), random.nextInt());
    }

    private static String text(Random random) {
        List<String> texts = List.of("", "abcdef", "ABCDEF", "0a1b2c3d4e5f6g7h", "v1", "ünïcode/ß", "a/b/c/", "abcde");
        return texts.get(random.nextInt(texts.size()));
    }

    private static @Nullable Instant time(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> Instant.ofEpochSecond(1_700_000_000L + random.nextInt());
            default -> Instant.ofEpochSecond(-random.nextInt(1 << 30), random.nextInt(1_000_000_000));
        };
    }
}
