package io.fawkes.standalone.demo.history;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The days of one service, one after another: work is merged and deployed in working hours, some deployments fail, some
 * hurt users, and on some days an {@link Episode} happens instead.
 */
final class ServiceLife {

    private static final int WORKDAYS = 5;
    private static final int DAYS_A_WEEK = 7;
    private static final LocalTime FIRST_DEPLOYMENT = LocalTime.of(10, 0);
    private static final long DEPLOYING_SECONDS = Duration.ofMinutes(430).toSeconds();
    /** How far into its share of the day a deployment may begin, so that the one before has ended. */
    private static final double LATEST_BEGIN = 0.4;

    private static final Duration MERGE_BEFORE = Duration.ofMinutes(45);
    private static final double FAILED_ROLLOUTS = 0.06;
    private static final double REDEPLOYMENTS = 0.03;
    private static final double NAMED_CAUSES = 0.4;
    private static final int MOST_CHANGES = 2;

    private final Profile profile;
    private final WorkingHours hours;
    private final Chance chance;
    private final Numbers numbers;
    private final Mainline mainline;
    private final Releases releases;
    private final GithubBodies github;
    private final List<Post> posts = new ArrayList<>();

    private ServiceLife(Profile profile, Chance chance, Numbers numbers) {
        this.profile = profile;
        this.hours = new WorkingHours(profile.zone());
        this.chance = chance;
        this.numbers = numbers;
        this.mainline = new Mainline(profile, chance, numbers, posts::add);
        this.releases = new Releases(profile, chance, numbers, posts::add);
        this.github = new GithubBodies(profile.slug());
    }

    /** What is told of {@code profile} from {@code start} to {@code end}; what would come later has not happened yet. */
    static List<Post> posts(Profile profile, Chance chance, Numbers numbers, Instant start, Instant end) {
        var life = new ServiceLife(profile, chance, numbers);
        life.live(start, end);
        return life.posts.stream().filter(post -> !post.time().isAfter(end)).toList();
    }

    private void live(Instant start, Instant end) {
        LocalDate last = hours.day(end);
        Map<LocalDate, Episode> episodes = Episode.of(profile, hours, last);
        var storm = Storm.before(end);
        Instant quiet = storm.isCausedBy(profile) ? storm.quiet() : end;
        LocalDate first = hours.workday(hours.day(start).plusDays(3));
        releases.succeed(mainline.head(), hours.at(first, FIRST_DEPLOYMENT));
        for (LocalDate day = first.plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            if (episodes.containsKey(day)) {
                episodes.get(day).happen(this, hours.at(day, FIRST_DEPLOYMENT));
            } else if (hours.isWorkday(day)) {
                ordinary(day, quiet);
            }
        }
        if (storm.isCausedBy(profile)) {
            deploy(storm.deployment());
        }
    }

    /** Nothing ordinary begins after {@code quiet}. */
    private void ordinary(LocalDate day, Instant quiet) {
        int times = deployments(day);
        Instant free = hours.at(day, FIRST_DEPLOYMENT).minus(MERGE_BEFORE);
        for (int i = 0; i < times; i++) {
            double begin = (i + LATEST_BEGIN * chance.share()) / times;
            Instant start = hours.at(day, FIRST_DEPLOYMENT).plusSeconds(Math.round(DEPLOYING_SECONDS * begin));
            free = start.isBefore(quiet) ? deploymentWithTrouble(free, start) : free;
        }
        if (times == 0 && chance.of(REDEPLOYMENTS)) {
            releases.succeed(releases.live(), hours.at(day, FIRST_DEPLOYMENT));
        }
    }

    /** Who deploys less than weekly goes by the calendar: every other Thursday. */
    private int deployments(LocalDate day) {
        if (profile.perWeek() < 1) {
            boolean due = day.getDayOfWeek() == DayOfWeek.THURSDAY && day.toEpochDay() / DAYS_A_WEEK % 2 == 0;
            return due ? 1 : 0;
        }
        return chance.times(profile.perWeek() / WORKDAYS);
    }

    /** As it goes in ordinary life; returns when it is over. */
    private Instant deploymentWithTrouble(Instant free, Instant start) {
        merge(free, start);
        Instant begin = chance.of(FAILED_ROLLOUTS)
                ? releases.fail(mainline.head(), start).plus(chance.minutes(2, 5))
                : start;
        Instant served = releases.succeed(mainline.head(), begin);
        if (chance.of(profile.mishaps())) {
            hurt(served.plus(chance.minutes(8, 150)), chance.minutes(15, 200), chance.of(NAMED_CAUSES));
        }
        return served;
    }

    /** Work is merged between {@code free} and {@code start}. */
    private void merge(Instant free, Instant start) {
        Instant from = free.isAfter(start.minus(MERGE_BEFORE)) ? free : start.minus(MERGE_BEFORE);
        long room = Duration.between(from, start).toSeconds();
        int changes = chance.number(1, MOST_CHANGES);
        for (int i = 1; i <= changes; i++) {
            mainline.work(from.plusSeconds(room * i / (changes + 1)));
        }
    }

    /** A deployment of new work without any trouble; returns when it serves. */
    Instant deploy(Instant start) {
        merge(start.minus(MERGE_BEFORE), start);
        return releases.succeed(mainline.head(), start);
    }

    /** A deployment of one commit, made and merged within {@code age} before it; returns when it serves. */
    Instant deployHotfix(Instant start, Duration age) {
        Duration merged = Duration.ofMinutes(3);
        mainline.hotfix(start.minus(merged), age.minus(merged));
        return releases.succeed(mainline.head(), start);
    }

    /** {@code sha} is deployed once more; returns when it serves. */
    Instant deployAgain(String sha, Instant start) {
        return releases.succeed(sha, start);
    }

    /** The version that serves. */
    String live() {
        return releases.live();
    }

    /** Users are hurt from {@code began} for as long as {@code lasting}, and everybody knows at once. */
    void hurt(Instant began, Duration lasting, boolean named) {
        Incident incident = incident(began, began, lasting, named ? "Caused-by: " + live().substring(0, 10) : "");
        posts.add(github.labelled(incident));
        posts.add(github.resolved(incident));
    }

    /** Users are hurt from {@code began} on, but nobody calls it an incident before {@code told}. */
    void hurtUnnoticed(Instant began, Duration lasting, Instant told) {
        Incident incident = incident(began, told, lasting, "");
        posts.add(github.reported(incident));
        posts.add(github.labelled(incident));
        posts.add(github.resolved(incident));
    }

    private Incident incident(Instant began, Instant told, Duration lasting, String cause) {
        int number = numbers.next();
        String text = "Users are hurt." + (cause.isEmpty() ? "" : "\\n\\n" + cause);
        return new Incident(
                numbers.id(number), number, chance.oneOf(Titles.INCIDENTS), text, began, told, began.plus(lasting));
    }
}
