package dev.synoptic.verdict.postfix;

import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.corpus.MailCorpus;
import dev.synoptic.verdict.corpus.Told;
import dev.synoptic.verdict.log.Delivery;
import dev.synoptic.verdict.log.ExtractionReport;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.RawRef;
import java.util.List;

/// Lines of Postfix, written as short as they can be: `HH:MM:SS daemon[pid]: text`, and what was read from them.
abstract class PostfixReading {

    static final String PEER = "mail.example[198.51.100.7]:4711";

    private final Told told = new Told();
    final List<Verdict> verdicts = told.verdicts();
    final List<Delivery> deliveries = told.deliveries();
    ExtractionReport report = new PostfixExtractor(MailCorpus.settings("s"), (v, r) -> {}).report();

    final void read(String... lines) {
        read(MailCorpus.settings("s"), lines);
    }

    final void read(ExtractorSettings settings, String... lines) {
        var extractor = new PostfixExtractor(settings, told);
        for (String line : lines) extractor.feed(whole(line), RawRef.NOWHERE);
        extractor.close();
        report = extractor.report();
    }

    static String whole(String line) {
        int blank = line.indexOf(' ');
        return "Nov 20 " + line.substring(0, blank) + " mx postfix/" + line.substring(blank + 1);
    }

    static String reject(String second, String stage, String answer, String from, String to) {
        String recipient = to.isEmpty() ? "" : " to=<" + to + ">";
        return "10:00:" + second + " smtpd[1]: NOQUEUE: reject: " + stage + " from " + PEER + ": " + answer + "; from=<"
                + from + ">" + recipient + " proto=ESMTP helo=<h.example>";
    }

    static String unknown(String second, String from, String to) {
        return reject(second, "RCPT", "550 5.1.1 <" + to + ">: Recipient address rejected: User unknown", from, to);
    }

    static String connect() {
        return "10:00:00 smtpd[1]: connect from " + PEER;
    }

    static String disconnect(String commands) {
        return "10:00:09 smtpd[1]: disconnect from " + PEER + commands;
    }

    static String[] accepted(String second, String id, String from) {
        return new String[] {
            "10:00:" + second + " smtpd[1]: " + id + ": client=" + PEER,
            "10:00:" + second + " qmgr[2]: " + id + ": from=<" + from + ">, size=10, nrcpt=1 (queue active)"
        };
    }

    final List<Outcome> outcomes() {
        return verdicts.stream().map(Verdict::outcome).toList();
    }
}
