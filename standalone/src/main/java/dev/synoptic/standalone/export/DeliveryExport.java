package dev.synoptic.standalone.export;

import dev.synoptic.verdict.log.Delivery;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// What became of messages after they were accepted (`mail.md` V5), for the operator alone: queue ids lead to
/// content (P1). A row that is there twice is one, told again after an agent's restart.
final class DeliveryExport {

    private static final List<Column> COLUMNS = List.of(
            Column.text("site", "site of the mail host"),
            Column.text("host", "mail host, as in verdicts"),
            Column.text("queue_id", "of the message, as in verdicts"),
            Column.moment("logged", "moment at which it was"),
            Column.text(
                    "delivery", "bounced, deferred, expired, discarded, held; sent only of what had not gone at once"),
            Column.text("agent", "that read the log"));

    private DeliveryExport() {}

    /// All that is known, handed over one by one.
    @FunctionalInterface
    interface Deliveries {
        void read(Consumer<Delivery> each);
    }

    static void write(Deliveries source, Period period, ExportFolder folder) throws IOException {
        folder.write(
                "deliveries",
                COLUMNS,
                rows -> source.read(each -> {
                    if (period.holds(each.micros())) rows.add(row(each));
                }));
    }

    private static List<String> row(Delivery delivery) {
        return List.of(
                delivery.site(),
                delivery.host(),
                delivery.queueId(),
                Field.moment(delivery.micros()),
                delivery.outcome().text(),
                delivery.agent());
    }
}
