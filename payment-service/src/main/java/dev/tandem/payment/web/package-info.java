/** The HTTP operations for the other services and for operators. */
@NullMarked
package dev.tandem.payment.web;

import org.jspecify.annotations.NullMarked;
