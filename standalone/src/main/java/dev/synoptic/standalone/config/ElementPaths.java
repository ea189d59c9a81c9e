package dev.synoptic.standalone.config;

import java.util.Collection;
import java.util.Iterator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Paths into lists of settings: `gateway.listeners[2].protocol`, counted from 0.
final class ElementPaths {

    private static final Pattern INDEX = Pattern.compile("\\[([0-9]{1,4})]");

    private ElementPaths() {}

    static String at(String list, int index) {
        return list + "[" + index + "]";
    }

    /// How many elements the list at `list` has, by the paths that lead into it.
    static int count(Collection<String> paths, String list) {
        int count = 0;
        for (String path : paths) {
            if (!path.startsWith(list + "[")) continue;
            Matcher index = INDEX.matcher(path).region(list.length(), path.length());
            if (index.lookingAt()) count = Math.max(count, Integer.parseInt(index.group(1)) + 1);
        }
        return count;
    }

    /// `listeners[2].protocol` as the declaration has it: `listeners[].protocol`.
    static String declared(String path) {
        return INDEX.matcher(path).replaceAll("[]");
    }

    /// A declared path with the indices of a given one.
    static String indexed(String declared, String given) {
        Iterator<String> indices =
                INDEX.matcher(given).results().map(MatchResult::group).iterator();
        return Pattern.compile("\\[]")
                .matcher(declared)
                .replaceAll(each -> indices.hasNext() ? Matcher.quoteReplacement(indices.next()) : "[]");
    }
}
