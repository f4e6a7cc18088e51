/** What notification-service rehearses before it is ready. */
@NullMarked
package dev.tandem.notification.startup;

import org.jspecify.annotations.NullMarked;
