package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.catalog.Entry;
import io.fawkes.dataapi.domain.catalog.EntryKind;
import io.fawkes.dataapi.domain.fact.SurveyFields;
import io.fawkes.runtime.rpc.Principal;
import io.fawkes.runtime.rpc.RpcStatus;
import java.util.function.Consumer;

/**
 * Refuses what a team said to whoever is not in it, but for admins. Who may change everything else is said by the access of
 * the rpc alone.
 *
 * @param caller who wants to change an entry
 */
record TeamPermit(Principal caller) implements Consumer<Entry> {

    @Override
    public void accept(Entry entry) {
        if (entry.kind() == EntryKind.SURVEY_ANSWER && !caller.seesRowsOf(entry.text(SurveyFields.TEAM))) {
            throw RpcStatus.teamMissing(
                            entry.name() + ": changed by " + entry.text(SurveyFields.TEAM) + " and admins only")
                    .toException();
        }
    }
}
