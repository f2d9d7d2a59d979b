package io.fawkes.standalone.doctor;

/** One thing that was found, told in one line. */
public sealed interface Finding {

    /** The line: a verdict, what was found and, unless all is well, what mends it. */
    String line();

    /** Whether nothing is to be done about it. */
    default boolean isWell() {
        return this instanceof Ok;
    }

    /** All is well with {@code what}. */
    record Ok(String what) implements Finding {
        @Override
        public String line() {
            return "ok       " + oneLine(what);
        }
    }

    /** Works, but not as it should; {@code remedy} is what to do. */
    record Warning(String what, String remedy) implements Finding {
        @Override
        public String line() {
            return "warning  %s. Remedy: %s".formatted(oneLine(what), oneLine(remedy));
        }
    }

    /** Does not work; {@code remedy} is what to do. */
    record Failure(String what, String remedy) implements Finding {
        @Override
        public String line() {
            return "failure  %s. Remedy: %s".formatted(oneLine(what), oneLine(remedy));
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll("\\.$", "");
    }
}
