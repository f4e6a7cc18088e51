/**
 * A complete service, in as little code as possible: customers earn points with confirmed orders, and can look up
 * what their points buy. It owns the points, and never changes an order or a product.
 */
@NullMarked
package dev.tandem.example;

import org.jspecify.annotations.NullMarked;
