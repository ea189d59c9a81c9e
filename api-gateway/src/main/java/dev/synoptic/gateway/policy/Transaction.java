package dev.synoptic.gateway.policy;

import java.util.BitSet;

/// One message on one connection: what was done about it already. A mail server's process serves one at a time.
final class Transaction {

    private String instance = "";
    private boolean isNew;
    private int recipients;
    private boolean headed;
    private final BitSet touched = new BitSet();

    /// A request has come; requests about one message carry the same instance.
    void enter(PolicyRequest request) {
        isNew = request.instance().isEmpty() || !request.instance().equals(instance);
        recipients = (isNew ? 0 : recipients) + (request.state() == PolicyRequest.State.RCPT ? 1 : 0);
        if (!isNew) return;
        instance = request.instance();
        headed = false;
        touched.clear();
    }

    /// Recipients asked about so far.
    int recipients() {
        return recipients;
    }

    /// Whether this is the first request about it.
    boolean isNew() {
        return isNew;
    }

    /// Without an instance one message cannot be told from the next.
    boolean mayTakeHeader() {
        return !headed && !instance.isEmpty();
    }

    void tookHeader() {
        headed = true;
    }

    /// Whether the rule with this number in its set has not touched it before.
    boolean firstTouch(int rule) {
        if (touched.get(rule)) return false;
        touched.set(rule);
        return true;
    }
}
