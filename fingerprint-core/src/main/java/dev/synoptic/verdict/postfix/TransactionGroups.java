package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.postfix.SmtpdSession.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/// Which lines of one session are one transaction (V20).
final class TransactionGroups {

    /// Without counts, a refused recipient ahead of an accepted one is of the same message only if so near.
    private static final long NEAR_MICROS = 2_000_000;

    private final List<Group> groups = new ArrayList<>();

    private TransactionGroups() {}

    /// The transactions in order.
    ///
    /// @param items refusals and messages, in the order logged
    /// @param mails MAIL commands given; empty where the log does not count them
    static List<Group> of(List<Item> items, OptionalInt mails) {
        var made = new TransactionGroups();
        made.walk(items);
        if (mails.isPresent()) {
            made.mergeDownTo(mails.getAsInt());
            made.mergeRefusalsDownTo(mails.getAsInt());
            made.splitUpTo(mails.getAsInt());
        } else {
            made.mergeNear();
        }
        return made.groups;
    }

    /// Step 1.
    private void walk(List<Item> items) {
        for (Item item : items) {
            switch (item) {
                case Item.Begun(Message message) -> groups.add(Group.of(message));
                case Item.Refused(Refusal refusal) -> {
                    if (!groups.isEmpty() && groups.getLast().takes(refusal)) {
                        groups.getLast().refusals.add(refusal);
                    } else {
                        groups.add(Group.of(refusal));
                    }
                }
            }
        }
    }

    /// Step 2: refused recipients ahead of the first accepted one.
    private void mergeDownTo(int mails) {
        for (int i = 0; i + 1 < groups.size() && groups.size() > mails; ) {
            if (isAheadOf(groups.get(i), groups.get(i + 1))) merge(i);
            else i++;
        }
    }

    /// V2: a client that repeats a refused recipient began no new transaction, if the count says so.
    private void mergeRefusalsDownTo(int mails) {
        for (int i = 0; i + 1 < groups.size() && groups.size() > Math.max(mails, 1); ) {
            Group one = groups.get(i);
            Group next = groups.get(i + 1);
            if (one.isOfRefusals() && next.isOfRefusals() && one.sender().equals(next.sender())) merge(i);
            else i++;
        }
    }

    private void mergeNear() {
        for (int i = 0; i + 1 < groups.size(); i++) {
            Group next = groups.get(i + 1);
            if (isAheadOf(groups.get(i), next)
                    && next.message != null
                    && next.message.bornMicros - groups.get(i).lastMicros() < NEAR_MICROS) {
                merge(i);
            }
        }
    }

    private static boolean isAheadOf(Group refused, Group next) {
        return refused.isOfRefusals()
                && refused.refusals.stream().noneMatch(Refusal::isAtMail)
                && next.message != null
                && (next.sender().isEmpty()
                        || refused.sender().isEmpty()
                        || next.sender().equals(refused.sender()));
    }

    private void merge(int index) {
        groups.get(index + 1).refusals.addAll(0, groups.remove(index).refusals);
    }

    /// Step 3: several transactions of one sender, each with one recipient; what still lacks left no trace.
    private void splitUpTo(int mails) {
        while (groups.size() < mails) {
            Group longest = groups.stream()
                    .filter(g -> g.isOfRefusals() && g.refusals.size() > 1)
                    .max(Comparator.comparingInt(g -> g.refusals.size()))
                    .orElse(null);
            if (longest == null) break;
            groups.add(groups.indexOf(longest) + 1, Group.of(longest.refusals.removeLast()));
        }
    }
}
