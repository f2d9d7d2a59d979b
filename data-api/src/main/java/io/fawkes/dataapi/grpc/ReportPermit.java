package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.report.AttributedFact;
import io.fawkes.runtime.rpc.Principal;
import io.fawkes.runtime.rpc.RpcStatus;
import java.util.function.Consumer;

/**
 * Refuses reports of facts that another team owns. What nobody owns yet anyone who may report tells of: the catalog claims it
 * later.
 *
 * @param caller who reports
 */
record ReportPermit(Principal caller) implements Consumer<AttributedFact> {

    @Override
    public void accept(AttributedFact fact) {
        if (!fact.team().isEmpty() && !caller.seesRowsOf(fact.team())) {
            throw RpcStatus.teamMissing(fact.name() + ": told by " + fact.service() + "'s team only")
                    .toException();
        }
    }
}
