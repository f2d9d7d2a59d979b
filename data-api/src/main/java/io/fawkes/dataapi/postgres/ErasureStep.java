package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.people.Person;
import io.fawkes.dataapi.domain.people.Pseudonym;
import io.r2dbc.spi.Connection;
import java.util.List;
import reactor.core.publisher.Mono;

/** One kind of rows that an erasure goes through, page after page. */
@FunctionalInterface
interface ErasureStep {

    /** Rewrites the page after {@code position} in {@code transaction}; the position is empty at the beginning. */
    Mono<Page> page(Connection transaction, Wanted wanted, List<String> position);

    /**
     * Who is to be erased.
     *
     * @param person who
     * @param name what stands in the person's place
     */
    record Wanted(Person person, String name) {

        Pseudonym pseudonym() {
            return new Pseudonym(person, name);
        }
    }

    /**
     * What became of a page.
     *
     * @param last place of its last row; empty if there was none: the kind is done
     * @param rewritten how many of its rows were rewritten
     */
    record Page(List<String> last, long rewritten) {

        static final Page NONE = new Page(List.of(), 0);
    }
}
