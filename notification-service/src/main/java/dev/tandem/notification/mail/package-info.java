/** E-mail over SMTP. */
@NullMarked
package dev.tandem.notification.mail;

import org.jspecify.annotations.NullMarked;
