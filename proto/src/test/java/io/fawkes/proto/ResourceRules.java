package io.fawkes.proto;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.api.FieldBehavior;
import com.google.api.ResourceProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Resources and their names, AIP-122 and AIP-123. */
final class ResourceRules {
    /** Collections and ids by turns; a singleton ends without an id. */
    private static final Pattern NAME =
            Pattern.compile("([a-z][A-Za-z]*/\\{[a-z_]+})(/[a-z][A-Za-z]*/\\{[a-z_]+})*(/[a-z]+)?");

    static final List<Rule> ALL = List.of(
            Rule.forEach("a resource is described", Mesh::resources, ResourceRules::described),
            Rule.forEach("a resource is identified by its field name", Mesh::resources, ResourceRules::identified),
            new Rule("a reference leads to a resource", ResourceRules::dangling));

    private ResourceRules() {}

    private static void described(Descriptor message, Faults faults) {
        var resource = Resource.of(message);
        var option = resource.option();
        faults.unlessEqual("type", option.getType(), "fawkes.io/" + message.getName());
        faults.unlessEqual(
                "singular",
                option.getSingular(),
                message.getName().substring(0, 1).toLowerCase(Locale.ROOT)
                        + message.getName().substring(1));
        faults.unless(!option.getPlural().isEmpty(), "no plural");
        faults.unless(option.getPatternCount() > 0, "no pattern");
        option.getPatternList()
                .forEach(pattern -> faults.unless(
                        NAME.matcher(pattern).matches(), pattern + " is not collections and ids by turns"));
    }

    private static void identified(Descriptor message, Faults faults) {
        var name = message.findFieldByNumber(1);
        faults.unless(Fields.isString(name) && name.getName().equals("name"), "field 1 is not string name");
        faults.unless(Fields.has(name, FieldBehavior.IDENTIFIER), "field 1 is not marked IDENTIFIER");
    }

    private static Stream<Violation> dangling(Mesh mesh) {
        var known = mesh.resources()
                .map(message -> Resource.of(message).option().getType())
                .collect(toUnmodifiableSet());
        return mesh.fields()
                .filter(field -> field.getOptions().hasExtension(ResourceProto.resourceReference))
                .filter(field -> !known.contains(reference(field)))
                .map(field -> new Violation(field, "no resource is of type " + reference(field)));
    }

    private static String reference(FieldDescriptor field) {
        return field.getOptions().getExtension(ResourceProto.resourceReference).getType();
    }
}
