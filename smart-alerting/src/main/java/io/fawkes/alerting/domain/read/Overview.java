package io.fawkes.alerting.domain.read;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * What holds now, read as a whole.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface Overview {

    /** Everything that fires. */
    Mono<FiringNow> firing();

    /** Silences that hold, have not begun, or are over for less than five days. */
    Mono<List<SilenceView>> silences();
}
