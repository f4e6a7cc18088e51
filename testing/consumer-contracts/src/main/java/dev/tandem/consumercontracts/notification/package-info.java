/** The expectations that notification-service has of order-service. */
@NullMarked
package dev.tandem.consumercontracts.notification;

import org.jspecify.annotations.NullMarked;
