package io.fawkes.standalone.demo.history;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** The six services of the history: different zones, rhythms, branches and tools. */
final class Cast {

    static final Profile CHECKOUT = new Profile(
            "checkout",
            "storefront",
            "tier-1",
            ZoneId.of("Europe/Berlin"),
            8,
            Merging.SQUASH,
            Duration.ofHours(7),
            Duration.ofMinutes(6),
            0.07,
            List.of(Teller.ARGOCD, Teller.GITHUB));

    static final Profile PAYMENTS = new Profile(
            "payments",
            "money",
            "tier-1",
            ZoneId.of("Europe/London"),
            4,
            Merging.MERGE_COMMIT,
            Duration.ofHours(26),
            Duration.ofMinutes(9),
            0.08,
            List.of(Teller.JENKINS, Teller.ARGOCD));

    static final Profile SEARCH = new Profile(
            "search",
            "discovery",
            "tier-2",
            ZoneId.of("Europe/Lisbon"),
            12,
            Merging.TRUNK,
            Duration.ofHours(2),
            Duration.ofMinutes(4),
            0.12,
            List.of(Teller.GITHUB));

    static final Profile ACCOUNTS = new Profile(
            "accounts",
            "identity",
            "tier-1",
            ZoneId.of("America/New_York"),
            3,
            Merging.SQUASH,
            Duration.ofHours(20),
            Duration.ofMinutes(7),
            0,
            List.of(Teller.ARGOCD));

    static final Profile NOTIFICATIONS = new Profile(
            "notifications",
            "messaging",
            "tier-3",
            ZoneId.of("Europe/Berlin"),
            5,
            Merging.SQUASH,
            Duration.ofHours(10),
            Duration.ofMinutes(8),
            0.06,
            List.of(Teller.JENKINS));

    /** The slow team: long lead times, rare deployments. */
    static final Profile LEDGER = new Profile(
            "ledger",
            "finance",
            "tier-2",
            ZoneId.of("UTC"),
            0.5,
            Merging.MERGE_COMMIT,
            Duration.ofDays(16),
            Duration.ofMinutes(35),
            0.2,
            List.of(Teller.GITHUB));

    static final List<Profile> ALL = List.of(CHECKOUT, PAYMENTS, SEARCH, ACCOUNTS, NOTIFICATIONS, LEDGER);

    private Cast() {}
}
