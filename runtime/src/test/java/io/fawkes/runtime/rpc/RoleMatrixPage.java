package io.fawkes.runtime.rpc;

import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.fawkes.runtime.testkit.ContractRpc;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page that shows who may call which rpc, as it follows from the contract. */
final class RoleMatrixPage {

    private static final String HEAD = """
            # Who may call what

            Written by `RoleMatrixTest` from the contract; that test fails when this page is out of date, and says where the new one lies.

            **yes**: may call. **own**: may call, and sees or changes rows of its own teams only (`team_scope` in the contract). **–**: is refused. No role includes another.
            What the words mean: [access](access.md).
            """;
    private static final List<Role> COLUMNS =
            List.of(Role.ADMIN, Role.DEVELOPER, Role.VIEWER, Role.ANONYMOUS, Role.SERVICE);

    private RoleMatrixPage() {}

    static String of(List<ServiceDescriptor> services) {
        return HEAD + services.stream().map(RoleMatrixPage::section).collect(Collectors.joining());
    }

    private static String section(ServiceDescriptor service) {
        return "\n## %s\n\n| rpc | path | admin | developer | viewer | anonymous | service |\n|---|---|---|---|---|---|---|\n"
                        .formatted(service.getFullName())
                + service.getMethods().stream()
                        .map(ContractRpc::new)
                        .map(RoleMatrixPage::row)
                        .collect(Collectors.joining());
    }

    private static String row(ContractRpc rpc) {
        return Stream.concat(
                        Stream.of(rpc.name(), "`" + rpc.route() + "`"),
                        COLUMNS.stream().map(role -> cell(rpc, role)))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String cell(ContractRpc rpc, Role role) {
        if (!rpc.isOpenTo(role)) {
            return "–";
        }
        boolean seesAll = role == Role.ADMIN || role == Role.SERVICE;
        return rpc.isLimitedToRows() && !seesAll ? "own" : "yes";
    }
}
