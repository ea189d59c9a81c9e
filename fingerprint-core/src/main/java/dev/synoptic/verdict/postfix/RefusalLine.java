package dev.synoptic.verdict.postfix;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// What follows the peer in a line that tells of a refusal: `CODE ENH TEXT; from=<S> to=<R> proto=P helo=<H>`.
///
/// What clients say is taken from the right end, where Postfix puts it, and out of the text (V15).
///
/// @param code      three digits; empty where only the status code is logged
/// @param enhanced  status code
/// @param text      the server's own words
/// @param sender    envelope sender; empty where none was told yet
/// @param recipient envelope recipient
/// @param helo      name of HELO or EHLO
record RefusalLine(
        OptionalInt code,
        Optional<String> enhanced,
        String text,
        Optional<String> sender,
        Optional<String> recipient,
        Optional<String> helo) {

    private static final Pattern CODE = Pattern.compile("[2-5]\\d\\d(?= |$)");
    private static final Pattern ENHANCED = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");
    private static final String HELO = " helo=<";
    private static final String PROTO = " proto=";
    private static final String FROM = "; from=<";

    static RefusalLine parse(String rest) {
        String left = rest;
        Optional<String> helo = Optional.empty();
        int heloAt = left.lastIndexOf(HELO);
        if (heloAt >= 0 && left.endsWith(">")) {
            helo = Optional.of(left.substring(heloAt + HELO.length(), left.length() - 1));
            left = withoutComma(left.substring(0, heloAt));
        }
        int protoAt = left.lastIndexOf(PROTO);
        if (protoAt >= 0 && left.indexOf('>', protoAt) < 0) left = withoutComma(left.substring(0, protoAt));
        return withEnvelope(left, helo);
    }

    private static RefusalLine withEnvelope(String left, Optional<String> helo) {
        int fromAt = left.lastIndexOf(FROM);
        if (fromAt < 0 || !left.endsWith(">")) return answer(left, Optional.empty(), Optional.empty(), helo);
        String envelope = left.substring(fromAt + FROM.length(), left.length() - 1);
        int toAt = Math.max(envelope.lastIndexOf("> to=<"), envelope.lastIndexOf(">, to=<"));
        if (toAt < 0) return answer(left.substring(0, fromAt), Optional.of(envelope), Optional.empty(), helo);
        return answer(
                left.substring(0, fromAt),
                Optional.of(envelope.substring(0, toAt)),
                Optional.of(envelope.substring(envelope.indexOf('<', toAt) + 1)),
                helo);
    }

    private static RefusalLine answer(
            String said, Optional<String> sender, Optional<String> recipient, Optional<String> helo) {
        String left = said.endsWith(";") ? said.substring(0, said.length() - 1) : said;
        OptionalInt code = OptionalInt.empty();
        if (CODE.matcher(left).lookingAt()) {
            code = OptionalInt.of(Integer.parseInt(left.substring(0, 3)));
            left = left.substring(3).stripLeading();
        }
        Optional<String> enhanced = Optional.empty();
        int blank = left.indexOf(' ');
        String first = blank < 0 ? left : left.substring(0, blank);
        if (ENHANCED.matcher(first).matches()) {
            enhanced = Optional.of(first);
            left = left.substring(first.length()).stripLeading();
        }
        return new RefusalLine(code, enhanced, ownWords(left, recipient), sender, recipient, helo);
    }

    /// Without `<what the client said>: ` in front.
    private static String ownWords(String text, Optional<String> recipient) {
        if (!text.startsWith("<")) return text;
        String said = recipient.map(r -> "<" + r + ">: ").orElse("");
        if (!said.isEmpty() && text.startsWith(said)) return text.substring(said.length());
        int end = text.indexOf(">: ");
        return end < 0 ? text : text.substring(end + 3);
    }

    private static String withoutComma(String text) {
        return text.endsWith(",") ? text.substring(0, text.length() - 1) : text;
    }
}
