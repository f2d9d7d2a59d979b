package io.fawkes.standalone.demo.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A repository's main branch, and the work that comes onto it; tells of it as GitHub does. */
final class Mainline {

    private static final String MAIN = "main";
    private static final double BY_A_PROGRAM = 0.08;
    private static final int MOST_COMMITS = 4;
    /** How far into the work its last commit is. */
    private static final double LAST_COMMIT = 0.8;

    private final Profile profile;
    private final WorkingHours hours;
    private final Chance chance;
    private final Authors authors;
    private final Numbers numbers;
    private final GithubBodies github;
    private final Consumer<Post> told;
    private String head;

    Mainline(Profile profile, Chance chance, Numbers numbers, Consumer<Post> told) {
        this.profile = profile;
        this.hours = new WorkingHours(profile.zone());
        this.chance = chance;
        this.authors = new Authors(profile.team(), chance);
        this.numbers = numbers;
        this.github = new GithubBodies(profile.slug());
        this.told = told;
        this.head = chance.sha();
    }

    /** What the branch ends with. */
    String head() {
        return head;
    }

    /** Work of the usual length comes onto the branch at {@code time}. */
    void work(Instant time) {
        work(time, chance.around(profile.work()), chance.oneOf(Titles.WORK), chance.number(1, MOST_COMMITS));
    }

    /** One commit, minutes old, comes onto the branch at {@code time}. */
    void hotfix(Instant time, Duration age) {
        work(time, age, "Hotfix: give the connection back when the call fails", 1);
    }

    private void work(Instant time, Duration length, String title, int size) {
        List<Commit> commits = commits(time, length, title, size);
        if (profile.merging() == Merging.TRUNK) {
            told.accept(github.push(time, MAIN, head, commits));
            head = commits.getLast().sha();
        } else {
            pull(commits, title, time);
        }
    }

    private void pull(List<Commit> commits, String title, Instant merged) {
        Instant last = commits.getLast().time();
        Instant opened = last.plusSeconds(Duration.between(last, merged).toSeconds() / 4);
        int number = numbers.next();
        var pull = new PullRequest(
                numbers.id(number),
                number,
                title,
                commits.getFirst().author(),
                commits.getLast().sha(),
                head,
                chance.sha(),
                opened,
                merged);
        told.accept(github.newBranch(opened, pull.branch(), commits));
        told.accept(github.opened(pull));
        told.accept(github.merged(pull));
        told.accept(github.push(merged, MAIN, head, mainCommits(pull, commits)));
        head = pull.mergeSha();
    }

    private List<Commit> mainCommits(PullRequest pull, List<Commit> branch) {
        var joint = new Commit(
                pull.mergeSha(), pull.merged(), "%s (#%d)".formatted(pull.title(), pull.number()), pull.author());
        return profile.merging() == Merging.SQUASH
                ? List.of(joint)
                : Stream.concat(branch.stream(), Stream.of(joint)).toList();
    }

    /** Commits over {@code length} before {@code end}, in working hours, all by one author. */
    private List<Commit> commits(Instant end, Duration length, String title, int size) {
        String author = chance.of(BY_A_PROGRAM) ? authors.bot() : authors.member();
        Instant first = hours.lastAtOrBefore(end.minus(length));
        long span = Math.round(Duration.between(first, end).toSeconds() * LAST_COMMIT);
        List<Commit> commits = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Instant time = hours.lastAtOrBefore(first.plusSeconds(size == 1 ? 0 : span * i / (size - 1)));
            commits.add(new Commit(chance.sha(), time, i == 0 ? title : chance.oneOf(Titles.STEPS), author));
        }
        return commits;
    }
}
