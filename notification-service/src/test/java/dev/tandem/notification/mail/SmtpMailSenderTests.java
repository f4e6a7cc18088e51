package dev.tandem.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tandem.notification.application.Notification;
import dev.tandem.notification.application.UndeliverableException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The commands that a mail server receives for an address that a customer has typed. */
class SmtpMailSenderTests {

    private GreenMail server = start(0);
    private final ByteArrayOutputStream conversation = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        server.stop();
    }

    @Nested
    class An_address {

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '"',
                value = {
                    "ada@example.com,                ada@example.com",
                    "Ada.Lovelace+orders@Example.com, Ada.Lovelace+orders@Example.com",
                    "ada%eve.example@example.com,    ada%eve.example@example.com",
                    "eve.example!ada@example.com,    eve.example!ada@example.com",
                    "=?utf-8?Q?eve?=@example.com,    =?utf-8?Q?eve?=@example.com",
                    "#$%&'*+-/=?^_`{|}~@example.com, #$%&'*+-/=?^_`{|}~@example.com",
                    "ada@bücher.example,             ada@xn--bcher-kva.example",
                    "ada@例え.テスト,                 ada@xn--r8jz45g.xn--zckzah"
                })
        void is_used_exactly_as_it_is_written(String typed, String used) throws Exception {
            send(typed);

            assertThat(commands("RCPT TO:")).containsExactly("RCPT TO:<" + used + ">");
            assertThat(server.getReceivedMessages()).singleElement().satisfies(mail -> {
                assertThat(mail.getHeader("To")).containsExactly(used);
                assertThat(mail.getHeader("From")).containsExactly("orders@tandem.dev");
                assertThat(mail.getHeader("Cc")).isNull();
            });
        }
    }

    @Nested
    class A_malformed_address {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "ada",
                    "\u0141da@example.com",
                    "ada@example.com,eve@example.com",
                    "ada@example.com eve@example.com",
                    "friends:ada@example.com,eve@example.com;",
                    "eve@example.com <ada@example.com>",
                    "<ada@example.com>",
                    "ada@example.com(eve@example.com)",
                    "\"ada@example.com\"@example.com",
                    "\"a\\\"> RCPT TO:<eve\"@example.com",
                    "ada@example.com>\r\nRCPT TO:<eve@example.com",
                    "ada@example.com\nBcc: eve@example.com",
                    "\u010D\u010Ada@example.com",
                    "ada@example.com\u010D\u010ABcc: eve@example.com",
                    "ada@example.com SMTPUTF8",
                    "ada@[127.0.0.1]",
                    "ada@stra\u00DFe.example",
                    "a\uFFFDb@example.com",
                    "@relay.example:ada@example.com"
                })
        void never_reaches_the_mail_server(String typed) {
            assertThatThrownBy(() -> send(typed))
                    .isInstanceOf(UndeliverableException.class)
                    .hasMessageNotContaining("eve");

            assertThat(commands("MAIL FROM:")).isEmpty();
            assertThat(commands("RCPT TO:")).isEmpty();
            assertThat(server.getReceivedMessages()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "tandem", "orders@tandem.dev, eve@example.com", "Tandem <orders@tandem.dev>"})
        void is_refused_as_the_sender_when_the_service_starts(String from) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SmtpMailSender(new JavaMailSenderImpl(), from))
                    .withMessageContaining("tandem.notification.from");
        }
    }

    @Test
    void a_line_of_the_body_ends_no_message() throws Exception {
        var body = "Hello,\n.\r\n.\nMAIL FROM:<eve@example.com>\r\n.\r\nRCPT TO:<eve@example.com>\r\n";
        sender().send(notification("ada@example.com", body));

        assertThat(server.getReceivedMessages()).singleElement().satisfies(mail -> {
            assertThat(mail.getHeader("To")).containsExactly("ada@example.com");
            assertThat(mail.getContent().toString()).contains("RCPT TO:<eve@example.com>");
        });
    }

    @Nested
    class A_connection {

        private final int port = server.getSmtp().getPort();

        @Test
        void is_kept_for_the_next_message() {
            var sender = sender();
            sender.send(notification("ada@example.com", "first"));
            sender.send(notification("bob@example.com", "second"));

            assertThat(server.getReceivedMessages()).hasSize(2);
            assertThat(commands("EHLO")).hasSize(1);
        }

        @Test
        void is_not_used_again_after_a_failure() {
            var sender = sender();
            sender.send(notification("ada@example.com", "first"));
            server.stop();
            assertThatThrownBy(() -> sender.send(notification("ada@example.com", "lost")))
                    .isInstanceOf(MailSendException.class);
            server = start(port);
            sender.send(notification("ada@example.com", "second"));

            assertThat(commands("EHLO")).hasSize(2);
        }

        @Test
        void that_the_server_has_closed_is_replaced() {
            var sender = sender();
            sender.send(notification("ada@example.com", "first"));
            server.stop();
            server = start(port);
            sender.send(notification("ada@example.com", "second"));

            assertThat(commands("EHLO")).hasSize(2);
        }

        @Test
        void ends_with_the_sender() {
            var sender = sender();
            sender.send(notification("ada@example.com", "first"));
            sender.close();

            assertThat(commands("QUIT")).hasSize(1);
        }
    }

    private static GreenMail start(int port) {
        var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    private void send(String recipient) {
        sender().send(notification(recipient, "Hello,"));
    }

    private SmtpMailSender sender() {
        var smtp = new JavaMailSenderImpl();
        smtp.setHost("127.0.0.1");
        smtp.setPort(server.getSmtp().getPort());
        smtp.getSession().setDebugOut(new PrintStream(conversation, true, StandardCharsets.UTF_8));
        smtp.getSession().setDebug(true);
        return new SmtpMailSender(smtp, "orders@tandem.dev");
    }

    /** The commands sent to the server, as the library has logged them. */
    private List<String> commands(String beginning) {
        return conversation
                .toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(beginning))
                .toList();
    }

    private static Notification notification(String recipient, String body) {
        return new Notification(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "order-confirmed",
                recipient,
                "Your order is confirmed",
                body,
                1,
                null,
                Instant.EPOCH,
                null,
                null);
    }
}
