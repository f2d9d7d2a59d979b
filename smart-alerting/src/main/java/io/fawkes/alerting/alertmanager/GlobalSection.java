package io.fawkes.alerting.alertmanager;

import java.util.Optional;

/**
 * What a configuration file says for all receivers.
 *
 * @param section the section, if there is one
 * @param texts where values stand
 */
record GlobalSection(Optional<YamlMap> section, TextOrFile texts) {

    /** The {@code http_config} of receivers that have none of their own. */
    Optional<YamlMap> http() {
        return section.flatMap(global -> global.map("http_config"));
    }

    /** The value of {@code key} or of the file that {@code key_file} names. */
    Optional<String> text(String key) {
        return section.flatMap(global -> texts.read(global, key));
    }
}
