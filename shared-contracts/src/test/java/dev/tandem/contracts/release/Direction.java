package dev.tandem.contracts.release;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Who reads whom. Whatever the writer may say, the reader has to accept. */
enum Direction {
    /** A client of then writes it, and the service of now reads it. */
    REQUEST,
    /** The service of now writes it, and a client of then reads it. */
    ANSWER;

    /** The keywords by which whoever reads would refuse something that whoever writes may say. */
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
