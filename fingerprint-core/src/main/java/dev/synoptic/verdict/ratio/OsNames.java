package dev.synoptic.verdict.ratio;

import dev.synoptic.signature.Label;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Brings variants of a name together, and takes names written as one text apart (T5).
///
/// @param known   names of systems, longest first
/// @param aliases from a variant to the name that counts
/// @param version of the aliases: counts under different ones are never summed
public record OsNames(List<String> known, Map<String, String> aliases, String version) {

    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

    /// Names of p0f's signature files, of which it spells one system in two ways; nothing else is a variant of another.
    public static final OsNames STANDARD = of(
            Set.of(
                    "Linux",
                    "Windows",
                    "Mac OS X",
                    "MacOS X",
                    "iOS",
                    "FreeBSD",
                    "OpenBSD",
                    "Solaris",
                    "OpenVMS",
                    "NeXTSTEP",
                    "Tru64",
                    "NMap",
                    "p0f",
                    "Blackberry",
                    "Nintendo",
                    "BaiduSpider"),
            OsAliases.STANDARD.p0f(),
            OsAliases.STANDARD.version());

    public OsNames {
        known = known.stream().sorted(LONGEST_FIRST).toList();
        aliases = Map.copyOf(aliases);
    }

    /// Names and aliases; the aliases' names count as known too.
    public static OsNames of(Set<String> known, Map<String, String> aliases, String version) {
        Set<String> all = new TreeSet<>(known);
        all.addAll(aliases.keySet());
        all.addAll(aliases.values());
        return new OsNames(List.copyOf(all), aliases, version);
    }

    /// The system a label names; Unknown where there is no label or it names a program (b.4).
    public OsName of(Optional<Label> label) {
        return label.filter(l -> !l.isTool())
                .map(l -> new OsName(merged(l.name()), l.flavor()))
                .orElse(OsName.UNKNOWN);
    }

    /// The system named by a text in which name and flavor are joined by a blank, as in p0f's log.
    public OsName split(String text) {
        if (text.isEmpty() || "-".equals(text) || "???".equals(text)) return OsName.UNKNOWN;
        return known.stream()
                .filter(name -> text.equals(name) || text.startsWith(name + " "))
                .findFirst()
                .map(name ->
                        new OsName(merged(name), text.substring(name.length()).strip()))
                .orElseGet(() -> new OsName(text, ""));
    }

    /// All spellings of a system that counts under this name, the name itself first.
    public List<String> spellings(String name) {
        return Stream.concat(
                        Stream.of(name),
                        aliases.entrySet().stream()
                                .filter(alias -> alias.getValue().equals(name))
                                .map(Map.Entry::getKey)
                                .sorted(LONGEST_FIRST))
                .toList();
    }

    private String merged(String name) {
        return aliases.getOrDefault(name, name);
    }
}
