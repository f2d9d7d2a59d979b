package io.fawkes.insights.domain.fact;

/** A fact that says how services are measured, or how their teams see themselves, not what happened to them. */
public sealed interface RuleFact extends Fact permits CalendarFact, PolicyFact, SurveyFact {
    /** Whether it is deleted; then it counts as if it had never been. */
    boolean deleted();

    /** Whether answers about {@code service} may depend on it. */
    default boolean concerns(ServiceFact service) {
        return true;
    }
}
