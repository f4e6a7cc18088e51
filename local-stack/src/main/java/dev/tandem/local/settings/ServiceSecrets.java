package dev.tandem.local.settings;

import java.nio.file.Path;
import java.util.List;

/**
 * Who knows which secret: PostgreSQL the passwords of all its roles, a service that of its own role, and the migration
 * of a service that of the owner of its tables.
 */
public record ServiceSecrets(Secrets secrets) {

    private static final String POSTGRES = "postgres";
    private static final String SIMULATOR = "simulated_provider";
    private static final String TOKEN_KEY = "tandem.payment-token.key";

    /** Makes those that are missing. */
    public void make(List<ServiceDefinition> services) {
        passwordOf(POSTGRES);
        services.forEach(this::makeFor);
        secrets.of("payment-service", "tandem.payment.fingerprint-keys");
        makeTokenKey();
        makeForSimulator();
    }

    /** order-service seals payment tokens with it, and payment-service opens them. */
    private void makeTokenKey() {
        secrets.shared(TOKEN_KEY, "order-service", "payment-service");
    }

    /**
     * The simulated provider runs in payment-service, and its tables are migrated together with those of the service.
     */
    private void makeForSimulator() {
        secrets.of("payment-service", "tandem.simulated-provider.user", SIMULATOR);
        secrets.of("payment-service", "tandem.simulated-provider.password", passwordOf(SIMULATOR));
        secrets.of("payment-service-migration", "tandem.simulated-provider.user", SIMULATOR);
    }

    private void makeFor(ServiceDefinition service) {
        secrets.of(service.module(), "spring.datasource.password", passwordOf(service.database()));
        secrets.of(service.migration(), "spring.flyway.user", service.owner());
        secrets.of(service.migration(), "spring.flyway.password", passwordOf(service.owner()));
    }

    /** The password of a role of PostgreSQL. */
    public String passwordOf(String role) {
        return secrets.of(POSTGRES, role);
    }

    /** The file with the password of PostgreSQL's superuser, which may be missing. */
    public Path fileOfSuperuser() {
        return secrets.folder(POSTGRES).resolve(POSTGRES);
    }
}
