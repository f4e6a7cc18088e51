/** What notification-service expects of order-service. */
@NullMarked
package dev.tandem.expectations.notification;

import org.jspecify.annotations.NullMarked;
