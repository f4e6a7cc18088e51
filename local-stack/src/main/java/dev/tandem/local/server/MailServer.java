package dev.tandem.local.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A mail server that delivers nothing: it shows the received e-mails on a web page, newest first. */
public final class MailServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final GreenMail smtp;
    private final HttpServer page;

    private MailServer(GreenMail smtp, HttpServer page) {
        this.smtp = smtp;
        this.page = page;
    }

    public static MailServer start(int smtpPort, int pagePort) {
        var smtp = new GreenMail(new ServerSetup(smtpPort, HOST, ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        try {
            var page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), pagePort), 0);
            var server = new MailServer(smtp, page);
            page.createContext("/", server::show);
            page.start();
            return server;
        } catch (IOException failed) {
            smtp.stop();
            throw new UncheckedIOException("the mail page did not start", failed);
        }
    }

    /** The e-mails that have arrived, oldest first. */
    public List<Mail> received() {
        return Arrays.stream(smtp.getReceivedMessages()).map(Mail::of).toList();
    }

    /** An e-mail. */
    public record Mail(String id, String to, String subject, String body) {

        private static Mail of(MimeMessage message) {
            try {
                return new Mail(
                        message.getMessageID(),
                        message.getRecipients(RecipientType.TO)[0].toString(),
                        message.getSubject(),
                        message.getContent().toString());
            } catch (MessagingException | IOException unreadable) {
                throw new IllegalStateException("cannot read an e-mail", unreadable);
            }
        }

        private String asHtml() {
            return "<article><h2>%s</h2><p>to %s</p><pre>%s</pre></article>"
                    .formatted(escape(subject), escape(to), escape(body));
        }

        private static String escape(String text) {
            return text.replace("&", "&amp;").replace("<", "&lt;");
        }
    }

    private void show(HttpExchange exchange) throws IOException {
        var mails = received().reversed().stream().map(Mail::asHtml).collect(Collectors.joining("\n"));
        var html = Resources.text("mail.html")
                .replace("<!-- mails -->", mails.isEmpty() ? "<p>No e-mail has arrived yet.</p>" : mails)
                .getBytes(UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
        }
    }

    @Override
    public void close() {
        page.stop(0);
        smtp.stop();
    }
}
