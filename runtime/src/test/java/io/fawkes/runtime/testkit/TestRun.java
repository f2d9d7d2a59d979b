package io.fawkes.runtime.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs a test class as the build would, inside a test. */
record TestRun(TestExecutionSummary summary) {

    static TestRun of(Class<?> testClass) {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(testClass))
                .configurationParameters(Map.of("junit.jupiter.extensions.autodetection.enabled", "true"))
                .build();
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return new TestRun(listener.getSummary());
    }

    List<String> failures() {
        return summary.getFailures().stream()
                .map(failure -> failure.getException().toString())
                .toList();
    }

    long skipped() {
        return summary.getTestsSkippedCount() + summary.getContainersSkippedCount() + summary.getTestsAbortedCount();
    }
}
