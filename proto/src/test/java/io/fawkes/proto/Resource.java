package io.fawkes.proto;

import com.google.api.ResourceDescriptor;
import com.google.api.ResourceProto;
import com.google.protobuf.Descriptors.Descriptor;
import java.util.List;
import java.util.Locale;

/** A message as AIP-123 sees it. */
record Resource(Descriptor message, ResourceDescriptor option) {

    static boolean isResource(Descriptor message) {
        return message.getOptions().hasExtension(ResourceProto.resource);
    }

    /** The resource that {@code message} is; one without patterns if it is none. */
    static Resource of(Descriptor message) {
        return new Resource(message, message.getOptions().getExtension(ResourceProto.resource));
    }

    /** Its names as path templates: {@code services/*} for {@code services/{service}}. */
    List<String> names() {
        return option.getPatternList().stream()
                .map(pattern -> pattern.replaceAll("\\{[^}]*}", "*"))
                .toList();
    }

    /** The collections it stands in: {@code services}. */
    List<String> collections() {
        return names().stream().map(name -> name.replaceAll("/[^/]*$", "")).toList();
    }

    /** Its field in requests: {@code work_item} for {@code WorkItem}. */
    String fieldName() {
        return message.getName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
