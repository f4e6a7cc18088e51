/** The documents of the APIs, as their readers and the tools of their readers see them. */
@NullMarked
package dev.tandem.system.api;

import org.jspecify.annotations.NullMarked;
