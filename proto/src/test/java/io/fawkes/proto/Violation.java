package io.fawkes.proto;

import com.google.protobuf.Descriptors.GenericDescriptor;

/**
 * One element that breaks a rule; its text names file and line.
 *
 * @param element what breaks it
 * @param fault how
 */
record Violation(GenericDescriptor element, String fault) {
    @Override
    public String toString() {
        return "%s %s: %s".formatted(Source.place(element), element.getFullName(), fault);
    }
}
