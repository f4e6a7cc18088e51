/** The operations over HTTP. */
@NullMarked
package dev.tandem.payment.web;

import org.jspecify.annotations.NullMarked;
