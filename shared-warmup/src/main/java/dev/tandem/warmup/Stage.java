package dev.tandem.warmup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The means with which a {@link Rehearsal} works: a transaction that is rolled back, and requests to its own service.
 */
public final class Stage {

    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(5);

    private final TransactionOperations transactions;
    private final URI self;
    private final HttpClient http;

    Stage(TransactionOperations transactions, URI self, HttpClient http) {
        this.transactions = transactions;
        this.self = self;
        this.http = http;
    }

    /** Does the work in a transaction that is rolled back; transactions that the work begins join this transaction. */
    public void rolledBack(Runnable work) {
        transactions.executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            work.run();
        });
    }

    /**
     * Sends this service a request, and reads the whole answer, whatever it is.
     *
     * @throws IOException if there is no answer within five seconds
     */
    public void get(String path) throws IOException, InterruptedException {
        send(request(path));
    }

    /**
     * Sends this service a request with a JSON body, and reads the whole answer, whatever it is.
     *
     * @throws IOException if there is no answer within five seconds
     */
    public void send(String method, String path, String json) throws IOException, InterruptedException {
        send(request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(self.resolve(path)).timeout(LONGEST_REQUEST);
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        http.send(request.build(), BodyHandlers.ofByteArray());
    }
}
