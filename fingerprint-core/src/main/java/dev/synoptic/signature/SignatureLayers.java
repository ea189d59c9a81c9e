package dev.synoptic.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Signature files laid over each other: rows of an upper file come first, and hide what they cover below
/// (`docs/signatures.md`).
///
/// Each file must be good by itself. `;@ hide = ID` in an upper file takes away all rows of a label of a lower one.
public final class SignatureLayers {

    private static final Pattern HIDE = Pattern.compile("\\s*;@\\s*hide\\s*=\\s*(\\S+)\\s*");
    private static final Pattern ID = Pattern.compile("\\s*;@\\s*id\\s*=\\s*(\\S+)\\s*");
    private static final Pattern LABEL = Pattern.compile("\\s*label\\s*=.*");
    private static final Pattern CLASSES = Pattern.compile("\\s*classes\\s*=\\s*(.*)");
    private static final Pattern ROW = Pattern.compile("\\s*(;@\\s*)?sig\\s*=.*");

    /// One file.
    ///
    /// @param name for messages
    /// @param text what is in it, one octet a character (ISO-8859-1)
    public record Layer(String name, String text) {

        /// The name without folders: the same on every machine that has the file.
        private String fileName() {
            return name.substring(name.lastIndexOf('/') + 1);
        }

        private byte[] octets() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /// The files as one.
    ///
    /// @param database what they say together; its lines are those of [#text]
    /// @param text     one file that says the same
    /// @param places   where each line of it comes from
    public record Layered(SignatureDatabase database, String text, List<Place> places) {

        /// Where a line of the whole comes from.
        public Place place(int line) {
            return places.get(line - 1);
        }
    }

    private final List<String> lines = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<TcpSignature> requests = new ArrayList<>();
    private final List<TcpSignature> responses = new ArrayList<>();
    private final List<HttpSignature> messages = new ArrayList<>();
    private final Set<String> hidden = new HashSet<>();

    private SignatureLayers() {}

    /// Lays `layers` over each other, the uppermost first.
    ///
    /// @throws SignatureFileException with the mistakes of the first file that has some
    public static Layered of(List<Layer> layers) throws SignatureFileException {
        var whole = new SignatureLayers();
        var databases = new ArrayList<SignatureDatabase>();
        for (Layer layer : layers) databases.add(SignatureDatabase.parseForFleet(layer.name(), layer.octets()));
        whole.classes(databases, layers);
        for (int i = 0; i < layers.size(); i++) whole.add(layers.get(i), databases.get(i));
        String text = String.join("\n", whole.lines) + "\n";
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        return new Layered(SignatureDatabase.parseForFleet("layers", octets), text, List.copyOf(whole.places));
    }

    /// One `classes` line for all, since p0f takes it before the first section only.
    private void classes(List<SignatureDatabase> databases, List<Layer> layers) {
        var all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        databases.forEach(database -> all.addAll(database.classes()));
        lines.add("classes = " + String.join(",", all));
        places.add(new Place(layers.isEmpty() ? "" : layers.getFirst().name(), 1));
    }

    private void add(Layer layer, SignatureDatabase database) {
        String[] text = layer.text().split("\n", -1);
        var covered = coveredLines(database);
        var gone = goneLines(text);
        lines.add(";@ file = " + layer.fileName());
        places.add(new Place(layer.name(), 1));
        for (int i = 0; i < text.length; i++) {
            boolean out = covered.contains(i + 1)
                    || gone.contains(i + 1)
                    || CLASSES.matcher(text[i]).matches();
            lines.add(out ? "; " + text[i].strip() : text[i]);
            places.add(new Place(layer.name(), i + 1));
        }
        for (String line : text) {
            var hide = HIDE.matcher(line);
            if (hide.matches()) hidden.add(hide.group(1));
        }
        requests.addAll(database.tcpRequest());
        responses.addAll(database.tcpResponse());
        messages.addAll(database.httpRequest());
        messages.addAll(database.httpResponse());
    }

    /// Rows that p0f would refuse, or that could never win, below the layers that are there already.
    private Set<Integer> coveredLines(SignatureDatabase database) {
        var covered = new HashSet<Integer>();
        covered(database.tcpRequest(), requests, covered);
        covered(database.tcpResponse(), responses, covered);
        for (var row : database.httpRequest()) coverHttp(row, covered);
        for (var row : database.httpResponse()) coverHttp(row, covered);
        return covered;
    }

    private static void covered(List<TcpSignature> rows, List<TcpSignature> above, Set<Integer> covered) {
        for (var row : rows) {
            boolean refused = above.stream().anyMatch(older -> TcpCoverage.covers(older, row.pattern()));
            boolean same = above.stream().anyMatch(older -> older.pattern().equals(row.pattern()));
            if (refused || same) covered.add(row.line());
        }
    }

    private void coverHttp(HttpSignature row, Set<Integer> covered) {
        if (messages.stream().anyMatch(older -> HttpCoverage.covers(older, row.pattern()))) covered.add(row.line());
    }

    /// Rows and rules below labels that an upper file hides.
    private Set<Integer> goneLines(String[] text) {
        var gone = new HashSet<Integer>();
        boolean hiding = false;
        for (int i = 0; i < text.length; i++) {
            var id = ID.matcher(text[i]);
            if (LABEL.matcher(text[i]).matches()) hiding = false;
            else if (id.matches()) hiding = hidden.contains(id.group(1));
            else if (hiding && ROW.matcher(text[i]).matches()) gone.add(i + 1);
        }
        return gone;
    }
}
