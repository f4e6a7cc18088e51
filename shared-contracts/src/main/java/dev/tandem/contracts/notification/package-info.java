/** What notification-service says. */
@NullMarked
package dev.tandem.contracts.notification;

import org.jspecify.annotations.NullMarked;
