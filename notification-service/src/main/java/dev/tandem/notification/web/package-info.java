/** The HTTP operations. */
@NullMarked
package dev.tandem.notification.web;

import org.jspecify.annotations.NullMarked;
