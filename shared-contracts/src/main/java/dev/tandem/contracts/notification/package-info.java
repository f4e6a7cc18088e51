/** The events of notification-service. */
@NullMarked
package dev.tandem.contracts.notification;

import org.jspecify.annotations.NullMarked;
