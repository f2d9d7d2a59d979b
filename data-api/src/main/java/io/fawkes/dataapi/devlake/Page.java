package io.fawkes.dataapi.devlake;

import io.fawkes.dataapi.domain.fact.SourceKey;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of a pull request or an issue, which lies in its repository.
 *
 * @param host of the forge, in lower case
 * @param repository URL of the repository
 */
record Page(String host, String repository) {

    private static final Pattern FORM = Pattern.compile("(https?://([^/?#:]{1,253})[^?#]{1,500}?)"
            + "/(?:pull|issues|-/merge_requests|-/issues|pull-requests|pullrequest)/[0-9]{1,18}.*");

    static Optional<Page> of(String url) {
        Matcher form = FORM.matcher(url);
        return form.matches()
                ? Optional.of(new Page(form.group(2).toLowerCase(java.util.Locale.ROOT), form.group(1)))
                : Optional.empty();
    }

    SourceKey sourceKey() {
        return SourceKey.ofRepository(repository);
    }
}
