/**
 * The services as processes of this machine: their files, their start-up caches, how they start and end, and the
 * processes that a killed launcher has left behind.
 */
@NullMarked
package dev.tandem.local.service;

import org.jspecify.annotations.NullMarked;
