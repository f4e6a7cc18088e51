/** The OpenAPI documents as the tools of their readers see them. */
@NullMarked
package dev.tandem.client;

import org.jspecify.annotations.NullMarked;
