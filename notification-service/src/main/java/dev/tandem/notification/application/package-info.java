/** The use cases of notification-service, one class each. */
@NullMarked
package dev.tandem.notification.application;

import org.jspecify.annotations.NullMarked;
