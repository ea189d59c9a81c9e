package dev.synoptic.signature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/// Names numbered in the order met; upper and lower case are one, and the first spelling is kept (`p0f-v3.md` FP-8).
final class NameTable {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> spellings = new ArrayList<>();

    /// The number of `name`, given now if it is new.
    int number(String name) {
        return numbers.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> {
            spellings.add(name);
            return spellings.size() - 1;
        });
    }

    /// The number of `name`, if it has one.
    OptionalInt find(String name) {
        Integer number = numbers.get(name.toLowerCase(Locale.ROOT));
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    String spelling(int number) {
        return spellings.get(number);
    }

    List<String> spellings() {
        return List.copyOf(spellings);
    }

    /// The characters a name is made of (FP-7).
    static boolean isNameCharacter(int c) {
        return isWordCharacter(c) || " ./-_!?()".indexOf(c) >= 0;
    }

    /// Letters and digits, ASCII only (section 1).
    static boolean isWordCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
