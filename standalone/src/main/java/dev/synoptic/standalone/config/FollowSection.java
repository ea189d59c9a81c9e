package dev.synoptic.standalone.config;

import dev.synoptic.verdict.source.MailServer;
import dev.synoptic.verdict.source.VerdictSource;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// One mail log to follow: a file with what rotation makes of it, or the journal.
public record FollowSection(
        @Setting("the log, in a file") Optional<Path> file,

        @Setting("units of systemd whose entries in the journal are the log, such as `postfix@-.service`")
        List<String> units,

        @Setting("numbers of the users whose entries in the journal count; all of the units' where there are none")
        List<Integer> users,

        @Setting("what writes it; without it found out by its lines")
        Optional<MailServer> mta,

        @Setting("name of the mail host, where the log does not tell it")
        Optional<String> host,

        @Setting(value = "time zone of times without one, such as Europe/Berlin", byDefault = "UTC")
        String zone,

        @Setting("services behind a proxy that tells the client's address")
        List<String> proxiedServices,

        @Setting(
                value =
                        "of rspamd's log beside the mail server's: whose word is a message's verdict; `content` where mail"
                                + " is filtered after it was queued",
                byDefault = "server")
        VerdictSource verdictSource) {

    public FollowSection {
        if (file.isPresent() != units.isEmpty()) {
            throw new IllegalArgumentException("expected either file or units");
        }
        try {
            var known = ZoneId.of(zone);
            assert known != null;
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("zone: found \"" + zone + "\", expected a time zone");
        }
    }

    /// What no other section may name too.
    String identity() {
        String place = file.map(Path::toString).orElseGet(() -> String.join(" ", units));
        return mta.map(writer -> writer.inSource(place)).orElse(place);
    }
}
