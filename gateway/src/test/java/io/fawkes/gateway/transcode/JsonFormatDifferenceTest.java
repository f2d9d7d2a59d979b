package io.fawkes.gateway.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our JSON against protobuf's own, both ways, over random messages and over broken text. */
class JsonFormatDifferenceTest {
    private static final int FEW = 3_000;
    private static final int MANY = 60_000;
    private static final List<String> PIECES =
            List.of("{", "}", "[", "]", ",", ":", "\"", "null", "true", "1", "e9", "0", "\\u0000", "\\", "NaN", "x");

    private static final Descriptor EVERY = EveryType.descriptor();
    private static final TypeRegistry TYPES = TypeRegistry.newBuilder()
            .add(EVERY)
            .add(EVERY.getFile().getDependencies().stream()
                    .flatMap(file -> file.getMessageTypes().stream())
                    .toList())
            .build();
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().usingTypeRegistry(TYPES).omittingInsignificantWhitespace();
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().usingTypeRegistry(TYPES);
    private static final MessageWriter WRITER = new MessageWriter(TYPES);
    private static final MessageReader READER = new MessageReader(TYPES, false);

    @Test
    void readsAndWritesAsJsonFormatDoes() {
        compare(FEW);
    }

    @Test
    @Tag("full")
    @Timeout(600)
    void readsAndWritesAsJsonFormatDoesForLong() {
        compare(MANY);
    }

    @Test
    void takesNoBrokenTextThatJsonFormatRefuses() {
        breakText(FEW);
    }

    @Test
    @Tag("full")
    @Timeout(600)
    void takesNoBrokenTextThatJsonFormatRefusesForLong() {
        breakText(MANY);
    }

    private static void compare(int messages) {
        var random = seeded("compare");
        var source = new RandomMessages(random, EVERY);
        for (int i = 0; i < messages; i++) {
            var message = source.next();
            var theirs = printed(message);
            var ours = new String(WRITER.write(message), StandardCharsets.UTF_8);

            assertEquals(JsonParser.parseString(theirs), JsonParser.parseString(ours));
            assertEquals(parsed(theirs), read(theirs), theirs);
            assertEquals(parsed(ours), read(ours), ours);
            assertEquals(parsed(theirs), parsed(ours), theirs);
        }
    }

    /** Ours is the stricter one: what it takes, both take, and take alike. */
    private static void breakText(int texts) {
        var random = seeded("break");
        var source = new RandomMessages(random, EVERY);
        int taken = 0;
        for (int i = 0; i < texts; i++) {
            var text = broken(printed(source.next()), random);
            try {
                var ours = read(text);
                assertEquals(parsed(text), ours, text);
                taken++;
            } catch (Refusal refusal) {
                assertTrue(refusal.httpStatus() == 400, refusal::toString);
            }
        }
        assertTrue(taken > 0, "every text was refused: none was only slightly broken");
    }

    private static String broken(String json, RandomGenerator random) {
        int from = random.nextInt(json.length() + 1);
        int to = Math.min(json.length(), from + random.nextInt(3));
        var piece = random.nextInt(3) == 0 ? "" : PIECES.get(random.nextInt(PIECES.size()));
        var text = json.substring(0, from) + piece + json.substring(to);
        return ByteString.copyFromUtf8(text).toStringUtf8(); // Half a surrogate pair is no text that can arrive.
    }

    private static RandomGenerator seeded(String what) {
        long seed = new Random().nextLong();
        System.out.println("JsonFormatDifferenceTest %s seed: %d".formatted(what, seed));
        return new Random(seed);
    }

    private static String printed(Message message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static Message parsed(String json) {
        var message = DynamicMessage.newBuilder(EVERY);
        try {
            PARSER.merge(json, message);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("only JsonFormat refuses " + json, e);
        }
        return message.build();
    }

    private static Message read(String json) {
        var message = DynamicMessage.newBuilder(EVERY);
        READER.readMessage(ByteString.copyFromUtf8(json), message);
        return message.build();
    }
}
