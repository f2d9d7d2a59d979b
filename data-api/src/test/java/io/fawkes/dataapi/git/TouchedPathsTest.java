package io.fawkes.dataapi.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TouchedPathsTest {

    @Test
    void fewFilesStandForThemselvesEachOnce() {
        assertEquals(
                List.of("README.md", "till/Till.java"),
                TouchedPaths.of(Stream.of("till/Till.java", "README.md", "till/Till.java", " ")));
        assertEquals(100, TouchedPaths.of(files("till/", 100)).size());
    }

    @Test
    void ofManyFilesTheirDirectoriesAreSaid() {
        assertEquals(
                List.of("README.md", "docs/sources", "till/src"),
                TouchedPaths.of(
                        Stream.concat(files("till/src/", 101), Stream.of("docs/sources/github.md", "README.md"))));
    }

    @Test
    void ofManyDirectoriesTheDeepestThatAreFewEnoughAreSaid() {
        Stream<String> modules =
                IntStream.range(0, 30).boxed().flatMap(module -> files("modules/m" + module + "/src/", 5, "/A.java"));

        List<String> touched = TouchedPaths.of(Stream.concat(modules, Stream.of("docs/a.md")));

        assertEquals(31, touched.size());
        assertEquals(List.of("docs", "modules/m0/src", "modules/m1/src"), touched.subList(0, 3));
    }

    @Test
    void ofACommitThatTouchesTooMuchEvenSoNothingIsSaid() {
        assertEquals(List.of(), TouchedPaths.of(files("", 101)));
        assertEquals(List.of(), TouchedPaths.of(files("", 101, "/A.java")));
    }

    private static Stream<String> files(String directory, int count) {
        return files(directory, count, "");
    }

    private static Stream<String> files(String directory, int count, String file) {
        return IntStream.range(0, count).mapToObj(n -> directory + "f" + n + file);
    }
}
