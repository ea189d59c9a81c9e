package dev.synoptic.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.synoptic.gateway.answer.HostFinder;
import dev.synoptic.gateway.ratios.RatioAnswer;
import dev.synoptic.gateway.ratios.RatioQuery;
import dev.synoptic.match.Explanation;
import dev.synoptic.match.Fingerprint;
import dev.synoptic.packet.IpAddress;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// The HTTP side of the gateway, on loopback alone.
///
/// `GET /api/v1/ratios`, `GET /api/v1/hosts/{address}`, `GET /healthz`, `GET /metrics`, and the page at `/`. Errors are
/// JSON with one
/// `error` that says what was expected.
public final class HttpFront implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(HttpFront.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final Set<String> HOST_PARAMETERS = Set.of("site");

    /// Nothing from elsewhere, nothing inline, no frame around us.
    private static final String CONTENT_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Sources sources;
    private final Javalin server;

    /// What is served.
    ///
    /// @param ratios answers queries for tables
    /// @param hosts  finds hosts as seen from a site
    /// @param handshakes finds the latest handshake of a host, where it is still remembered
    /// @param explanations says why a host is called what it is called
    /// @param site   the site meant where a request names none
    /// @param health of the process
    /// @param metrics in the text form of Prometheus
    public record Sources(
            Function<RatioQuery, RatioAnswer> ratios,
            Function<String, HostFinder> hosts,
            BiFunction<IpAddress, String, Optional<Fingerprint>> handshakes,
            BiFunction<IpAddress, String, Optional<Explanation>> explanations,
            String site,
            Supplier<Health> health,
            Supplier<String> metrics) {}

    private HttpFront(Sources sources, InetSocketAddress address) {
        this.sources = sources;
        this.server = Javalin.create(config -> configure(config, address));
    }

    /// Begins to serve at `address`, which is on loopback; port 0 takes any free one.
    public static HttpFront open(Sources sources, InetSocketAddress address) {
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("HTTP is served on a loopback address alone, not on " + address);
        }
        var front = new HttpFront(sources, address);
        front.server.start();
        return front;
    }

    /// The port taken.
    public int port() {
        return server.port();
    }

    private void configure(JavalinConfig config, InetSocketAddress address) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.jetty.host = address.getAddress().getHostAddress();
        config.jetty.port = address.getPort();
        config.routes.before(HttpFront::guard);
        config.routes.get("/api/v1/ratios", this::ratios);
        config.routes.get("/api/v1/hosts/{address}", this::host);
        config.routes.get("/healthz", this::health);
        config.routes.get(
                "/metrics",
                context -> context.contentType(METRICS_TYPE)
                        .result(sources.metrics().get()));
        config.routes.get("/", this::page);
        config.routes.get("/page.css", context -> resource(context, "page.css", "text/css; charset=utf-8"));
        config.routes.get("/page.js", context -> resource(context, "page.js", "text/javascript; charset=utf-8"));
        config.routes.exception(Refusal.class, (refusal, context) -> refuse(context, refusal.status(), refusal.text()));
        config.routes.exception(Exception.class, HttpFront::fail);
        config.routes.error(404, context -> {
            if (!JSON_TYPE.equals(context.res().getContentType()))
                refuse(context, 404, "there is nothing at this path");
        });
        config.routes.error(405, context -> refuse(context, 405, "only GET is answered here"));
    }

    private static void guard(Context context) {
        context.header("Content-Security-Policy", CONTENT_POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cache-Control", "no-store");
        if (!HostNames.isLoopback(Optional.ofNullable(context.header("Host")))) {
            throw Refusal.misdirected("this address is served under localhost, 127.0.0.1 and [::1] alone");
        }
    }

    private void ratios(Context context) {
        var parameters = Parameters.of(context.queryParamMap(), RatioRequests.PARAMETERS);
        var format = parameters.choice("format", RatioRequests.Format.class, RatioRequests.Format.JSON);
        var query = RatioRequests.query(parameters);
        var answer = sources.ratios().apply(query);
        context.contentType(format.mediaType())
                .result(
                        format == RatioRequests.Format.JSON
                                ? json(RatioRequests.json(query, answer))
                                : format.writer().write(answer.table()));
    }

    private void host(Context context) {
        String site = Parameters.of(context.queryParamMap(), HOST_PARAMETERS)
                .text("site")
                .orElse(sources.site());
        String text = context.pathParam("address");
        IpAddress address = IpAddress.parse(text)
                .map(IpAddress::unmapped)
                .orElseThrow(() -> Refusal.badRequest("\"" + text + "\" is neither an IPv4 nor an IPv6 address"));
        var host = sources.hosts()
                .apply(site)
                .find(address)
                .orElseThrow(() -> Refusal.notFound("nothing is known of " + address.text()));
        context.contentType(JSON_TYPE)
                .result(json(HostJson.of(
                        address,
                        site,
                        host,
                        sources.handshakes().apply(address, site),
                        sources.explanations().apply(address, site))));
    }

    private void health(Context context) {
        Health health = sources.health().get();
        context.status(health.ready() ? 200 : 503).contentType(JSON_TYPE).result(json(health));
    }

    private void page(Context context) {
        var parameters = Parameters.of(context.queryParamMap(), RatioRequests.PARAMETERS);
        var biggest = sources.ratios().apply(RatioRequests.query(parameters).withoutFamily()).table().rows().stream()
                .findFirst()
                .map(row -> row.name());
        var sections = RatioRequests.ofPage(parameters, biggest).stream()
                .map(query -> new Page.Section(query, sources.ratios().apply(query)))
                .toList();
        context.html(Page.of(sections, sources.health().get()));
    }

    private static void resource(Context context, String name, String mediaType) {
        try (var octets = HttpFront.class.getResourceAsStream(name)) {
            if (octets == null) throw Refusal.notFound("there is nothing at this path");
            context.contentType(mediaType).result(new String(octets.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static void refuse(Context context, int status, String why) {
        context.status(status).contentType(JSON_TYPE).result(json(Map.of("error", why)));
    }

    private static void fail(Exception bug, Context context) {
        LOG.log(System.Logger.Level.ERROR, "answering " + context.path(), bug);
        refuse(context, 500, "this is a fault of ours; the log has the details");
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
