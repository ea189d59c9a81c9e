package dev.synoptic.signature;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// All that one signature file says. Lists are in file order, which decides among signatures that fit (`p0f-v3.md`
/// TCP-2).
///
/// @param digest       of the file's octets
/// @param classes      the classes of systems
/// @param names        the names of systems and tools; a name's number is its place here (FP-8)
/// @param links        rows of `[mtu]`
/// @param tcpRequest   what SYNs are held against
/// @param tcpResponse  what SYN+ACKs are held against
/// @param httpRequest  what requests are held against
/// @param httpResponse what responses are held against
/// @param userAgents   what a `User-Agent` may claim, in order (FP-11)
/// @param headerNames  every header name that occurs in the file (FP-16)
/// @param annotations  what its `;@` lines say, which p0f and the strict fidelity take for comments
public record SignatureDatabase(
        OctetDigest digest,
        List<String> classes,
        List<String> names,
        List<LinkSignature> links,
        List<TcpSignature> tcpRequest,
        List<TcpSignature> tcpResponse,
        List<HttpSignature> httpRequest,
        List<HttpSignature> httpResponse,
        List<UserAgentSystem> userAgents,
        Set<String> headerNames,
        Annotations annotations) {

    public SignatureDatabase {
        classes = List.copyOf(classes);
        names = List.copyOf(names);
        links = List.copyOf(links);
        tcpRequest = List.copyOf(tcpRequest);
        tcpResponse = List.copyOf(tcpResponse);
        httpRequest = List.copyOf(httpRequest);
        httpResponse = List.copyOf(httpResponse);
        userAgents = List.copyOf(userAgents);
        headerNames = Set.copyOf(headerNames);
    }

    /// Digest of the file's octets: SHA-256 in hexadecimal.
    public String version() {
        return digest.text();
    }

    /// Reads the octets of a signature file; `fileName` is for messages only.
    ///
    /// @throws SignatureFileException with every mistake in it; such a file is refused whole (FP-4)
    public static SignatureDatabase parse(String fileName, byte[] octets) throws SignatureFileException {
        return SignatureFileReader.read(fileName, octets);
    }

    /// Reads the octets of a signature file for the fleet, which also minds the `;@` lines.
    ///
    /// @throws SignatureFileException with every mistake in it, or in its `;@` lines
    public static SignatureDatabase parseForFleet(String fileName, byte[] octets) throws SignatureFileException {
        var database = parse(fileName, octets);
        if (!database.annotations().problems().isEmpty()) {
            throw new SignatureFileException(database.annotations().problems());
        }
        return database;
    }

    /// Reads a signature file given as text, one octet per character.
    ///
    /// @throws SignatureFileException with every mistake in it
    public static SignatureDatabase parse(String fileName, String text) throws SignatureFileException {
        return parse(fileName, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Reads a signature file given as text, one octet per character, for the fleet.
    ///
    /// @throws SignatureFileException with every mistake in it, or in its `;@` lines
    public static SignatureDatabase parseForFleet(String fileName, String text) throws SignatureFileException {
        return parseForFleet(fileName, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// How many `sig` lines there are, those of `[mtu]` included.
    public int size() {
        return links.size() + tcpRequest.size() + tcpResponse.size() + httpRequest.size() + httpResponse.size();
    }
}
