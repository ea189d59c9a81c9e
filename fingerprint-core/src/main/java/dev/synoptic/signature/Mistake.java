package dev.synoptic.signature;

/// What a field's parser says of a value that does not fit; becomes a [Problem] where file and line are known.
final class Mistake extends Exception {

    private final String field;
    private final String found;
    private final String expected;

    Mistake(String field, String found, String expected) {
        super(field, null, false, false);
        this.field = field;
        this.found = found;
        this.expected = expected;
    }

    Problem in(String file, int line, String key) {
        return new Problem(file, line, field.isEmpty() ? key : key + ", " + field, found, expected);
    }
}
