package dev.synoptic.gateway.http.ratios;

import dev.synoptic.verdict.ratio.RatioFormat;
import java.util.Optional;

/// How a table is wanted.
enum TableForm {
    JSON("application/json"),
    CSV("text/csv"),
    TSV("text/tab-separated-values"),
    MARKDOWN("text/markdown"),
    TABLE("text/plain");

    private final String mediaType;

    TableForm(String mediaType) {
        this.mediaType = mediaType;
    }

    /// Without parameters.
    String mediaType() {
        return mediaType;
    }

    /// What writes it; JSON has more to tell than rows.
    Optional<RatioFormat> writer() {
        return switch (this) {
            case JSON -> Optional.empty();
            case CSV -> Optional.of(RatioFormat.CSV);
            case TSV -> Optional.of(RatioFormat.TSV);
            case MARKDOWN -> Optional.of(RatioFormat.MARKDOWN);
            case TABLE -> Optional.of(RatioFormat.TEXT);
        };
    }
}
