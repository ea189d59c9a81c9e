package dev.synoptic.gateway.http.events;

/// One thing that changed.
///
/// @param name of its kind
/// @param data as JSON, on one line
record Event(String name, String data) {

    /// As the stream carries it.
    String text() {
        return "event: " + name + "\ndata: " + data.strip() + "\n\n";
    }
}
