package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.egress.Posts;
import io.fawkes.alerting.template.Template;
import io.fawkes.alerting.template.UnknownTemplate;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of a receiver, with what all kinds of them have in common. What is known and not honoured is refused: ignoring
 * it would tell people something else.
 */
final class ChannelSection {

    private final YamlMap config;
    private final GlobalSection global;

    /**
     * @param known keys of this kind
     * @param ignored keys of it that must be left out here
     */
    ChannelSection(YamlMap config, GlobalSection global, Set<String> known, Set<String> ignored) {
        this.config = config.knowing(known);
        this.global = global;
        ignored.stream().filter(config::isFilled).sorted().findFirst().ifPresent(key -> {
            throw config.wrong(key, "not honoured (expected: none)");
        });
    }

    YamlMap config() {
        return config;
    }

    boolean sendResolved(boolean usual) {
        return config.flag("send_resolved", usual);
    }

    Duration timeout() {
        Duration asked = config.read("timeout", Durations::parse, "a duration such as 10s")
                .filter(Duration::isPositive)
                .orElse(Posts.USUAL_TIMEOUT);
        return asked.compareTo(Posts.LONGEST_TIMEOUT) < 0 ? asked : Posts.LONGEST_TIMEOUT;
    }

    /** Value of the header Authorization, if one is sent. */
    Optional<String> authorization() {
        return new HttpSection(config, global.http(), global.texts()).authorization();
    }

    /** A {@code http_config} can give this kind nothing that is honoured. */
    ChannelSection withoutAuthorization() {
        authorization().ifPresent(_ -> {
            throw config.wrong("http_config", "authorization is not honoured here (expected: none)");
        });
        return this;
    }

    /** The text of {@code key}, here or in its file, or the {@code global} one. */
    Optional<String> own(String key, String globalKey) {
        return global.texts().read(config, key).or(() -> global.text(globalKey));
    }

    /** An http or https address; it is not repeated in an error, since it may be a secret. */
    URI uri(String key, String text) {
        try {
            var uri = URI.create(text);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isHttp && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // told below, without the address
        }
        throw config.wrong(key, "not an http or https address (expected: http://host/path)");
    }

    /** The templates of those {@code keys} that are given; the others as {@code usual} has them. */
    Map<String, Template> templates(Set<String> keys, Map<String, String> usual) {
        Map<String, Template> templates = new LinkedHashMap<>();
        for (String key : keys) {
            config.text(key)
                    .or(() -> Optional.ofNullable(usual.get(key)))
                    .ifPresent(text -> templates.put(key, template(key, text)));
        }
        return templates;
    }

    /** The templates of the mapping {@code key}, beside those that are {@code usual}. */
    Map<String, Template> mapped(String key, Map<String, String> usual) {
        Map<String, String> texts = new LinkedHashMap<>(usual);
        texts.putAll(config.pairs(key));
        Map<String, Template> templates = new LinkedHashMap<>();
        texts.forEach((name, text) -> templates.put(name, template(key, text)));
        return templates;
    }

    Template template(String key, String text) {
        try {
            return Template.parse(text);
        } catch (UnknownTemplate e) {
            var invalid = config.wrong(key, e.problem());
            invalid.initCause(e);
            throw invalid;
        }
    }
}
