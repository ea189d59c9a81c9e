package dev.synoptic.verdict.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.packet.IpAddress;
import dev.synoptic.verdict.score.SenderNetwork;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// `mail.md` P6: nobody stands alone, nor can be told from what is missing.
class CrowdTableTest {

    private final CrowdTable table = new CrowdTable();

    @Test
    void rowsOfEnoughNetworksStandForThemselves() {
        networks("Linux", 0, 10, 1);
        networks("Windows", 0, 25, 3);
        assertThat(table.folded()).contains(Set.of());
    }

    @Test
    void manyMessagesOfFewNetworksAreFew() {
        networks("Linux", 0, 10, 1);
        networks("Windows", 0, 10, 1);
        networks("Solaris", 20, 9, 500);
        networks("HP-UX", 30, 9, 500);
        assertThat(table.folded()).contains(Set.of("Solaris", "HP-UX"));
    }

    @Test
    void addressesOfOneNetworkAreOne() {
        for (int host = 0; host < 100; host++) table.add("Linux", SenderNetwork.of(IpAddress.v4(0x0a000000 | host)));
        assertThat(table.folded()).isEmpty();
    }

    @Test
    void aRowIsNeverHiddenAloneForWhatIsMissingWouldTellIt() {
        networks("Linux", 0, 40, 9);
        networks("Windows", 0, 30, 1);
        networks("Solaris", 70, 9, 1);
        assertThat(table.folded()).contains(Set.of("Solaris", "Windows"));
    }

    @Test
    void whatIsPutTogetherHasEnoughItself() {
        networks("Linux", 0, 40, 9);
        networks("Windows", 0, 30, 1);
        networks("HP-UX", 70, 2, 1);
        networks("Solaris", 70, 2, 1);
        assertThat(table.folded()).as("two networks, twice the same").contains(Set.of("HP-UX", "Solaris", "Windows"));
    }

    @Test
    void whereAllAreTooFewNothingIsPublished() {
        networks("Linux", 0, 4, 9);
        networks("Windows", 0, 9, 1);
        assertThat(table.folded()).isEmpty();
    }

    private void networks(String row, int first, int count, int messages) {
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < messages; j++)
                table.add(row, SenderNetwork.of(IpAddress.v4((first + i) << 8 | j & 0xff)));
        }
    }
}
