/** A TCP proxy that breaks connections on request, for tests. */
@NullMarked
package dev.tandem.local.proxy;

import org.jspecify.annotations.NullMarked;
