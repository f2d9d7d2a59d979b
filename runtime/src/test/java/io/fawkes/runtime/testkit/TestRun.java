package io.fawkes.runtime.testkit;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.util.List;
import java.util.Map;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs test classes as the build would, inside a test. */
record TestRun(TestExecutionSummary summary) {

    static TestRun of(Class<?> testClass) {
        return of(LauncherDiscoveryRequestBuilder.request().selectors(selectClass(testClass)));
    }

    /** The classes of a package whose simple names match; {@code parameters} are the run's own, before system properties. */
    static TestRun of(String testPackage, String namePattern, Map<String, String> parameters) {
        return of(LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(testPackage))
                .filters(includeClassNamePatterns(".*\\." + namePattern))
                .configurationParameters(parameters));
    }

    private static TestRun of(LauncherDiscoveryRequestBuilder request) {
        request.configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true");
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request.build(), listener);
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
