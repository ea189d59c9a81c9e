package dev.synoptic.standalone.p0f;

/// A setting that is given once. Given with the value that it has anyway, that goes unnoticed (`p0f-v3.md` CLI-1).
///
/// @param <T> what it is set to
final class GivenOnce<T> {

    private final String name;
    private final T usual;
    private T value;

    /// @param name  for people
    /// @param usual what holds while nothing is given
    GivenOnce(String name, T usual) {
        this.name = name;
        this.usual = usual;
        value = usual;
    }

    /// A value that has first to be judged.
    @FunctionalInterface
    interface Judged<T> {
        T get() throws P0fRefusedException;
    }

    void give(T wanted) throws P0fRefusedException {
        give(() -> wanted);
    }

    /// Twice is refused before the value is looked at.
    void give(Judged<T> wanted) throws P0fRefusedException {
        if (isGiven()) throw new P0fRefusedException(Refusal.GIVEN_TWICE, name + " is given twice");
        value = wanted.get();
    }

    boolean isGiven() {
        return !value.equals(usual);
    }

    T value() {
        return value;
    }
}
