package io.fawkes.proto;

import com.google.protobuf.Descriptors.GenericDescriptor;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One rule of the contract.
 *
 * @param name the rule as a sentence
 * @param check finds every violation in a mesh
 */
record Rule(String name, Function<Mesh, Stream<Violation>> check) {

    /** A rule that each of some elements keeps or breaks by itself. */
    static <D extends GenericDescriptor> Rule forEach(
            String name, Function<Mesh, Stream<D>> elements, BiConsumer<D, Faults> check) {
        return new Rule(name, mesh -> elements.apply(mesh).flatMap(element -> violations(element, check)));
    }

    private static <D extends GenericDescriptor> Stream<Violation> violations(D element, BiConsumer<D, Faults> check) {
        var faults = new Faults();
        check.accept(element, faults);
        return faults.all().map(fault -> new Violation(element, fault));
    }

    /** Every violation that no exemption of this rule excuses. */
    List<Violation> violations(Mesh mesh) {
        return check.apply(mesh)
                .filter(violation -> !Exemption.excuses(this, violation))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
