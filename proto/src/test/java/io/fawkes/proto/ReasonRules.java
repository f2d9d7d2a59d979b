package io.fawkes.proto;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.rpc.Code;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reasons of errors, AIP-193: how they are spelled, which status they come with, and that rpcs name only declared ones. */
final class ReasonRules {
    private static final String SHARED = "fawkes.type.v1";
    private static final int LONGEST = 63;
    private static final Pattern SPELLING = Pattern.compile("[A-Z][A-Z0-9_]+[A-Z0-9]");
    private static final Pattern FAILURES = Pattern.compile("Fails with ([^.:]*)[.:]");
    private static final Pattern FAILS_AS = Pattern.compile("Fails as ([A-Za-z]+) does\\.");

    static final List<Rule> ALL = List.of(
            Rule.forEach("a reason is spelled as AIP-193 asks", ReasonRules::reasons, ReasonRules::spelling),
            Rule.forEach("a reason says its status", ReasonRules::reasons, ReasonRules::status),
            Rule.forEach("an rpc says how it fails", Mesh::rpcs, ReasonRules::saysHowItFails),
            new Rule("an rpc fails with declared reasons only", ReasonRules::undeclared));

    private ReasonRules() {}

    private static Stream<EnumDescriptor> reasonEnums(Mesh mesh) {
        return mesh.enums().filter(type -> type.getName().equals("ErrorReason"));
    }

    private static Stream<EnumValueDescriptor> reasons(Mesh mesh) {
        return reasonEnums(mesh).flatMap(type -> type.getValues().stream());
    }

    private static void spelling(EnumValueDescriptor reason, Faults faults) {
        faults.unless(SPELLING.matcher(reason.getName()).matches(), "does not match " + SPELLING);
        faults.unless(reason.getName().length() <= LONGEST, "is longer than " + LONGEST);
    }

    private static void status(EnumValueDescriptor reason, Faults faults) {
        var code = Source.comment(reason).replaceFirst("[,:].*", "");
        faults.unless(
                reason.getNumber() == 0
                        || Arrays.stream(Code.values())
                                .anyMatch(known -> known.name().equals(code)),
                "comment does not begin with a status code and a colon");
    }

    private static void saysHowItFails(MethodDescriptor rpc, Faults faults) {
        var comment = Source.comment(rpc);
        var other = FAILS_AS.matcher(comment);
        var refers = other.find() && rpc.getService().findMethodByName(other.group(1)) != null;
        faults.unless(
                refers || FAILURES.matcher(comment).find(),
                "comment says neither 'Fails with …' nor 'Fails as … does.'");
    }

    private static Stream<Violation> undeclared(Mesh mesh) {
        return mesh.rpcs().flatMap(rpc -> {
            var declared = declaredFor(rpc, mesh);
            return named(rpc)
                    .filter(reason -> !declared.contains(reason))
                    .map(reason -> new Violation(rpc, reason + " is no reason of this service"));
        });
    }

    private static Stream<String> named(MethodDescriptor rpc) {
        return FAILURES.matcher(Source.comment(rpc))
                .results()
                .flatMap(failures -> Arrays.stream(failures.group(1).split("[^A-Z0-9_]+")))
                .filter(word -> SPELLING.matcher(word).matches());
    }

    private static Set<String> declaredFor(MethodDescriptor rpc, Mesh mesh) {
        var packages = Set.of(SHARED, rpc.getFile().getPackage());
        return reasons(mesh)
                .filter(reason -> packages.contains(reason.getFile().getPackage()))
                .map(EnumValueDescriptor::getName)
                .collect(toUnmodifiableSet());
    }
}
