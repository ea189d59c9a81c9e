package dev.synoptic.standalone.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.synoptic.standalone.export.ExportFolder.Written;
import dev.synoptic.verdict.ratio.Caveat;
import dev.synoptic.verdict.release.LaplaceNoise;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/// What lies beside the files: what they are, for whom, and what was left out of them.
final class Manifest {

    static final String NAME = "export.json";

    private Manifest() {}

    /// @param noise   that is on every count
    /// @param leftOut what, and how much of it; no total of what is in the files
    static void write(
            ExportFolder folder,
            Profile profile,
            Period period,
            Optional<String> reason,
            Optional<LaplaceNoise> noise,
            Map<String, Long> leftOut)
            throws IOException {
        var mapper = new ObjectMapper();
        ObjectNode manifest = mapper.createObjectNode().put("profile", profile.toString());
        if (period.fromMicros() != Long.MIN_VALUE) manifest.put("from", Field.moment(period.fromMicros()));
        if (period.toMicros() != Long.MAX_VALUE) manifest.put("to", Field.moment(period.toMicros()));
        manifest.put("timeZone", "UTC");
        reason.ifPresent(why -> manifest.put("reason", why));
        noise.ifPresent(drawn -> manifest.putObject("noise")
                .put("scale", drawn.scale())
                .put("epsilon", drawn.epsilon())
                .put("meaning", drawn.text()));
        ObjectNode left = manifest.putObject("leftOut");
        leftOut.forEach(left::put);
        manifest.put("readThis", Caveat.TEXT);
        var files = manifest.putArray("files");
        for (Written file : folder.written()) {
            var columns = files.addObject()
                    .put("name", file.name())
                    .put("rows", file.rows())
                    .putArray("columns");
            for (Column column : file.columns()) {
                columns.addObject()
                        .put("name", column.name())
                        .put("type", column.type().toString())
                        .put("meaning", column.meaning());
            }
        }
        var made = Files.createFile(folder.resolve(NAME), ExportFolder.OWNER_ALONE);
        Files.writeString(made, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n");
    }
}
