package dev.synoptic.verdict.ratio;

/// An operating system as the tables name it (T5).
///
/// @param family such as `Linux`; [#UNKNOWN_FAMILY] where none can be named
/// @param flavor such as `3.11 and newer`; may be empty
public record OsName(String family, String flavor) {

    /// The row of everything that cannot be named, whatever the cause (b.4).
    public static final String UNKNOWN_FAMILY = "Unknown";

    public static final OsName UNKNOWN = new OsName(UNKNOWN_FAMILY, "");

    /// Family and flavor as the flavor table's row names them.
    public String text() {
        return flavor.isEmpty() ? family : family + " " + flavor;
    }
}
