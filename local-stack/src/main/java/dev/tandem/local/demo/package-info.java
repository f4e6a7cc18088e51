/** Stories of orders: files of requests that {@code ./tandem demo} and the system tests send to a running system. */
@NullMarked
package dev.tandem.local.demo;

import org.jspecify.annotations.NullMarked;
