package io.fawkes.insights.domain.fact;

/** A fact that says how services are measured, not what happened to them. */
public sealed interface RuleFact extends Fact permits CalendarFact, PolicyFact {
    /** Whether it is deleted; then it counts as if it had never been. */
    boolean deleted();
}
