package dev.synoptic.signature;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirk;
import dev.synoptic.tcp.Quirks;
import dev.synoptic.tcp.WindowMultiple.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/// Reads `ver:ittl:olen:mss:wsize,scale:olayout:quirks:pclass` (`p0f-v3.md` 4.8).
final class TcpPatternParser {

    private static final Map<String, Integer> KINDS = Map.of("nop", 1, "mss", 2, "ws", 3, "sok", 4, "sack", 5, "ts", 8);
    private static final Map<String, Quirk> QUIRKS =
            Arrays.stream(Quirk.values()).collect(toUnmodifiableMap(Quirk::token, Function.identity()));
    private static final String QUIRK_TOKENS =
            Arrays.stream(Quirk.values()).map(Quirk::token).collect(joining(", "));
    private static final Quirks V4_ONLY = Quirks.of(Quirk.DF, Quirk.ID_PLUS, Quirk.ID_MINUS, Quirk.ZERO_PLUS);
    private static final Quirks V6_ONLY = Quirks.of(Quirk.FLOW);

    private final Cursor in;
    private int eolPadding;

    private TcpPatternParser(Cursor in) {
        this.in = in;
    }

    static TcpPattern parse(String value) throws Mistake {
        return new TcpPatternParser(new Cursor(value)).pattern();
    }

    private TcpPattern pattern() throws Mistake {
        var version = version();
        in.expect(':', "ver");
        var ttl = ttl();
        int ipOptionsLength = in.number("olen", 0, 255);
        in.expect(':', "olen");
        var mss = wildcardOr("mss", 65_535);
        in.expect(':', "mss");
        var window = window();
        in.expect(',', "wsize");
        var scale = wildcardOr("scale", 255);
        in.expect(':', "scale");
        var layout = layout();
        in.expect(':', "olayout");
        var quirks = quirks(version);
        in.expect(':', "quirks");
        var payload = payload();
        in.expectEnd("pclass");
        return new TcpPattern(version, ttl, ipOptionsLength, mss, window, scale, layout, eolPadding, quirks, payload);
    }

    private IpVersionPattern version() throws Mistake {
        if (in.take('4')) return IpVersionPattern.V4;
        if (in.take('6')) return IpVersionPattern.V6;
        if (in.take('*')) return IpVersionPattern.ANY;
        throw in.mistake("ver", "4, 6 or *");
    }

    /// The field and the colon behind it, for the two slips of p0f's reader that its files live with (FP-13, O-5).
    private TtlPattern ttl() throws Mistake {
        int initial = in.number("ittl", 1, 255);
        if (in.take('-')) {
            boolean random = in.take(':');
            if (random) in.skip(); // the first character of olen goes unread
            return new TtlPattern(initial, random); // without a colon, the dash stands for one
        }
        int hops = in.take('+') ? in.number("ittl", 0, 255 - initial) : 0;
        in.expect(':', "ittl");
        return new TtlPattern(initial + hops, false);
    }

    private OptionalInt wildcardOr(String field, int most) throws Mistake {
        return in.take('*') ? OptionalInt.empty() : OptionalInt.of(in.number(field, 0, most));
    }

    private WindowPattern window() throws Mistake {
        if (in.take('*')) return new WindowPattern.Any();
        if (in.take('%')) return new WindowPattern.DivisibleBy(in.number("wsize", 2, 65_535));
        if (in.take("mss*")) return new WindowPattern.Times(Kind.MSS, in.number("wsize", 1, 1000));
        if (in.take("mtu*")) return new WindowPattern.Times(Kind.MTU, in.number("wsize", 1, 1000));
        return new WindowPattern.Exactly(in.number("wsize", 0, 65_535));
    }

    private OptionLayout layout() throws Mistake {
        byte[] kinds = new byte[OptionLayout.KINDS_MAX];
        int count = 0;
        boolean ended = false;
        while (!in.isAt(':')) {
            if (count == kinds.length) throw in.mistake("olayout", "at most " + kinds.length + " options");
            ended = in.take("eol+");
            if (ended) eolPadding = in.number("olayout", 0, 255);
            else kinds[count] = (byte) kind();
            count++;
            if (ended || !in.take(',')) break;
        }
        return OptionLayout.of(kinds, count);
    }

    private int kind() throws Mistake {
        if (in.take('?')) return in.number("olayout", 0, 255);
        for (var kind : KINDS.entrySet()) {
            if (in.take(kind.getKey())) return kind.getValue();
        }
        throw in.mistake("olayout", "one of nop, mss, ws, sok, sack, ts, ?N, eol+N");
    }

    private Quirks quirks(IpVersionPattern version) throws Mistake {
        int bits = 0;
        while (!in.isAt(':')) {
            bits |= quirk(version).bit();
            if (!in.take(',')) break;
        }
        return new Quirks(bits);
    }

    private Quirk quirk(IpVersionPattern version) throws Mistake {
        var before = in.mistake("quirks", "one of " + QUIRK_TOKENS);
        var wrongVersion = in.mistake("quirks", "a quirk that IPv" + version.token() + " can have");
        var quirk = QUIRKS.get(in.takeWhile(c -> NameTable.isWordCharacter(c) || c == '+' || c == '-'));
        if (quirk == null) throw before;
        boolean impossible = (version == IpVersionPattern.V6 && V4_ONLY.has(quirk))
                || (version == IpVersionPattern.V4 && V6_ONLY.has(quirk));
        if (impossible) throw wrongVersion;
        return quirk;
    }

    private PayloadPattern payload() throws Mistake {
        if (in.take('0')) return PayloadPattern.NONE;
        if (in.take('+')) return PayloadPattern.SOME;
        if (in.take('*')) return PayloadPattern.ANY;
        throw in.mistake("pclass", "0, + or *");
    }
}
