package dev.tandem.notification.application;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives messages that have failed back to {@link DeliverNotifications}, because an operator wants it. */
@Service
public class RetryNotifications {

    private static final Logger log = LoggerFactory.getLogger(RetryNotifications.class);

    /** In characters: enough for a reason, and no place for a mail. */
    private static final int LONGEST = 500;

    private final FailedNotifications failedNotifications;

    RetryNotifications(FailedNotifications failedNotifications) {
        this.failedNotifications = failedNotifications;
    }

    /**
     * Lets one be tried again; false if it is none that has failed.
     *
     * @throws IllegalArgumentException if it is not said who wants it, or why
     */
    @Transactional
    public boolean retry(UUID id, String operator, String reason) {
        var retried = failedNotifications.retry(id, said(operator), said(reason));
        if (retried) {
            log.info("message {} is tried again, as {} wants: {}", id, said(operator), said(reason));
        }
        return retried;
    }

    /**
     * As {@link #retry}, for those that failed first; answers how many they are.
     *
     * @throws IllegalArgumentException if it is not said who wants it, or why
     */
    @Transactional
    public int retryOldest(int atMost, String operator, String reason) {
        var retried = failedNotifications.retryOldest(atMost, said(operator), said(reason));
        log.info("{} messages are tried again, as {} wants: {}", retried, said(operator), said(reason));
        return retried;
    }

    private static String said(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("say who decides, and why, in at most " + LONGEST + " characters each");
        }
        return PlainText.oneLine(text);
    }
}
