package dev.synoptic.schemas.codec;

import dev.synoptic.host.Reasons;
import dev.synoptic.host.SeenTool;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.Label;
import dev.synoptic.tcp.OptionLayout;
import dev.synoptic.tcp.Quirk;
import dev.synoptic.tcp.Quirks;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;

/// Grows records of any type from a seed, within the ranges that their constructors check.
final class Grow {

    private static final String[] TEXTS = {"", "x", "Linux", "3.11 and newer", "größe", "日本", "😀 a,b\"|\n"};

    private final Random random;

    Grow(long seed) {
        this.random = new Random(seed);
    }

    <T> T record(Class<T> type) {
        return type.cast(value(type, ""));
    }

    private Object value(Type type, String name) {
        if (type instanceof ParameterizedType generic) return container(generic, name);
        var raw = (Class<?>) type;
        if (raw == int.class) return integer(name);
        if (raw == long.class || raw == Long.class) return number(name);
        if (raw == boolean.class || raw == Boolean.class) return random.nextBoolean();
        if (raw == String.class) return text(name);
        if (raw.isEnum()) return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
        if (raw == OptionalInt.class) {
            return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(integer(name));
        }
        if (raw == OptionalLong.class) {
            return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(number(name));
        }
        if (raw == double.class) return real();
        if (raw == OptionalDouble.class) {
            return random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(real());
        }
        return raw.isSealed() ? value(branch(raw), name) : compound(raw);
    }

    private Class<?> branch(Class<?> sealed) {
        var branches = sealed.getPermittedSubclasses();
        return branches[random.nextInt(branches.length)];
    }

    private Object compound(Class<?> type) {
        if (type == IpAddress.class) {
            return random.nextBoolean()
                    ? IpAddress.v4(random.nextInt())
                    : IpAddress.v6(random.nextLong(), random.nextLong());
        }
        if (type == OptionLayout.class) return OptionLayout.of(octets(random.nextInt(OptionLayout.KINDS_MAX + 1)));
        if (type == Quirks.class) return new Quirks(random.nextInt(1 << Quirk.values().length));
        if (type == Reasons.class) return new Reasons(random.nextInt(1 << 13));
        if (type == Label.class) return new Label(random.nextBoolean(), Optional.of("unix"), "Linux", text(""));
        if (type == SeenTool.class)
            return new SeenTool(new Label(random.nextBoolean(), Optional.empty(), "NMap", text("")), number("Micros"));
        if (type == Bytes.class) return Bytes.wrap(octets(random.nextInt(40)));
        return construct(type);
    }

    private Object construct(Class<?> type) {
        var components = type.getRecordComponents();
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(Arrays.stream(components)
                    .map(component -> value(component.getGenericType(), component.getName()))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot grow " + type, e);
        }
    }

    private Object container(ParameterizedType generic, String name) {
        var of = generic.getActualTypeArguments()[0];
        if (generic.getRawType() == List.class) {
            return IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> value(of, name))
                    .toList();
        }
        return random.nextBoolean() ? Optional.empty() : Optional.of(value(of, name));
    }

    private int integer(String name) {
        if (name.equals("ipVersion")) return random.nextBoolean() ? 4 : 6;
        if (name.startsWith("above")) return random.nextInt();
        return name.endsWith("Port") || name.equals("mss") ? random.nextInt(1 << 16) : random.nextInt(64);
    }

    private long number(String name) {
        if (name.endsWith("Micros")) return random.nextLong();
        return name.equals("connections") ? 1 + random.nextInt(1_000) : random.nextLong(1L << 32);
    }

    private double real() {
        return random.nextInt(-1_000_000, 1_000_000) / 100.0;
    }

    private String text(String name) {
        if (name.equals("eventId") || name.equals("sessionId"))
            return HexFormat.of().formatHex(octets(16));
        if (name.equals("head")) return "GET / HTTP/1.1\r\nÿ";
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private byte[] octets(int length) {
        var octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }
}
