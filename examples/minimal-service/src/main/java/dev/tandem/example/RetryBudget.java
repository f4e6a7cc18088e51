package dev.tandem.example;

/** Keeps retries from multiplying the load on a service in trouble: each call earns a tenth of a retry, up to ten. */
final class RetryBudget {

    private static final int CALLS_PER_RETRY = 10;
    private static final int MOST = 10 * CALLS_PER_RETRY;

    private int earned;

    synchronized void earn() {
        earned = Math.min(MOST, earned + 1);
    }

    /** Spends the cost of a retry, if that much has been earned. */
    synchronized boolean take() {
        if (earned < CALLS_PER_RETRY) {
            return false;
        }
        earned -= CALLS_PER_RETRY;
        return true;
    }
}
