package io.fawkes.gateway.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class ProtoArchiveTest {
    private static final MeshDescriptors MESH = MeshDescriptors.load();

    @Test
    void holdsEverySourceThatTheMeshIsMadeOf() throws IOException {
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(ProtoArchive.of(MESH).newInput())) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                var text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(text.contains("syntax = \"proto"), entry::getName);
            }
        }

        assertEquals(MESH.files().stream().map(FileDescriptor::getName).toList(), names);
    }

    @Test
    void isTheSameEachTime() {
        assertEquals(ProtoArchive.of(MESH), ProtoArchive.of(MESH));
    }
}
