package dev.tandem.notification.application;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes failed messages pending again, at an operator's request; {@link DeliverNotifications} sends them. */
@Service
public class RetryNotifications {

    private static final Logger log = LoggerFactory.getLogger(RetryNotifications.class);

    /** In characters: enough for a reason, too few for a mail. */
    private static final int LONGEST = 500;

    private final FailedNotifications failedNotifications;

    RetryNotifications(FailedNotifications failedNotifications) {
        this.failedNotifications = failedNotifications;
    }

    /**
     * Retries one message; returns false if it has not failed.
     *
     * @throws IllegalArgumentException if the operator or the reason is blank or too long
     */
    @Transactional
    public boolean retry(UUID id, String operator, String reason) {
        var retried = failedNotifications.retry(id, validated(operator), validated(reason));
        if (retried) {
            log.info("message {} is tried again at the request of {}: {}", id, validated(operator), validated(reason));
        }
        return retried;
    }

    /**
     * As {@link #retry}, for the messages that failed longest ago; returns the number of messages that it retries.
     *
     * @throws IllegalArgumentException if the operator or the reason is blank or too long
     */
    @Transactional
    public int retryOldest(int atMost, String operator, String reason) {
        var retried = failedNotifications.retryOldest(atMost, validated(operator), validated(reason));
        log.info(
                "{} messages are tried again at the request of {}: {}",
                retried,
                validated(operator),
                validated(reason));
        return retried;
    }

    private static String validated(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("say who decides, and why, in at most " + LONGEST + " characters each");
        }
        return PlainText.oneLine(text);
    }
}
