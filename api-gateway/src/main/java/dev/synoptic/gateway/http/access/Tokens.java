package dev.synoptic.gateway.http.access;

import dev.synoptic.gateway.http.operation.Caller;
import dev.synoptic.gateway.http.operation.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who may do what, by bearer token (RFC 6750).
///
/// Only digests stay in memory, and a token is looked up by its digest: how long that takes says nothing of it.
public final class Tokens {

    /// A token shorter than this could be guessed.
    static final int CHARACTERS_MIN = 32;

    private static final List<String> FIELDS = List.of("name", "roles", "sites", "token");

    private final Map<String, Caller> byDigest;

    private Tokens(Map<String, Caller> byDigest) {
        this.byDigest = Map.copyOf(byDigest);
    }

    /// Reads lines of name, roles, sites and token, between blanks; `#` begins a line that says nothing.
    ///
    /// @param file as messages name it
    /// @throws TokenFileException naming the line and the field, never a token
    public static Tokens parse(String file, String text) throws TokenFileException {
        var byDigest = new HashMap<String, Caller>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#")) continue;
            var where = new Line(file, number);
            String[] words = stripped.split("\\s+");
            if (words.length != FIELDS.size()) {
                throw where.wrong("found " + words.length + " fields, expected " + String.join(", ", FIELDS));
            }
            if (words[3].length() < CHARACTERS_MIN) {
                throw where.wrong("token: found one of " + words[3].length() + " characters, expected at least "
                        + CHARACTERS_MIN);
            }
            var caller = new Caller(words[0], roles(where, words[1]), Set.of(words[2].split(",")));
            if (byDigest.put(digest(words[3]), caller) != null) throw where.wrong("token: stands in an earlier line");
        }
        return new Tokens(byDigest);
    }

    /// A place in the file.
    private record Line(String file, int number) {

        TokenFileException wrong(String what) {
            return new TokenFileException(file + ":" + number + ": " + what);
        }
    }

    private static Set<Role> roles(Line where, String text) throws TokenFileException {
        var roles = EnumSet.noneOf(Role.class);
        for (String word : text.split(",")) {
            roles.add(Arrays.stream(Role.values())
                    .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst()
                    .orElseThrow(() -> where.wrong("roles: found \"" + word + "\", expected read, pii or post")));
        }
        return roles;
    }

    /// Whose token this is.
    public Optional<Caller> caller(String token) {
        return Optional.ofNullable(byDigest.get(digest(token)));
    }

    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
