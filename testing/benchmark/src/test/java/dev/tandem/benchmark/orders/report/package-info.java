/** The results as a page of Markdown and as a picture. */
@NullMarked
package dev.tandem.benchmark.orders.report;

import org.jspecify.annotations.NullMarked;
