/** What notification-service can do, one class each. */
@NullMarked
package dev.tandem.notification.application;

import org.jspecify.annotations.NullMarked;
