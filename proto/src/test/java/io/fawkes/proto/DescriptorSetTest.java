package io.fawkes.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What router, reflection and console rely on finding in {@code mesh.desc}. */
final class DescriptorSetTest {
    private final FileDescriptorSet set = Mesh.onClassPath();

    @Test
    void holdsEveryImportBeforeItIsNeeded() {
        Set<String> seen = new HashSet<>();
        for (var file : set.getFileList()) {
            assertTrue(seen.containsAll(file.getDependencyList()), () -> file.getName() + " before its imports");
            seen.add(file.getName());
        }
        assertTrue(seen.contains("google/api/annotations.proto"));
    }

    @Test
    void holdsTheSourceInfoOfOurFiles() {
        var bare = set.getFileList().stream()
                .filter(file -> file.getPackage().startsWith("fawkes."))
                .filter(file -> file.getSourceCodeInfo().getLocationCount() == 0)
                .map(FileDescriptorProto::getName)
                .toList();

        assertEquals(List.of(), bare);
    }
}
