package dev.synoptic.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.gateway.answer.HostAnswer.OperatingSystem;
import dev.synoptic.packet.IpAddress;
import dev.synoptic.signature.LabelNames;
import dev.synoptic.signature.SignatureDatabase;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// `labels: 3.09b`: clients whose patterns know the old words get them.
class OldWordingTest {

    private static final String DATABASE = """
            classes = unix
            [tcp:request]
            label = s:unix:Linux:3.11-4.19
              ;@ was = Linux:3.11 and newer
              sig = *:64:0:*:mss*20,7:mss,sok,ts,nop,ws:df,id+:0
            label = s:unix:OpenBSD:6.1 or newer
              ;@ was = ???
              sig = *:64:0:*:16384,6:mss,ws:df,id+:0
            label = s:unix:Solaris:8
              sig = *:64:0:*:32850,1:ws,mss:df,id+:0
            """;

    @Test
    void rewordedSystemsAreSaidAsTheyWere() throws Exception {
        assertThat(asked("Linux", "3.11-4.19")).contains(new OperatingSystem("Linux", "3.11 and newer", true, false));
    }

    @Test
    void othersKeepTheirWords() throws Exception {
        assertThat(asked("Solaris", "8")).contains(new OperatingSystem("Solaris", "8", true, false));
        assertThat(asked("Unheard", "of")).contains(new OperatingSystem("Unheard", "of", true, false));
    }

    @Test
    void whatWasUnknownIsUnknown() throws Exception {
        assertThat(asked("OpenBSD", "6.1 or newer")).isEmpty();
    }

    private static Optional<OperatingSystem> asked(String name, String flavor) throws Exception {
        var host = HostAnswer.visits(1, 2, 3).withSystem(new OperatingSystem(name, flavor, true, false));
        var names = LabelNames.of(SignatureDatabase.parse("own.fp", DATABASE));
        return new OldWording(_ -> Optional.of(host), names)
                .find(IpAddress.v4(1))
                .flatMap(HostAnswer::system);
    }
}
