package dev.tandem.testing.infrastructure;

import java.util.function.BooleanSupplier;

/**
 * The place where the tests find PostgreSQL and Kafka.
 *
 * @param reason for the choice, for people to read
 */
record InfrastructureChoice(boolean containers, String reason) {

    /**
     * Makes the choice.
     *
     * @param wish {@code containers}, {@code embedded} or {@code auto}
     * @throws IllegalArgumentException if the wish is none of these
     * @throws IllegalStateException if containers are wanted and no Docker engine answers
     */
    static InfrastructureChoice of(String wish, BooleanSupplier dockerAnswers) {
        return switch (wish) {
            case "embedded" -> new InfrastructureChoice(false, "-Dinfra=embedded");
            case "containers" -> {
                if (!dockerAnswers.getAsBoolean()) {
                    throw new IllegalStateException(
                            "-Dinfra=containers, but no Docker engine answers: start one, or leave the option out");
                }
                yield new InfrastructureChoice(true, "-Dinfra=containers");
            }
            case "auto" ->
                dockerAnswers.getAsBoolean()
                        ? new InfrastructureChoice(true, "a Docker engine answers")
                        : new InfrastructureChoice(false, "no Docker engine answers");
            default -> throw new IllegalArgumentException("-Dinfra=" + wish + ": must be containers, embedded or auto");
        };
    }

    @Override
    public String toString() {
        return (containers ? "PostgreSQL and Kafka in containers" : "embedded PostgreSQL and Kafka") + " (" + reason
                + ")";
    }
}
