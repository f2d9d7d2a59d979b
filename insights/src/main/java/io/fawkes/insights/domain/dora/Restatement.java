package io.fawkes.insights.domain.dora;

import org.jspecify.annotations.Nullable;

/**
 * That a number of some time ago reads otherwise today, and one fact that made it so.
 *
 * @param metric whose number
 * @param bucket the part of the window that it is about
 * @param fact {@code deployments/…}, {@code changes/…} or {@code incidents/…}: one that counts otherwise, or is evidence that it
 *     does
 * @param before what was answered; null if that was unknown
 * @param after what is answered now; null if that is unknown
 */
public record Restatement(
        Metric metric,
        Window bucket,
        String fact,
        @Nullable Double before,
        @Nullable Double after) {}
