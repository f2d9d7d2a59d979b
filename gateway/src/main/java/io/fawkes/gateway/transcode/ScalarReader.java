package io.fawkes.gateway.transcode;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads values that are one piece of text: numbers, booleans, strings, bytes and enums. */
final class ScalarReader {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,4})?");
    /** Digits beyond this are no number that fits 64 bits, however they are written. */
    private static final int LONGEST_INTEGER = 64;

    private static final BigInteger MIN_INT32 = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger MAX_INT32 = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final BigInteger MAX_UINT32 = BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);
    private static final BigInteger MIN_INT64 = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX_INT64 = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MAX_UINT64 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private ScalarReader() {}

    /**
     * Reads {@code text} as a value of {@code field}, in the type that protobuf's reflection takes.
     *
     * @param path how the client calls the field
     */
    static Object read(FieldDescriptor field, String text, String path) {
        return switch (field.getType()) {
            case INT32, SINT32, SFIXED32 ->
                integer(text, path, MIN_INT32, MAX_INT32).intValue();
            case UINT32, FIXED32 ->
                integer(text, path, BigInteger.ZERO, MAX_UINT32).intValue();
            case INT64, SINT64, SFIXED64 ->
                integer(text, path, MIN_INT64, MAX_INT64).longValue();
            case UINT64, FIXED64 ->
                integer(text, path, BigInteger.ZERO, MAX_UINT64).longValue();
            case DOUBLE -> doubleOf(text, path);
            case FLOAT -> floatOf(text, path);
            case BOOL -> booleanOf(text, path);
            case STRING -> string(text, path);
            case BYTES -> bytes(text, path);
            case ENUM -> enumValue(field, text, path);
            case MESSAGE, GROUP ->
                throw Refusal.malformedField(path, "is a message (expected: its fields, joined with dots)");
        };
    }

    private static BigInteger integer(String text, String path, BigInteger min, BigInteger max) {
        var value = wholeNumber(text);
        if (value == null || value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw Refusal.invalidField(path, "expected a whole number from %s to %s".formatted(min, max));
        }
        return value;
    }

    private static @Nullable BigInteger wholeNumber(String text) {
        if (text.length() > LONGEST_INTEGER || !NUMBER.matcher(text).matches()) {
            return null;
        }
        var value = new BigDecimal(text).stripTrailingZeros();
        boolean fits = value.scale() <= 0 && value.precision() - value.scale() <= LONGEST_INTEGER;
        return fits ? value.toBigIntegerExact() : null;
    }

    private static double doubleOf(String text, String path) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> finite(NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN, path);
        };
    }

    private static float floatOf(String text, String path) {
        double value = doubleOf(text, path);
        float rounded = (float) value;
        if (Double.isFinite(value) && !Float.isFinite(rounded)) {
            throw Refusal.invalidField(path, "expected a number of single precision");
        }
        return rounded;
    }

    private static double finite(double value, String path) {
        if (!Double.isFinite(value)) {
            throw Refusal.invalidField(path, "expected a number");
        }
        return value;
    }

    private static boolean booleanOf(String text, String path) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw Refusal.invalidField(path, "expected true or false");
        };
    }

    private static String string(String text, String path) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw Refusal.invalidField(path, "expected Unicode text without half of a surrogate pair");
        }
        return text;
    }

    /** Standard and URL-safe alphabet, with and without padding, as the JSON mapping demands. */
    private static ByteString bytes(String text, String path) {
        try {
            return ByteString.copyFrom(
                    Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalidField(path, "expected base64", e);
        }
    }

    private static EnumValueDescriptor enumValue(FieldDescriptor field, String text, String path) {
        var type = field.getEnumType();
        var named = type.findValueByName(text);
        var number = named == null ? wholeNumber(text) : null;
        var value = number == null || number.bitLength() > 31 ? named : type.findValueByNumber(number.intValue());
        if (value == null) {
            throw Refusal.invalidField(path, "expected a value of %s".formatted(type.getFullName()));
        }
        return value;
    }
}
