package dev.synoptic.verdict.source;

import dev.synoptic.verdict.exim.EximDialect;
import dev.synoptic.verdict.haraka.HarakaDialect;
import dev.synoptic.verdict.log.ExtractorSettings;
import dev.synoptic.verdict.log.VerdictExtractor;
import dev.synoptic.verdict.log.VerdictSink;
import dev.synoptic.verdict.opensmtpd.OpenSmtpdDialect;
import dev.synoptic.verdict.postfix.PostfixExtractor;
import dev.synoptic.verdict.qpsmtpd.QpsmtpdDialect;
import dev.synoptic.verdict.rspamd.RspamdExtractor;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// The kinds of mail servers whose logs can be read, by the names that `--mta` takes; and rspamd, whose log stands for
/// its mail server's where that is not read (V5).
public enum MailServer {
    POSTFIX(PostfixExtractor::new),
    EXIM(EximDialect::extractor),
    HARAKA(HarakaDialect::extractor),
    QPSMTPD(QpsmtpdDialect::extractor),
    OPENSMTPD(OpenSmtpdDialect::extractor),
    RSPAMD(RspamdExtractor::deciding);

    private final BiFunction<ExtractorSettings, VerdictSink, VerdictExtractor> maker;

    MailServer(BiFunction<ExtractorSettings, VerdictSink, VerdictExtractor> maker) {
        this.maker = maker;
    }

    /// A reader of one log of this kind.
    public VerdictExtractor extractor(ExtractorSettings settings, VerdictSink sink) {
        return maker.apply(settings, sink);
    }

    /// The name of a source of verdicts, for what this one wrote there: mail server and filter may write to one log,
    /// and one is read behind the other.
    public String inSource(String name) {
        return this == RSPAMD ? name + ':' + text() : name;
    }

    /// As options and messages write it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The kind of this name.
    public static Optional<MailServer> named(String name) {
        return Arrays.stream(values()).filter(s -> s.text().equals(name)).findFirst();
    }

    /// All names, for messages.
    public static String names() {
        return Arrays.stream(values()).map(MailServer::text).collect(Collectors.joining(", "));
    }
}
