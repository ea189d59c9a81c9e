package dev.synoptic.standalone.export;

import dev.synoptic.signature.Label;
import dev.synoptic.verdict.ContentScore;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.join.JoinedVerdict;
import dev.synoptic.verdict.join.JoinedVerdict.Partner;
import dev.synoptic.verdict.join.UnknownCause;
import dev.synoptic.verdict.ratio.OsName;
import dev.synoptic.verdict.ratio.OsNames;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/// One field of a verdict with its system, as a column.
///
/// @param column where it stands
/// @param value  its text, empty for nothing
record Field(Column column, Function<JoinedVerdict, String> value) {

    /// What neither person nor machine can be told by, beyond what every mail server's log has of all.
    static final List<Field> HARMLESS = List.of(
            of(Column.text("site", "site of the mail host"), Verdict::site),
            of(Column.text("unit", "transaction, or connection without one"), verdict -> word(verdict.unit())),
            of(Column.text("outcome", "what the server decided"), verdict -> word(verdict.outcome())),
            of(Column.text("stage", "of SMTP, where it was decided"), verdict -> word(verdict.stage())),
            of(Column.whole("code", "reply of three digits, where logged"), verdict -> number(verdict.code())),
            of(
                    Column.text("reason", "class of reason; empty where nothing was refused"),
                    verdict -> verdict.reason().orElse("")),
            of(Column.flag("tls", "whether the session was encrypted"), verdict -> Boolean.toString(verdict.tls())),
            of(Column.text("via", "direct, proxy or xclient"), verdict -> word(verdict.via())),
            of(
                    Column.whole("repeat", "identical events folded by the syslog daemon, at least 1"),
                    verdict -> Integer.toString(verdict.repeat())),
            ofSyn(
                    Column.flag("shared_address", "whether several hosts share the client's address"),
                    syn -> syn.sharedAddress()
                            .map(shared -> Boolean.toString(shared))
                            .orElse("")),
            ofSyn(Column.text("signatures", "version of the database that named the system"), Partner::databaseVersion),
            new Field(Column.text("joined", "how the verdict came to its system"), joined -> word(joined.how())));

    /// Why a verdict counts for no system.
    static final Field UNKNOWN = new Field(
            Column.text("unknown", "why no system is named"),
            joined -> joined.unknown().map(Field::word).orElse(""));

    /// What names somebody, or tells one machine from all others: never for anybody but the operator.
    static final List<Field> PERSONAL = List.of(
            of(Column.text("event_id", "16 octets in hex"), Verdict::eventId),
            of(Column.text("session_id", "16 octets in hex, shared by verdicts of one session"), Verdict::sessionId),
            of(Column.moment("opened", "start of the session"), verdict -> moment(verdict.openMicros())),
            of(Column.moment("decided", "moment of the verdict"), verdict -> moment(verdict.micros())),
            of(Column.moment("closed", "end of the session, where known"), verdict -> moment(verdict.closeMicros())),
            of(Column.text("host", "mail host as its log names it"), Verdict::host),
            of(Column.text("service", "of the mail server"), Verdict::service),
            of(Column.text("client", "address"), verdict -> verdict.client().text()),
            of(Column.whole("client_port", "where logged"), verdict -> number(verdict.clientPort())),
            of(Column.text("client_name", "verified reverse name, or unknown"), Verdict::clientName),
            of(
                    Column.text("helo", "name that the client gave"),
                    verdict -> verdict.helo().orElse("")),
            of(
                    Column.text("queue_id", "where one was given"),
                    verdict -> verdict.queueId().orElse("")),
            of(
                    Column.text("enhanced", "enhanced status code"),
                    verdict -> verdict.enhanced().orElse("")),
            of(
                    Column.number("score", "points of a content filter on its own scale; empty where none told it"),
                    verdict -> verdict.score()
                            .map(score -> Double.toString(score.points()))
                            .orElse("")),
            of(
                    Column.number("score_limit", "points from which that filter would refuse"),
                    verdict -> verdict.score().map(Field::limit).orElse("")),
            of(
                    Column.text("sender_domain", "`<>` for the null sender"),
                    verdict -> verdict.senderDomain().orElse("")),
            of(
                    Column.text("recipient_domains", "between blanks"),
                    verdict -> String.join(" ", verdict.recipientDomains())),
            of(Column.whole("recipients_accepted", ""), verdict -> Integer.toString(verdict.recipientsAccepted())),
            of(Column.whole("recipients_refused", ""), verdict -> Integer.toString(verdict.recipientsRefused())),
            of(Column.whole("size_octets", "as the server logs it"), verdict -> number(verdict.sizeOctets())),
            of(
                    Column.text("sasl_method", "of a successful login"),
                    verdict -> verdict.saslMethod().orElse("")),
            of(
                    Column.text("sasl_user", "keyed hash"),
                    verdict -> verdict.saslUser().orElse("")),
            new Field(Column.text("tool", "a program that brings its own stack"), Field::tool),
            ofSyn(
                    Column.text("agent", "that captured the SYN"),
                    syn -> syn.origin().agent()),
            ofSyn(
                    Column.text("quality", "how well the signature fits"),
                    syn -> syn.quality().map(Field::word).orElse("")),
            ofSyn(Column.whole("signature_line", "of the signature file"), syn -> number(syn.line())),
            ofSyn(Column.whole("distance_hops", ""), syn -> Integer.toString(syn.distance())),
            ofSyn(
                    Column.text("link", "kind of link by its MTU"),
                    syn -> syn.link().orElse("")),
            ofSyn(
                    Column.whole("difference_micros", "session as logged minus SYN, clocks corrected"),
                    syn -> Long.toString(syn.differenceMicros())),
            ofSyn(Column.text("raw_signature", "the SYN in the shape of a signature"), Partner::rawSignature));

    private static Field of(Column column, Function<Verdict, String> value) {
        return new Field(column, joined -> value.apply(joined.verdict()));
    }

    private static Field ofSyn(Column column, Function<Partner, String> value) {
        return new Field(column, joined -> joined.partner().map(value).orElse(""));
    }

    /// The system that the verdict counts for (T5).
    static OsName system(JoinedVerdict joined) {
        return OsNames.STANDARD.of(joined.label());
    }

    private static String tool(JoinedVerdict joined) {
        return joined.unknown()
                .filter(cause -> cause == UnknownCause.TOOL)
                .flatMap(_ -> joined.partner())
                .flatMap(Partner::label)
                .map(Label::name)
                .orElse("");
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String number(OptionalInt value) {
        return value.isPresent() ? Integer.toString(value.getAsInt()) : "";
    }

    private static String number(OptionalLong value) {
        return value.isPresent() ? Long.toString(value.getAsLong()) : "";
    }

    private static String limit(ContentScore score) {
        return score.limit().isPresent() ? Double.toString(score.limit().getAsDouble()) : "";
    }

    static String moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    private static String moment(OptionalLong micros) {
        return micros.isPresent() ? moment(micros.getAsLong()) : "";
    }
}
