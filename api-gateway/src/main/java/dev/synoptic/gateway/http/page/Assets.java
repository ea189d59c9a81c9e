package dev.synoptic.gateway.http.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/// The files of the dashboard, all from our jars: nothing is fetched from elsewhere, so it works without a network.
///
/// @param mediaType of it
/// @param text      of it
public record Assets(String mediaType, String text) {

    private static final String CHART = "chart.umd.min.js";
    private static final String WEBJAR = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";

    /// The asset of this name; empty where there is none.
    public static Optional<Assets> find(String name) {
        if (!name.matches("[a-z][a-z0-9.-]{0,60}") || name.contains("..")) return Optional.empty();
        return mediaType(name)
                .flatMap(type -> read(name.equals(CHART) ? chart() : name).map(text -> new Assets(type, text)));
    }

    private static Optional<String> mediaType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> Optional.of("text/html; charset=utf-8");
            case "css" -> Optional.of("text/css; charset=utf-8");
            case "js" -> Optional.of("text/javascript; charset=utf-8");
            case "svg" -> Optional.of("image/svg+xml");
            default -> Optional.empty();
        };
    }

    /// Its path holds its version, which the jar itself tells.
    private static String chart() {
        try (InputStream in = Assets.class.getResourceAsStream(WEBJAR)) {
            if (in == null) throw new IllegalStateException("the chart library is not on the class path");
            var properties = new Properties();
            properties.load(in);
            return "/META-INF/resources/webjars/chart.js/" + properties.getProperty("version") + "/dist/" + CHART;
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static Optional<String> read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
