package dev.tandem.sealing.stored;

/**
 * The table in which a service keeps sealed tokens. A service that has such a bean gets the operators' endpoint {@code
 * paymenttokens}.
 *
 * @param id the column of the order's id
 * @param sealedToken the column of the sealed token; null as soon as the token is not needed any more
 * @param plainToken the column in which earlier builds kept tokens in plain text
 * @param needed the condition, in SQL, under which a row still needs its token
 */
public record TokenTable(String name, String id, String sealedToken, String plainToken, String needed) {

    /** Replaces the names of the columns in a statement. */
    String statement(String sql) {
        return sql.replace("$table", name)
                .replace("$id", id)
                .replace("$sealed", sealedToken)
                .replace("$plain", plainToken)
                .replace("$needed", "(" + needed + ")");
    }
}
