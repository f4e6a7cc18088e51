package dev.tandem.notification.application;

import dev.tandem.database.Change;

/** Publishes the outcomes of messages to customers. */
public interface NotificationEvents {

    /** Makes a change of the message, and publishes that it was sent: both or neither. */
    void sent(Notification notification, Change change);
}
