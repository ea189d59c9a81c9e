package dev.synoptic.gateway.http;

import dev.synoptic.gateway.http.access.Gate;
import dev.synoptic.gateway.http.operation.Caller;
import dev.synoptic.gateway.http.operation.Operation;
import dev.synoptic.gateway.http.operation.Refusal;
import dev.synoptic.gateway.http.operation.Reply;
import dev.synoptic.gateway.http.operation.Request;
import dev.synoptic.gateway.http.operation.RequestReading;
import dev.synoptic.gateway.http.operation.Role;
import dev.synoptic.gateway.http.schema.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Carries one request to its operation, and the answer back.
///
/// @param gate     who may ask
/// @param counters what was answered
record Answering(Gate gate, HttpCounters counters) {

    private static final int TAG_OCTETS = 12;

    void answer(Operation operation, Context context) throws IOException {
        Caller caller = gate.caller(Optional.ofNullable(context.header("Authorization")));
        operation.role().ifPresent(role -> gate.require(caller, role));
        var values = RequestReading.values(operation, context.queryParamMap(), context.pathParamMap());
        String body = operation.body().isPresent() ? body(context) : "";
        if (operation.role().equals(Optional.of(Role.PII))) noteDown(caller, context);
        Reply reply = operation.answering().apply(new Request(values, caller, body));
        counters.answered().increment();
        switch (reply) {
            case Reply.Body(int status, Object value) -> {
                context.status(status).contentType(Reply.JSON);
                byte[] octets = Json.text(value).getBytes(StandardCharsets.UTF_8);
                if (status == 200 && operation.method() == Operation.Method.GET) whole(context, octets, Map.of());
                else context.result(octets);
            }
            case Reply.Text(String mediaType, String text, Map<String, String> headers) -> {
                headers.forEach(context::header);
                context.contentType(mediaType + (mediaType.contains("charset") ? "" : "; charset=utf-8"));
                whole(context, text.getBytes(StandardCharsets.UTF_8), headers);
            }
            case Reply.Stream stream -> stream(context, stream);
        }
    }

    private static String body(Context context) {
        String type = Optional.ofNullable(context.contentType()).orElse("");
        if (!type.split(";")[0].strip().equalsIgnoreCase(Reply.JSON)) {
            throw Refusal.of(415, "the body is expected as " + Reply.JSON);
        }
        return context.body();
    }

    private void noteDown(Caller caller, Context context) {
        String query = context.queryString();
        gate.personalDataRead(
                caller,
                context.ip(),
                context.path() + (query == null ? "" : "?" + query),
                Optional.ofNullable(context.header("Synoptic-Reason")));
    }

    /// Whoever has this very answer already is told so (RFC 9110 13.1.2): a good answer to a question, nothing else.
    /// What stands in headers of its own, such as what a table covers, is a part of it.
    private static void whole(Context context, byte[] octets, Map<String, String> headers) {
        String tag = '"' + digest(octets, headers) + '"';
        context.header("ETag", tag);
        String known = Optional.ofNullable(context.header("If-None-Match")).orElse("");
        for (String each : known.split(",")) {
            String stripped = each.strip();
            if (stripped.equals(tag) || stripped.equals("W/" + tag) || stripped.equals("*")) {
                context.status(304);
                return;
            }
        }
        context.result(octets);
    }

    private static void stream(Context context, Reply.Stream stream) throws IOException {
        // a proxy that collects, or packs, would keep what is meant for now
        context.header("X-Accel-Buffering", "no");
        context.header("Cache-Control", "private, no-cache, no-transform");
        var response = context.res();
        response.setContentType(stream.mediaType());
        try {
            stream.writer().write(response.getOutputStream());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            // whoever listened has gone: that is how listening ends
            System.getLogger(Answering.class.getName()).log(System.Logger.Level.DEBUG, "a listener has gone", gone);
        }
    }

    private static String digest(byte[] octets, Map<String, String> headers) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(headers)
                    .forEach((name, value) ->
                            digest.update((name + ": " + value + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(octets), 0, TAG_OCTETS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
