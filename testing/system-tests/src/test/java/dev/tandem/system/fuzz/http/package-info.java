/** Requests: how they are made from the OpenAPI documents and sent, and which answers are right. */
@NullMarked
package dev.tandem.system.fuzz.http;

import org.jspecify.annotations.NullMarked;
