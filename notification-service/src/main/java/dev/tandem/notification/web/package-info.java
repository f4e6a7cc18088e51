/** The operations over HTTP. */
@NullMarked
package dev.tandem.notification.web;

import org.jspecify.annotations.NullMarked;
