package dev.synoptic.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.standalone.shell.UserMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListsOfSettingsTest {

    @TempDir
    Path folder;

    record Shop(Front front) {}

    record Front(
            @Setting("doors") List<Door> doors,
            @Setting(value = "its sign", byDefault = "open") String sign) {}

    record Door(
            @Setting("where") String place,

            @Setting(value = "how long it stays open", byDefault = "10s")
            Duration time,

            @Setting("who may pass") List<String> guests,
            @Setting("what it is locked with") Optional<Lock> lock,
            @Setting("its bells") List<Bell> bells) {
        Door {
            if (place.isBlank()) throw new IllegalArgumentException("place: empty, expected a name");
            if (guests.size() > 2) throw new IllegalArgumentException("at most 2 guests pass a door");
        }
    }

    record Lock(
            @Setting("its key") Path key,
            @Setting(value = "turns", byDefault = "1") int turns) {}

    record Bell(@Setting("how often it rings") int times) {}

    @Test
    void aListOfMapsIsAListOfSettings() throws Exception {
        assertThat(load("""
                        front:
                          doors:
                            - place: north
                            - place: south
                              time: 3s
                              guests: [a, b]
                              lock: {key: /k}
                              bells:
                                - times: 1
                                - {times: 2}
                        """))
                .isEqualTo(new Shop(new Front(
                        List.of(
                                new Door("north", Duration.ofSeconds(10), List.of(), Optional.empty(), List.of()),
                                new Door(
                                        "south",
                                        Duration.ofSeconds(3),
                                        List.of("a", "b"),
                                        Optional.of(new Lock(Path.of("/k"), 1)),
                                        List.of(new Bell(1), new Bell(2)))),
                        "open")));
    }

    @Test
    void noneAndAnEmptyListAreTheSame() throws Exception {
        assertThat(load("front: {doors: []}")).isEqualTo(load("")).isEqualTo(new Shop(new Front(List.of(), "open")));
    }

    @Test
    void setReachesIntoAListAndAddsToIt() throws Exception {
        Path file = write("front: {doors: [{place: a}, {place: b}]}");
        var shop =
                source(file, "front.doors[1].place=c", "front.doors[2].place=d").load(Shop.class);
        assertThat(shop.front().doors()).extracting(Door::place).containsExactly("a", "c", "d");
    }

    @Test
    void everyMistakeInAListIsToldWithItsLine() throws Exception {
        Path file = write("""
                front:
                  doors:
                    - time: 3s
                    - place: ""
                    - place: south
                      tine: 1s
                      lock:
                        turns: x
                      guests: [a, b, c]
                      bells:
                        - {}
                    - place: west
                      guests: [a, b, c]
                  sign:
                    - a: 1
                """);
        String at = file + ":";
        assertThat(mistakes(file))
                .containsExactlyInAnyOrder(
                        at + "3: front.doors[0].place is not set, expected text",
                        at + "4: front.doors[1].place: empty, expected a name",
                        at + "6: unknown key front.doors[2].tine, did you mean front.doors[2].time?",
                        at + "5: front.doors[2].lock.key is not set, expected path",
                        at + "8: front.doors[2].lock.turns: found \"x\", expected a whole number",
                        at + "11: front.doors[2].bells[0].times is not set, expected whole number",
                        at + "12: front.doors[3]: at most 2 guests pass a door",
                        at + "14: front.sign: found a list, expected one value");
    }

    @Test
    void valuesAndSettingsAreNotMixed() throws Exception {
        Path file = write("""
                front:
                  doors:
                    - place: a
                    - b
                    -
                """);
        assertThat(mistakes(file))
                .containsExactly(
                        file + ":4: front.doors: found a value, expected settings, as before it",
                        file + ":5: front.doors: found nothing, expected settings, as before it");
        Path text = write("front: {doors: north}");
        assertThat(mistakes(text))
                .containsExactly(text + ":1: front.doors: found \"north\", expected a list of settings");
        Path values = write("front:\n  doors: [{place: a, guests: [{b: 1}]}]\n");
        assertThat(mistakes(values))
                .containsExactly(
                        values + ":2: front.doors[0].guests: found a list of settings, expected one of values");
    }

    private Shop load(String yaml) throws IOException {
        return source(write(yaml)).load(Shop.class);
    }

    private static List<String> mistakes(Path file) throws IOException {
        try {
            return List.of("none: " + source(file).load(Shop.class));
        } catch (UserMistake mistake) {
            return mistake.lines();
        }
    }

    private static SettingsSource source(Path file, String... assignments) {
        return new SettingsSource(Optional.of(file), Map.of(), List.of(assignments));
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("shop.yaml"), yaml);
    }
}
