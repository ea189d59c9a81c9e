package dev.synoptic.gateway.http.verdicts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.synoptic.gateway.http.operation.Caller;
import dev.synoptic.gateway.http.operation.Problem.Mistake;
import dev.synoptic.gateway.http.operation.Refusal;
import dev.synoptic.gateway.http.schema.Json;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.ContentScore;
import dev.synoptic.verdict.Verdict;
import dev.synoptic.verdict.Verdict.Outcome;
import dev.synoptic.verdict.Verdict.Precision;
import dev.synoptic.verdict.Verdict.Stage;
import dev.synoptic.verdict.Verdict.Unit;
import dev.synoptic.verdict.Verdict.Via;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes verdicts of a body that was sent in; all of it must be right, or nothing is taken.
///
/// @param caller who sends; decides whose site they are about
record VerdictReading(Caller caller) {

    /// Verdicts in one body.
    static final int VERDICTS_MAX = 1_000;

    private static final int ID_OCTETS = 16;
    private static final int DOMAINS_MAX = 100;
    private static final int RECIPIENTS_MAX = 1_000_000;
    private static final int REVISION_MAX = 1_000_000;

    /// Stands where an address is missing, in a verdict that nobody gets.
    private static final IpAddress NOWHERE = IpAddress.v4(0);

    private static final Set<String> KNOWN = Arrays.stream(VerdictIn.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    /// @throws Refusal naming what is wrong, and where
    List<Verdict> read(String body) {
        JsonNode json = parse(body);
        var mistakes = new ArrayList<Mistake>();
        var verdicts = new ArrayList<Verdict>();
        if (json.isArray() && !json.isEmpty() && json.size() <= VERDICTS_MAX) {
            for (int i = 0; i < json.size(); i++) {
                verdict(json.get(i), "[" + i + "]", mistakes).ifPresent(verdicts::add);
            }
        } else if (json.isObject()) {
            verdict(json, "", mistakes).ifPresent(verdicts::add);
        } else {
            throw Refusal.badRequest("the body is neither an object nor an array of 1 to " + VERDICTS_MAX);
        }
        if (!mistakes.isEmpty()) throw Refusal.badRequest(mistakes);
        return verdicts;
    }

    private static JsonNode parse(String body) {
        try {
            return Json.read(body);
        } catch (JsonProcessingException wrong) {
            var where = wrong.getLocation();
            throw Refusal.badRequest("the body is no JSON: line " + (where == null ? 1 : where.getLineNr())
                    + ", column " + (where == null ? 1 : where.getColumnNr()));
        }
    }

    private Optional<Verdict> verdict(JsonNode json, String place, List<Mistake> mistakes) {
        int before = mistakes.size();
        var fields = new Fields(json, place, mistakes);
        if (!json.isObject()) {
            fields.wrong("", "no object", "an object for each verdict");
            return Optional.empty();
        }
        fields.refuseOthers(KNOWN);
        var verdict = verdict(fields, site(fields).orElse(""));
        return mistakes.size() == before ? Optional.of(verdict) : Optional.empty();
    }

    /// Reads every field, so that every mistake is found; where there is one, what comes of it is thrown away.
    private Verdict verdict(Fields fields, String site) {
        String id = fields.require("id", "a text", Fields::text).orElse("");
        Instant at = fields.require("at", "a moment in UTC such as 2026-11-20T16:00:00Z", Fields::moment)
                .orElse(Instant.EPOCH);
        Instant opened = moment(fields, "openedAt").orElse(at);
        if (opened.isAfter(at)) fields.wrong("openedAt", "a moment after at", "one before it");
        return new Verdict(
                digest("verdict\0" + site + '\0' + id),
                digest("session\0" + site + '\0' + fields.text("session").orElse(id)),
                fields.whole("revision", 0, REVISION_MAX).orElse(0),
                "http:" + caller.name(),
                site,
                micros(opened),
                micros(at),
                moment(fields, "closedAt").stream()
                        .mapToLong(VerdictReading::micros)
                        .findFirst(),
                precision(at),
                fields.require("host", "the name of the mail host", Fields::text)
                        .orElse(""),
                fields.text("service").orElse("smtpd"),
                fields.require("client", "an IPv4 or IPv6 address", VerdictReading::address)
                        .orElse(NOWHERE),
                fields.whole("clientPort", 1, 65_535),
                fields.text("clientName").orElse("unknown"),
                fields.text("helo"),
                Optional.empty(),
                constant(fields, "unit", Unit.class).orElse(Unit.TRANSACTION),
                required(fields, "outcome", Outcome.class).orElse(Outcome.ABORTED),
                required(fields, "stage", Stage.class).orElse(Stage.CONNECT),
                fields.whole("code", 200, 599),
                fields.text("enhanced"),
                fields.text("reason"),
                score(fields),
                fields.read("senderDomain", "a domain without a local part, or <>", Fields::domain),
                fields.domains("recipientDomains", DOMAINS_MAX).orElse(List.of()),
                fields.whole("recipientsAccepted", 0, RECIPIENTS_MAX).orElse(0),
                fields.whole("recipientsRefused", 0, RECIPIENTS_MAX).orElse(0),
                fields.large("sizeOctets"),
                fields.yes("tls").orElse(false),
                Optional.empty(),
                Optional.empty(),
                constant(fields, "via", Via.class).orElse(Via.DIRECT),
                1);
    }

    private static Optional<ContentScore> score(Fields fields) {
        var points = fields.real("score");
        var limit = fields.real("scoreLimit");
        if (points.isEmpty() && limit.isPresent()) fields.wrong("scoreLimit", "no score", "it only beside score");
        return points.isPresent() ? Optional.of(new ContentScore(points.getAsDouble(), limit)) : Optional.empty();
    }

    private static Optional<Instant> moment(Fields fields, String field) {
        return fields.read(field, "a moment in UTC such as 2026-11-20T16:00:00Z", Fields::moment);
    }

    private static <E extends Enum<E>> Optional<E> constant(Fields fields, String field, Class<E> type) {
        return fields.read(field, Fields.words(type), node -> Fields.constant(node, type));
    }

    private static <E extends Enum<E>> Optional<E> required(Fields fields, String field, Class<E> type) {
        return fields.require(field, Fields.words(type), node -> Fields.constant(node, type));
    }

    /// As finely as the moment is told.
    private static Precision precision(Instant moment) {
        if (moment.equals(moment.truncatedTo(ChronoUnit.SECONDS))) return Precision.SECONDS;
        return moment.equals(moment.truncatedTo(ChronoUnit.MILLIS)) ? Precision.MILLISECONDS : Precision.MICROSECONDS;
    }

    private static @Nullable IpAddress address(JsonNode node) {
        return Optional.ofNullable(node.textValue())
                .flatMap(IpAddress::parse)
                .map(IpAddress::unmapped)
                .orElse(null);
    }

    /// A token speaks for its own sites alone.
    private Optional<String> site(Fields fields) {
        Optional<String> named = fields.text("site");
        if (named.isEmpty()) {
            if (caller.onlySite().isPresent()) return caller.onlySite();
            fields.wrong("site", "nothing", "a site, since this token speaks for several");
        } else if (!caller.speaksFor(named.get())) {
            throw Refusal.of(403, "this token does not speak for the site \"" + named.get() + "\"");
        }
        return named;
    }

    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private static String digest(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, ID_OCTETS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
