package io.fawkes.standalone.demo.history;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Ninety days of six services, as they would have been told.
 *
 * <p>By design it contains a rollback (payments), a hotfix (checkout), an incident that is told days late (notifications),
 * a slow team (ledger), services whose deployments two sources tell of (checkout, payments), and at its end a {@link Storm}
 * that a deployment of payments brings about.
 *
 * @param start first instant of it
 * @param end first instant after it; nothing in it is later
 * @param services whom it is about
 * @param posts what is told of deliveries, in the order in which it happened; the storm's alerts are apart
 */
public record History(Instant start, Instant end, List<Profile> services, List<Post> posts) {

    /** What is used unless another is asked for. */
    public static final long USUAL_SEED = 42;

    private static final Duration LENGTH = Duration.ofDays(90);

    public History {
        services = List.copyOf(services);
        posts = List.copyOf(posts);
    }

    /** The storm in which it ends. */
    public Storm storm() {
        return Storm.before(end);
    }

    /** The history that ends with {@code now}; the same for the same arguments. */
    public static History of(long seed, Instant now) {
        Instant end = now.truncatedTo(ChronoUnit.SECONDS);
        Instant start = end.minus(LENGTH);
        List<Post> posts = new ArrayList<>();
        for (int i = 0; i < Cast.ALL.size(); i++) {
            Profile profile = Cast.ALL.get(i);
            var chance = new Chance(31 * seed + profile.service().hashCode());
            posts.addAll(ServiceLife.posts(profile, chance, new Numbers(i), start, end));
        }
        posts.sort(Comparator.comparing(Post::time));
        return new History(start, end, Cast.ALL, posts);
    }
}
