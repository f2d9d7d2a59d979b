package io.fawkes.runtime.rpc;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.type.v1.ErrorReason;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names that the main code repeats because it does not know the contract. */
final class ContractNamesTest {

    @Test
    void givesOnlyReasonsThatTheContractDocuments() {
        var documented = names(
                EnumSet.complementOf(EnumSet.of(ErrorReason.ERROR_REASON_UNSPECIFIED, ErrorReason.UNRECOGNIZED))
                        .stream());

        var undocumented = Arrays.stream(Reason.values()).map(Enum::name).filter(name -> !documented.contains(name));

        assertEquals(Set.of(), undocumented.collect(toUnmodifiableSet()));
    }

    @Test
    void knowsExactlyTheRolesOfTheContract() {
        var roles =
                Arrays.stream(Role.values()).map(role -> "ROLE_" + role.name()).collect(toUnmodifiableSet());

        assertEquals(names(contractRoles()), roles);
    }

    private static Stream<io.fawkes.type.v1.Role> contractRoles() {
        return Arrays.stream(io.fawkes.type.v1.Role.values())
                .filter(role ->
                        role != io.fawkes.type.v1.Role.ROLE_UNSPECIFIED && role != io.fawkes.type.v1.Role.UNRECOGNIZED);
    }

    private static Set<String> names(Stream<? extends Enum<?>> values) {
        return values.map(Enum::name).collect(toUnmodifiableSet());
    }
}
