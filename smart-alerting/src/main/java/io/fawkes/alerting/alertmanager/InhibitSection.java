package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.domain.mute.InhibitRule;
import io.fawkes.alerting.domain.mute.Inhibition;
import java.util.Set;
import java.util.TreeSet;

/** The {@code inhibit_rules} of a configuration file. */
final class InhibitSection {

    private static final Set<String> KEYS = Set.of(
            "name",
            "source_match",
            "source_match_re",
            "source_matchers",
            "target_match",
            "target_match_re",
            "target_matchers",
            "equal");

    private InhibitSection() {}

    static Inhibition read(YamlMap file) {
        return new Inhibition(file.maps("inhibit_rules").stream()
                .map(rule -> rule(rule.knowing(KEYS)))
                .toList());
    }

    private static InhibitRule rule(YamlMap rule) {
        return new InhibitRule(
                rule.text("name").orElse(""),
                MatcherSection.read(rule, "source_match", "source_match_re", "source_matchers"),
                MatcherSection.read(rule, "target_match", "target_match_re", "target_matchers"),
                new TreeSet<>(rule.texts("equal")));
    }
}
