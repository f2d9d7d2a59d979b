package io.fawkes.insights.domain.timeline;

/** How sure it is that a deployment failed, strongest first. */
public enum EvidenceLevel {
    /** The incident names the version or a commit of the deployment. */
    EXPLICIT,
    /** The service went back to an earlier version. */
    ROLLBACK,
    /** A revert or hotfix names what it fixes. */
    FIX,
    /** An incident began within the causal window while the deployment was the live one. */
    INFERRED;

    /** Whether this is at least as strong as {@code weakest}. */
    public boolean suffices(EvidenceLevel weakest) {
        return compareTo(weakest) <= 0;
    }
}
