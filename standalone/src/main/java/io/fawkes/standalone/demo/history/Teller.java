package io.fawkes.standalone.demo.history;

/** Who sends webhooks. */
public enum Teller {
    /** Signs each body. */
    GITHUB,
    /** Shows a credential in a header. */
    ARGOCD,
    /** Shows a credential in the path. */
    JENKINS,
    /** Shows a credential in a header; tells of alerts, never of deployments. */
    ALERTMANAGER
}
