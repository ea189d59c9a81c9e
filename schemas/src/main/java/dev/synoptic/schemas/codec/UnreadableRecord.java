package dev.synoptic.schemas.codec;

import java.util.HexFormat;
import org.apache.kafka.common.errors.SerializationException;

/// A record that cannot be read; whoever reads it sends it to `dead-letters.v1`.
public final class UnreadableRecord extends SerializationException {

    private static final long serialVersionUID = 1L;

    /// Why a record cannot be read.
    public sealed interface Cause {
        /// In one line.
        String text();
    }

    /// It does not begin as Avro's single-object encoding does.
    public record NotSingleObject(int octets) implements Cause {
        @Override
        public String text() {
            return "not in Avro's single-object encoding (" + octets + " octets)";
        }
    }

    /// It was written with a schema that nobody has shown.
    ///
    /// @param fingerprint CRC-64-AVRO of the schema
    public record UnknownSchema(long fingerprint) implements Cause {
        @Override
        public String text() {
            return "written with unknown schema " + HexFormat.of().toHexDigits(fingerprint);
        }
    }

    /// Its octets are not what its schema says, or its values are out of range.
    public record Malformed(String what) implements Cause {
        @Override
        public String text() {
            return what;
        }
    }

    private final transient Cause why;

    /// One that cannot be read, and why.
    public UnreadableRecord(Cause why) {
        super(why.text());
        this.why = why;
    }

    /// The cause, as a value.
    public Cause why() {
        return why;
    }
}
