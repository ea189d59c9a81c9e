package dev.synoptic.schemas.codec;

import dev.synoptic.schemas.codec.UnreadableRecord.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/// Avro's binary encoding of plain values, read from an array that nobody vouches for.
///
/// Every count is held against the octets that are left before anything is allocated, so a hostile record costs
/// no more memory than its own size. What does not fit throws [UnreadableRecord].
final class WireReader {

    private static final int VARINT_BITS_MAX = 63;

    private final byte[] octets;
    private int at;

    WireReader(byte[] octets, int at) {
        this.octets = octets;
        this.at = at;
    }

    boolean bool() {
        return switch (octet()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw malformed("a boolean that is neither 0 nor 1");
        };
    }

    long number() {
        long bits = 0;
        for (int shift = 0; shift <= VARINT_BITS_MAX; shift += 7) {
            int octet = octet();
            bits |= (long) (octet & 0x7F) << shift;
            if ((octet & 0x80) == 0) return bits >>> 1 ^ -(bits & 1);
        }
        throw malformed("a number of more than 64 bits");
    }

    int integer() {
        long number = number();
        if (number != (int) number) throw malformed("a number of more than 32 bits");
        return (int) number;
    }

    double real() {
        if (octets.length - at < Double.BYTES) throw malformed("the record ends within a number");
        at += Double.BYTES;
        return (double) WireWriter.REAL.get(octets, at - Double.BYTES);
    }

    /// The branch of a union with so many.
    int branch(int branches) {
        int branch = integer();
        if (branch < 0 || branch >= branches) throw malformed("branch " + branch + " of a union of " + branches);
        return branch;
    }

    <E extends Enum<E>> E symbol(E[] symbols) {
        int index = integer();
        if (index < 0 || index >= symbols.length) throw malformed("symbol " + index + " of " + symbols.length);
        return symbols[index];
    }

    byte[] bytes() {
        int length = length();
        at += length;
        return Arrays.copyOfRange(octets, at - length, at);
    }

    /// Octets of which there must be just so many.
    byte[] bytes(int exactly) {
        byte[] found = bytes();
        if (found.length != exactly) throw malformed(found.length + " octets, expected " + exactly);
        return found;
    }

    String text() {
        return text(length());
    }

    /// A name: text of no more octets than this.
    String name(int most) {
        int length = length();
        if (length > most) throw malformed("a name of " + length + " octets, expected at most " + most);
        return text(length);
    }

    private String text(int length) {
        at += length;
        return new String(octets, at - length, length, StandardCharsets.UTF_8);
    }

    <T> Optional<T> optional(Function<WireReader, T> read) {
        return branch(2) == 1 ? Optional.of(read.apply(this)) : Optional.empty();
    }

    Optional<String> optionalText() {
        return optional(WireReader::text);
    }

    OptionalInt optionalInt() {
        return branch(2) == 1 ? OptionalInt.of(integer()) : OptionalInt.empty();
    }

    OptionalLong optionalLong() {
        return branch(2) == 1 ? OptionalLong.of(number()) : OptionalLong.empty();
    }

    OptionalDouble optionalReal() {
        return branch(2) == 1 ? OptionalDouble.of(real()) : OptionalDouble.empty();
    }

    /// An array in blocks; a negative count is followed by the block's size in octets, which is not needed
    /// here.
    <T> List<T> list(Function<WireReader, T> read) {
        long count = block();
        if (count == 0) return List.of();
        T first = read.apply(this);
        long left = count == 1 ? block() : count - 1;
        if (left == 0) return List.of(first); // as nearly all are
        var values = new ArrayList<T>();
        values.add(first);
        for (; left != 0; left = block()) {
            for (long i = 0; i < left; i++) values.add(read.apply(this));
        }
        return values;
    }

    /// How many elements the next block has; 0 ends the array.
    private long block() {
        long count = number();
        if (count < 0) {
            count = -count;
            number();
        }
        // Every element takes at least an octet: no element of ours is empty.
        if (count < 0 || count > octets.length - at) throw malformed("an array longer than its record");
        return count;
    }

    /// Refuses what stands after the end of the record.
    void end() {
        if (at != octets.length) throw malformed((octets.length - at) + " octets after the end");
    }

    private int length() {
        long length = number();
        if (length < 0 || length > octets.length - at) {
            throw malformed("a length of " + length + " where " + (octets.length - at) + " octets are left");
        }
        return (int) length;
    }

    private int octet() {
        if (at >= octets.length) throw malformed("the record ends early");
        return octets[at++] & 0xFF;
    }

    private UnreadableRecord malformed(String what) {
        return new UnreadableRecord(new Malformed(what + ", at octet " + at + " of " + octets.length));
    }
}
