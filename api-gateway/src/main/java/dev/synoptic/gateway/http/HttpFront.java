package dev.synoptic.gateway.http;

import dev.synoptic.gateway.http.access.Gate;
import dev.synoptic.gateway.http.access.HostNames;
import dev.synoptic.gateway.http.access.TokenFile;
import dev.synoptic.gateway.http.events.EventHub;
import dev.synoptic.gateway.http.operation.Operation;
import dev.synoptic.gateway.http.operation.Problem;
import dev.synoptic.gateway.http.operation.Refusal;
import dev.synoptic.gateway.http.schema.Json;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;

/// The HTTP side of the gateway: the API under `/api/v1`, its description, health, metrics, and the dashboard.
///
/// On loopback as it is; elsewhere over TLS, and only for those with a token. Every refusal is a [Problem].
public final class HttpFront implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(HttpFront.class.getName());
    private static final int BODY_OCTETS_MAX = 1 << 20;

    /// When to come back where there is no room, or the brokers are away.
    private static final String RETRY_SECONDS = "5";

    /// Nothing from elsewhere, nothing inline, no frame around us, no text becomes markup.
    private static final String CONTENT_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; "
            + "connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'";

    private final HostNames names;
    private final Gate gate;
    private final EventHub events;
    private final HttpCounters counters = new HttpCounters();
    private final List<Operation> operations;
    private final Javalin server;

    private HttpFront(Sources sources, HttpSettings settings) throws IOException {
        Optional<TokenFile> tokens = settings.tokens().isEmpty()
                ? Optional.empty()
                : Optional.of(TokenFile.open(settings.tokens().get(), System::nanoTime));
        Optional<Connectors.Identity> identity = settings.tls().isEmpty()
                ? Optional.empty()
                : Optional.of(Connectors.Identity.load(settings.tls().get()));
        this.gate = new Gate(tokens, settings.isLoopback());
        this.names = HostNames.of(settings.names());
        this.events = new EventHub(Map.of(
                "ratios", () -> new Changes(sources.ratios().changes()),
                "sites", () -> new Lives(sources.sites()),
                "health", sources.health()));
        this.operations = Operations.of(sources, events, settings.decay());
        this.server = Javalin.create(config -> configure(config, settings, identity));
    }

    /// That counts changed.
    ///
    /// @param changes grows with each
    record Changes(long changes) {}

    /// Begins to serve.
    ///
    /// @throws IOException where a file that is needed cannot be used
    public static HttpFront open(Sources sources, HttpSettings settings) throws IOException {
        var front = new HttpFront(sources, settings);
        try {
            front.server.start();
            front.events.start();
            return front;
        } catch (RuntimeException taken) {
            front.close();
            throw taken;
        }
    }

    /// The port taken.
    public int port() {
        return server.port();
    }

    /// What was answered.
    public HttpCounters counters() {
        return counters;
    }

    /// Who was let in.
    public Gate gate() {
        return gate;
    }

    /// Who listens to changes.
    public EventHub events() {
        return events;
    }

    /// Everything that can be asked.
    List<Operation> operations() {
        return operations;
    }

    private void configure(JavalinConfig config, HttpSettings settings, Optional<Connectors.Identity> identity) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = BODY_OCTETS_MAX;
        config.jetty.modifyHttpConfiguration(Connectors::bound);
        config.jetty.addConnector((server, http) -> connector(server, http, settings, identity));
        config.routes.before(this::guard);
        var answering = new Answering(gate, counters);
        for (Operation operation : operations) {
            var type = switch (operation.method()) {
                case GET -> HandlerType.GET;
                case POST -> HandlerType.POST;
            };
            config.routes.addHttpHandler(type, operation.path(), context -> answering.answer(operation, context));
        }
        config.routes.exception(Refusal.class, (refusal, context) -> refuse(context, refusal));
        config.routes.exception(
                HttpResponseException.class, (refused, context) -> refuse(context, inOurWords(refused)));
        config.routes.exception(Exception.class, this::fail);
    }

    private Connector connector(
            Server server, HttpConfiguration http, HttpSettings settings, Optional<Connectors.Identity> identity) {
        Connector connector = identity.isPresent()
                ? Connectors.secure(server, http, settings, identity.get())
                : Connectors.plain(server, http, settings);
        connector.addEventListener(Connectors.peers(counters.crowded()));
        return connector;
    }

    private static Refusal inOurWords(HttpResponseException refused) {
        return switch (refused.getStatus()) {
            case 404 -> Refusal.notFound("there is nothing at this path");
            case 405 -> Refusal.of(405, "this path is not asked with this method");
            case 413 -> Refusal.of(413, "a body has at most " + BODY_OCTETS_MAX + " octets");
            default -> Refusal.of(refused.getStatus(), String.valueOf(refused.getMessage()));
        };
    }

    private void guard(Context context) {
        context.header("Content-Security-Policy", CONTENT_POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header("Cache-Control", "private, no-cache");
        var host = Optional.ofNullable(context.header("Host"));
        if (!names.holds(host)) throw Refusal.of(421, "this is served under these names alone: " + names.text());
        if (!names.isOwn(Optional.ofNullable(context.header("Origin")), host)) {
            throw Refusal.of(403, "a page of another origin asks");
        }
    }

    private void refuse(Context context, Refusal refusal) {
        counters.refused().increment();
        if (refusal.status() == 503) context.header("Retry-After", RETRY_SECONDS);
        if (refusal.status() == 401) context.header("WWW-Authenticate", "Bearer realm=\"synoptic\"");
        context.status(refusal.status()).contentType(Problem.MEDIA_TYPE).result(Json.text(refusal.problem()));
    }

    private void fail(Exception bug, Context context) {
        counters.failed().increment();
        LOG.log(System.Logger.Level.ERROR, "answering " + Problem.quoted(context.path()), bug);
        var told = Refusal.of(500, "this is a fault of ours; the log has the details");
        context.status(500).contentType(Problem.MEDIA_TYPE).result(Json.text(told.problem()));
    }

    @Override
    public void close() {
        events.close();
        server.stop();
    }
}
