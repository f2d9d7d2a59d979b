package io.fawkes.standalone;

import io.fawkes.standalone.imports.FileKind;
import java.util.Objects;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a format. */
final class FormatConverter implements ITypeConverter<FileKind> {

    @Override
    public FileKind convert(String text) {
        try {
            return FileKind.parse(text);
        } catch (IllegalArgumentException e) {
            var refusal = new TypeConversionException(Objects.requireNonNullElse(e.getMessage(), text));
            refusal.initCause(e);
            throw refusal;
        }
    }
}
