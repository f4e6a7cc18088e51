package dev.tandem.notification.startup;

import dev.tandem.notification.application.Draft;
import dev.tandem.notification.application.NotifyCustomer;
import dev.tandem.warmup.Rehearsal;
import dev.tandem.warmup.Stage;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Stores a message in a transaction that is rolled back. */
@Component
class NotificationRehearsal implements Rehearsal {

    private final NotifyCustomer notifyCustomer;

    NotificationRehearsal(NotifyCustomer notifyCustomer) {
        this.notifyCustomer = notifyCustomer;
    }

    @Override
    public void rehearse(Stage stage) throws Exception {
        var id = UUID.randomUUID();
        stage.rolledBack(
                () -> notifyCustomer.notify(new Draft(id, "rehearsal", "rehearsal@localhost", "rehearsal", "")));
        stage.get("/api/notifications?orderId=" + id);
    }
}
