package dev.tandem.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do before the service can start, instead of a stack trace. */
class OutdatedSchemaAnalyzer extends AbstractFailureAnalyzer<OutdatedSchemaException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, OutdatedSchemaException cause) {
        return new FailureAnalysis(
                "The tables in the database are not those that this version of the service needs. "
                        + cause.getMessage(),
                "Run this version once with the argument --migrate, as the owner of the database: its name and password"
                        + " are the settings spring.flyway.user and spring.flyway.password. ./tandem up and docker"
                        + " compose up do so by themselves (docs/databases.md).",
                cause);
    }
}
