package io.fawkes.runtime.testkit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class after which Netty reports a resource that was collected but never released. JUnit registers it for
 * every class by itself, before any of them has touched Netty.
 *
 * <p>A leak shows once its owner is collected, so the class that fails is the one that leaked or one shortly after.
 */
public final class LeakWatch implements AfterAllCallback {

    public LeakWatch() {
        LeakReports.install();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        var leaks = LeakReports.take();
        if (!leaks.isEmpty()) {
            throw new AssertionError("LEAK in or before " + context.getDisplayName() + ": " + String.join("\n", leaks));
        }
    }
}
