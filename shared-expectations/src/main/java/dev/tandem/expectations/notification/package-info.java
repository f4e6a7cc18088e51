/** The expectations that notification-service has of order-service. */
@NullMarked
package dev.tandem.expectations.notification;

import org.jspecify.annotations.NullMarked;
