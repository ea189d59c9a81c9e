package dev.synoptic.agent.capture;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Frames of one interface for as long as it is wanted: when the interface goes away, its return is waited for.
///
/// One thread asks; [#stop] and the figures may come from any.
public final class InterfaceSource implements FrameSource {

    private static final Logger LOG = LoggerFactory.getLogger(InterfaceSource.class);

    /// How long to wait before an interface that went away is looked for again.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final String name;
    private final LiveOptions options;
    private final List<String> filters;
    private volatile Optional<LiveCapture> live = Optional.empty();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicLong losses = new AtomicLong();
    private LiveCounters ofEarlier = new LiveCounters(0, 0, 0);
    private volatile LiveCounters counters = ofEarlier;
    private int linkType;
    private long octetsOfEarlier;

    private InterfaceSource(String name, LiveOptions options, List<String> filters) {
        this.name = name;
        this.options = options;
        this.filters = List.copyOf(filters);
    }

    /// Opens an interface, `any` for all of them.
    ///
    /// @param filters expressions, of which the first that fits the link is taken
    /// @throws FilterSyntaxException where none of them fits
    /// @throws IOException           where the interface does not exist or may not be opened; one that is only
    ///     down is waited for
    public static InterfaceSource open(String name, LiveOptions options, List<String> filters)
            throws IOException, FilterSyntaxException {
        var source = new InterfaceSource(name, options, filters);
        try {
            source.live = Optional.of(source.opened());
        } catch (InterfaceAway down) {
            if (!down.isThere()) throw down;
            LOG.warn("{}; it is waited for", down.getMessage());
        }
        return source;
    }

    private LiveCapture opened() throws IOException, FilterSyntaxException {
        var opened = LiveCapture.open(Optional.of(name), options);
        try {
            install(opened);
        } catch (FilterSyntaxException refused) {
            opened.close();
            throw refused;
        }
        linkType = opened.linkType();
        return opened;
    }

    private void install(LiveCapture opened) throws FilterSyntaxException {
        for (int i = 0; i < filters.size(); i++) {
            try {
                opened.filter(filters.get(i));
                return;
            } catch (FilterSyntaxException unfit) {
                if (i == filters.size() - 1) throw unfit;
            }
        }
    }

    /// The interface's name.
    public String name() {
        return name;
    }

    /// Whether it is open now.
    public boolean isOpen() {
        return live.isPresent();
    }

    /// Times that it went away.
    public long losses() {
        return losses.get();
    }

    /// What became of its frames, over all times it was opened, as of the last [#look].
    public LiveCounters counters() {
        return counters;
    }

    /// Brings [#counters] up to date; for the thread that asks for frames.
    public void look() {
        live.ifPresent(open -> counters = ofEarlier.plus(open.counters()));
    }

    @Override
    public Arrival next(Frame frame) throws IOException {
        if (isStopped()) return Arrival.END;
        if (live.isEmpty()) return reopen();
        try {
            var arrival = live.get().next(frame);
            return arrival == Arrival.END && !isStopped() ? Arrival.NONE_YET : arrival;
        } catch (IOException away) {
            lose(away);
            return Arrival.NONE_YET;
        }
    }

    private void lose(IOException away) {
        LOG.warn("interface lost: {}; waiting for its return", away.getMessage());
        look();
        ofEarlier = counters;
        var _ = losses.incrementAndGet();
        live.ifPresent(gone -> {
            octetsOfEarlier += gone.octetsRead();
            live = Optional.empty();
            gone.close();
        });
    }

    /// A return that is refused for good, such as for rights that were given up, ends the source.
    private Arrival reopen() throws IOException {
        waitALittle();
        if (isStopped()) return Arrival.END;
        try {
            if (CaptureInterface.all().stream().noneMatch(each -> each.name().equals(name))) return Arrival.NONE_YET;
            live = Optional.of(opened());
            LOG.warn("interface {} is back", name); // as loud as its loss
            return Arrival.NONE_YET;
        } catch (InterfaceAway again) {
            LOG.debug("not yet", again);
            return Arrival.NONE_YET;
        } catch (FilterSyntaxException otherLink) {
            throw new IOException(name + ": " + otherLink.getMessage(), otherLink);
        }
    }

    private void waitALittle() throws IOException {
        try {
            var _ = stopped.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IOException(name + ": interrupted", hurried);
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /// Makes the thread that asks see [Arrival#END] soon.
    public void stop() {
        stopped.countDown();
        live.ifPresent(LiveCapture::stop);
    }

    @Override
    public int linkType() {
        return linkType;
    }

    @Override
    public long octetsRead() {
        return octetsOfEarlier + live.map(LiveCapture::octetsRead).orElse(0L);
    }

    @Override
    public void close() {
        look();
        live.ifPresent(LiveCapture::close);
        live = Optional.empty();
    }
}
