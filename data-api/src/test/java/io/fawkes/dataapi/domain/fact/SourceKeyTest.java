package io.fawkes.dataapi.domain.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceKeyTest {

    @ParameterizedTest
    @CsvSource({
        "https://github.com/octo/shop.git, github.com/project-slug, octo/shop",
        "https://GitHub.com/Octo/Shop/, github.com/project-slug, Octo/Shop",
        "git@github.com:octo/shop.git, github.com/project-slug, octo/shop",
        "https://x-token:secret@gitlab.com/group/sub/shop, gitlab.com/project-slug, group/sub/shop",
        "ssh://git@git.example.com:2222/octo/shop.git, fawkes.io/repository, git.example.com/octo/shop",
        "devlake, fawkes.io/repository, devlake",
    })
    void aRepositoryIsCalledAsItsForgeCallsIt(String url, String key, String value) {
        assertEquals(new SourceKey(key, value), SourceKey.ofRepository(url));
    }
}
