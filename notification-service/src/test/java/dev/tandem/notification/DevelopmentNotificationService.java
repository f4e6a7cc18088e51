package dev.tandem.notification;

import dev.tandem.local.server.FreePorts;
import dev.tandem.local.server.MailServer;
import dev.tandem.testing.infrastructure.DevelopmentRun;
import java.util.List;

/** Runs notification-service alone, with everything that it needs; its e-mails are shown on a page. */
final class DevelopmentNotificationService {

    private DevelopmentNotificationService() {}

    static void main(String[] arguments) {
        var ports = FreePorts.find(2);
        MailServer.start(ports.getFirst(), ports.getLast());
        DevelopmentRun.start(
                NotificationServiceApplication::main, List.of("spring.mail.port=" + ports.getFirst()), arguments);
        System.out.println("Its e-mails are at http://localhost:" + ports.getLast());
    }
}
