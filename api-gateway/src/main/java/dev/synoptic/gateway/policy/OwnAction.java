package dev.synoptic.gateway.policy;

/// How a verdict that Synoptic itself took part in is told from others.
///
/// Labels are judged by what mail servers decide. If such a decision rests on the label already, counting it
/// would prove the rule by the rule. So each text of ours that a mail server logs with its refusal ends in
/// [#MARK]: log readers class it by that word, before anything else.
public final class OwnAction {

    /// The word.
    public static final String MARK = "(os-policy)";

    /// The class of reason that log readers give to refusals with that word, greylisting apart: that is counted in no
    /// table anyway (`mail.md` T1).
    public static final String REASON = "os_policy";

    private OwnAction() {}
}
