package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.fact.Purpose;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rollouts of a service in the order they happened, and in the same order what each of them was. */
record Course(List<Rollout> rollouts, List<Deployment> deployments) {

    static Course of(List<Rollout> rollouts) {
        return new Course(rollouts, History.of(rollouts));
    }

    /** What the deployments themselves say that they are for, of those that say anything. */
    Stream<Intent> intents() {
        return IntStream.range(0, deployments.size())
                .filter(number -> deployments.get(number).succeeded())
                .filter(number -> !rollouts.get(number).purpose().equals(Purpose.UNSAID))
                .mapToObj(number -> intent(deployments.get(number), rollouts.get(number)));
    }

    /** Which deployment first brought each version of the configuration. */
    Map<String, Deployment> configurations() {
        Map<String, Deployment> first = new HashMap<>();
        for (int i = 0; i < rollouts.size(); i++) {
            if (deployments.get(i).kind() == Kind.CONFIG) {
                first.putIfAbsent(rollouts.get(i).config(), deployments.get(i));
            }
        }
        return first;
    }

    private static Intent intent(Deployment deployment, Rollout rollout) {
        return new Intent(deployment, deployment.name(), deployment.revision(), rollout.purpose());
    }
}
