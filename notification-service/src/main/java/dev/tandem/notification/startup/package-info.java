/** The rehearsal of notification-service before it is ready. */
@NullMarked
package dev.tandem.notification.startup;

import org.jspecify.annotations.NullMarked;
