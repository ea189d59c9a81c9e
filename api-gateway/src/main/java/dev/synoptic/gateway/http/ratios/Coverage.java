package dev.synoptic.gateway.http.ratios;

import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.verdict.ratio.Missing;
import dev.synoptic.verdict.ratio.RatioCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What a table covers, beside forms that have no room for it, such as CSV: a header, one structured field (RFC 9651,
/// a dictionary), such as `exact=1684, no-syn=3, lines-not-understood=0, provisional=?0, time-zone=utc`.
final class Coverage {

    /// The header's name.
    static final String HEADER = "Synoptic-Coverage";

    /// What it tells.
    static final String MEANING =
            "With formats other than JSON, which has all of it: how verdicts came to their systems,"
                    + " what is known to be missing, and whether more may still come; a dictionary of RFC 9651.";

    private Coverage() {}

    static String of(RatioAnswer answer) {
        RatioCounts joined = answer.coverage();
        Missing missing = answer.missing();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("exact", joined.exact());
        fields.put("by-address", joined.byAddress());
        fields.put("ambiguous", joined.ambiguous());
        fields.put("from-cache", joined.cached());
        fields.put("no-syn", joined.noSyn());
        fields.put("no-match", joined.noMatch());
        fields.put("tool", joined.tool());
        fields.put("lines-not-understood", missing.linesNotUnderstood());
        fields.put("frames-lost", missing.framesLost());
        fields.put("records-lost", missing.recordsLost());
        fields.put("gaps", missing.gaps());
        fields.put("gap-ms", missing.gapMicros() / 1_000);
        fields.put("provisional", answer.isFinal() ? "?0" : "?1");
        fields.put("time-zone", "utc");
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining(", "));
    }
}
