/** Everything between the services: Kafka, remote calls, and the payment provider. */
@NullMarked
package dev.tandem.simulation.network;

import org.jspecify.annotations.NullMarked;
