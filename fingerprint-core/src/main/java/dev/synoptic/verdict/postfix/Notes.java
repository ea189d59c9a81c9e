package dev.synoptic.verdict.postfix;

import java.util.regex.Pattern;

/// Heads of lines that are understood and say nothing of a verdict.
final class Notes {

    static final Pattern SMTPD = Pattern.compile(
            "hostname |address not listed|numeric |SASL authentication (failure|problem)|improper command pipelining"
                    + "|setting up TLS|SSL_accept error|TLS library problem|initializing the server|table \\S+ has changed"
                    + "|dict_|milter |connect to |proxy:|using backwards-compatible|unreasonable|valid_hostname"
                    + "|malformed domain|non-E?SMTP|restriction |support for restriction|\\S+: (RBL|DNS) lookup|\\d[\\d.]+: "
                    + "|xsasl|SASL: |reload|TLS|no entropy|unknown mail system|haproxy|timeout on cleanup|unexpected EOF"
                    + "|lost connection with|too many |problem talking|processing|network_biopair|read |write "
                    + "|Read failed|looking for|cannot |unable to|abort|certificate|CA |OCSP|known client");

    static final Pattern POSTSCREEN = Pattern.compile(
            "cache |warning: |COMMAND |NON-SMTP COMMAND |BARE NEWLINE |(DATA|BDAT) without valid RCPT |close database|reload|table |"
                    + "haproxy|entering |leaving |dnsbl_|tlsproxy|NOQUEUE: (ok|info)|WHITELIST VETO|ALLOWLIST VETO|"
                    + "fatal: |error: |connect to ");

    static final Pattern CLEANUP = Pattern.compile(
            "(resent-)?message-id=|(warn|info|hold|filter|redirect|prepend|replace|strip|bcc|delay|ignore|pass): "
                    + "|milter-(hold|quarantine|discard|replace|accept|tempfail): |to=<|warning: |from=<|removed|sender ");

    static final Pattern QMGR =
            Pattern.compile("removed|skipped|to=<|from=<|enabled|hold|flush|recipient|requeued|expired");

    private Notes() {}
}
