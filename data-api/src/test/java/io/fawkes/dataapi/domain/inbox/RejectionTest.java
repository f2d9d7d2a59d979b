package io.fawkes.dataapi.domain.inbox;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.dataapi.v1.ErrorReason;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RejectionTest {

    @Test
    void givesOnlyReasonsThatTheContractDocuments() {
        var documented = Arrays.stream(ErrorReason.values()).map(Enum::name).collect(toUnmodifiableSet());

        var undocumented = Arrays.stream(Rejection.Reason.values())
                .map(Enum::name)
                .filter(name -> !documented.contains(name))
                .collect(toUnmodifiableSet());

        assertEquals(Set.of(), undocumented);
    }
}
