package dev.synoptic.signature;

import java.util.List;
import java.util.OptionalInt;

/// A `label` line with its `sys` line, shared by the signatures below it.
///
/// @param number      its place among all labels but those of `[mtu]`, from 1 (`p0f-v3.md` FP-9)
/// @param label       what it says
/// @param nameNumber  the number of the label's name (FP-8)
/// @param classNumber the place of its class among the file's classes, from 0; empty for a tool
/// @param systems     for a tool, the systems it runs on (FP-10)
public record LabelRow(int number, Label label, int nameNumber, OptionalInt classNumber, List<SystemPattern> systems) {

    public LabelRow {
        systems = List.copyOf(systems);
    }
}
