package dev.synoptic.gateway.ratios;

/// How a share moved between two periods.
public enum Move {
    /// It cannot be told from chance.
    UNCLEAR,
    /// It fell, by more than chance explains.
    FELL,
    /// It rose, by more than chance explains.
    ROSE
}
