package io.fawkes.dataapi.jenkins;

import io.fawkes.dataapi.sources.Requests;
import io.fawkes.dataapi.sources.SourceStory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The four phases of one build. */
public final class JenkinsStory {

    private JenkinsStory() {}

    public static SourceStory story() {
        return new SourceStory(
                new JenkinsSource(List.of(Requests.SECRET), Optional.empty()),
                new JenkinsSource(List.of(), Optional.empty()),
                Stream.of(
                                JenkinsBodies.queued(),
                                JenkinsBodies.started(),
                                JenkinsBodies.completed("SUCCESS"),
                                JenkinsBodies.finalized("SUCCESS"))
                        .map(body -> Requests.inPath("jenkins", Requests.SECRET, body))
                        .toList(),
                1,
                Requests.inPath("jenkins", "a-guess", JenkinsBodies.queued()));
    }
}
