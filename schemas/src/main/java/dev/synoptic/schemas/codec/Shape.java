package dev.synoptic.schemas.codec;

import org.apache.avro.Schema;

/// How one kind of value is laid out: its schema, and its fields in the schema's order.
///
/// @param <T> the core's record
interface Shape<T> {

    Schema schema();

    void write(WireWriter out, T value);

    T read(WireReader in);
}
