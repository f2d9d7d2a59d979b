package io.fawkes.dataapi.domain.people;

import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.FactState.Held;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name in a person's place. In fields that name people it stands for the whole value, in titles for the words that are the
 * login. Who holds a field does not change, so that what sources told before cannot bring the login back.
 */
public final class Pseudonym {

    private static final Set<String> NAMING =
            paths(ChangeFields.AUTHOR, DeploymentFields.DEPLOYED_BY, BuildFields.TRIGGERED_BY);
    private static final Set<String> TELLING = paths(ChangeFields.TITLE, IncidentFields.TITLE);

    private final Person person;
    private final String name;
    private final Pattern words;

    public Pseudonym(Person person, String name) {
        this.person = person;
        this.name = name;
        this.words = Pattern.compile(
                "(?<![\\p{L}\\p{N}_-])" + Pattern.quote(person.login()) + "(?![\\p{L}\\p{N}_-])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static Set<String> paths(Field<?>... fields) {
        return Stream.of(fields).map(Field::path).collect(Collectors.toUnmodifiableSet());
    }

    /** The fact without the person, one version on; empty if it does not speak of the person. */
    public Optional<FactState> in(FactState fact) {
        return without(fact).map(fields -> new FactState(fact.key(), fact.kind(), fact.version() + 1, fields));
    }

    /** The fact as it stood at some version, without the person, at that version; empty if it does not speak of the person. */
    public Optional<FactState> inHistory(FactState fact) {
        return without(fact).map(fields -> new FactState(fact.key(), fact.kind(), fact.version(), fields));
    }

    private Optional<NavigableMap<String, Held>> without(FactState fact) {
        NavigableMap<String, Held> fields = new TreeMap<>(fact.fields());
        fields.replaceAll(this::replaced);
        return fields.equals(fact.fields()) ? Optional.empty() : Optional.of(fields);
    }

    private Held replaced(String path, Held held) {
        if (!(held.value().orElse(null) instanceof String said)) {
            return held;
        }
        String instead = instead(path, said);
        return instead.equals(said)
                ? held
                : new Held(Optional.of(instead), held.clock(), held.occurredAt(), held.delivery());
    }

    private String instead(String path, String said) {
        if (NAMING.contains(path)) {
            return said.equalsIgnoreCase(person.login()) ? name : said;
        }
        return TELLING.contains(path) ? words.matcher(said).replaceAll(Matcher.quoteReplacement(name)) : said;
    }
}
