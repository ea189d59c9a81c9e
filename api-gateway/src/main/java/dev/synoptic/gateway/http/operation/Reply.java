package dev.synoptic.gateway.http.operation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/// What is answered.
public sealed interface Reply {

    /// JSON's media type.
    String JSON = "application/json";

    /// A record as JSON.
    record Body(int status, Object value) implements Reply {

        /// The usual one.
        public static Body of(Object value) {
            return new Body(200, value);
        }
    }

    /// A text of another kind.
    ///
    /// @param headers beside it
    record Text(String mediaType, String text, Map<String, String> headers) implements Reply {

        public Text {
            headers = Map.copyOf(headers);
        }

        /// Without anything beside it.
        public Text(String mediaType, String text) {
            this(mediaType, text, Map.of());
        }

        /// The same with this header too.
        public Text with(String header, String value) {
            var all = new HashMap<>(headers);
            all.put(header, value);
            return new Text(mediaType, text, all);
        }
    }

    /// An answer without end.
    record Stream(String mediaType, Writer writer) implements Reply {}

    /// Writes until whoever listens has gone.
    @FunctionalInterface
    interface Writer {
        /// Returns when there is nothing more to tell; an [IOException] means that nobody listens.
        void write(OutputStream out) throws IOException, InterruptedException;
    }
}
