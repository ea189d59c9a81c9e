package dev.synoptic.standalone.ratios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.synoptic.standalone.shell.UserMistake;
import dev.synoptic.verdict.ratio.OsName;
import dev.synoptic.verdict.score.PreviousPoints;
import dev.synoptic.verdict.score.ScoreSettings;
import dev.synoptic.verdict.score.ScoredLabel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Points as `synoptic scores --format json` wrote them.
final class PreviousFile {

    private PreviousFile() {}

    /// @param site whose points they must be
    static PreviousPoints read(Path file, String site) {
        JsonNode whole;
        try {
            whole = new ObjectMapper().readTree(file.toFile());
        } catch (IOException unreadable) {
            throw mistake(file, "cannot be read as JSON (" + unreadable.getMessage() + ")");
        }
        JsonNode scores = whole.path("scores");
        if (!scores.isArray()) throw mistake(file, "scores: missing");
        String whose = whole.path("site").asText();
        if (!whose.equals(site)) throw mistake(file, "site: found \"" + whose + "\", expected \"" + site + "\"");
        String signatures = whole.path("signatures").asText("");
        Map<ScoredLabel, Double> points = new HashMap<>();
        for (int i = 0; i < scores.size(); i++) {
            JsonNode row = scores.get(i);
            points.put(label(row, signatures), points(row.path("points"), file + ": scores[" + i + "].points"));
        }
        return new PreviousPoints(points, learntTo(whole.path("learntTo"), file));
    }

    private static ScoredLabel label(JsonNode row, String signatures) {
        var name = new OsName(row.path("os").asText(), row.path("flavor").asText());
        JsonNode line = row.path("line");
        return line.isInt()
                ? new ScoredLabel(name, OptionalInt.of(line.asInt()), signatures)
                : new ScoredLabel(name, OptionalInt.empty(), "");
    }

    private static double points(JsonNode value, String where) {
        double most = ScoreSettings.DEFAULT.pointsMax();
        if (!value.isNumber() || Math.abs(value.asDouble()) > most) {
            throw new UserMistake(where + ": found " + value + ", expected a number from -" + most + " to " + most);
        }
        return value.asDouble();
    }

    private static OptionalLong learntTo(JsonNode value, Path file) {
        return value.isTextual()
                ? OptionalLong.of(Moment.micros(file + ": learntTo", value.asText()))
                : OptionalLong.empty();
    }

    private static UserMistake mistake(Path file, String what) {
        return new UserMistake(file + ": " + what + "; expected what --format json wrote for the same site");
    }
}
