package io.fawkes.standalone.doctor;

import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import io.fawkes.standalone.doctor.Finding.Warning;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Whether another clock agrees with this one. The answer came between two readings of ours and may be rounded: only what
 * neither explains is skew.
 */
public final class ClockSkew implements Check {

    private static final Duration TOLERATED = Duration.ofSeconds(1);
    private static final Duration INTOLERABLE = Duration.ofSeconds(30);

    private final String peer;
    private final RemoteClock remote;
    private final InstantSource ours;

    /**
     * @param peer whose clock
     * @param remote asks it
     * @param ours this machine's clock
     */
    public ClockSkew(String peer, RemoteClock remote, InstantSource ours) {
        this.peer = peer;
        this.remote = remote;
        this.ours = ours;
    }

    @Override
    public String subject() {
        return "clock of " + peer;
    }

    @Override
    public List<Finding> findings() throws Exception {
        var asked = ours.instant();
        var read = remote.read();
        return List.of(judged(skew(asked, ours.instant(), read)));
    }

    /** How far it is ahead of ours at least; negative is behind. */
    private static Duration skew(Instant asked, Instant answered, RemoteClock.Reading read) {
        if (read.earliest().isAfter(answered)) {
            return Duration.between(answered, read.earliest());
        }
        return read.latest().isBefore(asked) ? Duration.between(asked, read.latest()) : Duration.ZERO;
    }

    private Finding judged(Duration skew) {
        if (skew.abs().compareTo(TOLERATED) <= 0) {
            return new Ok("%s: agrees with this machine's to %d s".formatted(subject(), TOLERATED.toSeconds()));
        }
        var what = "%s: %.1f s %s this machine's"
                .formatted(
                        subject(),
                        skew.abs().toMillis() / (double) Duration.ofSeconds(1).toMillis(),
                        skew.isNegative() ? "behind" : "ahead of");
        var remedy = "have NTP set both clocks (timedatectl set-ntp true)";
        return skew.abs().compareTo(INTOLERABLE) > 0 ? new Failure(what, remedy) : new Warning(what, remedy);
    }
}
