/** The order API. */
@NullMarked
package dev.tandem.order.web;

import org.jspecify.annotations.NullMarked;
