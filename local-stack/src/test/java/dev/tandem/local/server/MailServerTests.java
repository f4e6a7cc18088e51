package dev.tandem.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailServerTests {

    private final List<Integer> ports = FreePorts.find(2);
    private final MailServer mail = MailServer.start(ports.getFirst(), ports.getLast());

    @AfterEach
    void close() {
        mail.close();
    }

    @Test
    void shows_that_nothing_has_arrived() throws Exception {
        assertThat(page()).contains("No e-mail has arrived yet.");
    }

    @Test
    void shows_what_it_got() throws Exception {
        send("Your order is confirmed", "2 x Mug, blue");

        assertThat(page()).contains("<h2>Your order is confirmed</h2>", "ada@example.com", "2 x Mug, blue");
    }

    @Test
    void shows_markup_as_the_text_that_it_is() throws Exception {
        send("Hello", "<script>alert(1)</script>");

        assertThat(page()).contains("&lt;script>").doesNotContain("<script>alert");
    }

    private void send(String subject, String body) {
        GreenMailUtil.sendTextEmail(
                "ada@example.com",
                "orders@tandem.dev",
                subject,
                body,
                new ServerSetup(ports.getFirst(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    private String page() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + ports.getLast()))
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }
}
