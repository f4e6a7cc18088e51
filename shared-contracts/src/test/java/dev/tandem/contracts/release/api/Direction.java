package dev.tandem.contracts.release.api;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The direction in which data flows. The reader has to accept everything that the writer may send. */
enum Direction {
    /** A client of the release writes it, and the present service reads it. */
    REQUEST,
    /** The present service writes it, and a client of the release reads it. */
    ANSWER;

    /** The keywords by which the reader would refuse something that the writer may send. */
    Set<String> refusals(JsonNode then, JsonNode now) {
        return switch (this) {
            case REQUEST -> Keywords.refusing(then, now);
            case ANSWER -> Keywords.refusing(now, then);
        };
    }

    @Override
    public String toString() {
        return switch (this) {
            case REQUEST -> "request";
            case ANSWER -> "answer";
        };
    }
}
