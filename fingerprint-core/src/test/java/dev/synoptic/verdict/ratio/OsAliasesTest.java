package dev.synoptic.verdict.ratio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.synoptic.signature.Label;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names that are one (`mail.md` T5).
class OsAliasesTest {

    @Test
    void eachEngineHasItsOwn() {
        assertThat(OsAliases.STANDARD.p0f()).containsExactly(Map.entry("MacOS X", "Mac OS X"));
        assertThat(OsAliases.STANDARD.pf()).containsExactly(Map.entry("MacOS", "Mac OS X"));
        assertThat(OsNames.STANDARD.version()).isEqualTo(OsAliases.STANDARD.version());
    }

    /// The tables that were published have a row MacOS, and keep it.
    @Test
    void aNameOfOneEngineIsNoVariantWhereTheOtherCounts() {
        var label = new Label(false, Optional.of("unix"), "MacOS", "9");
        assertThat(OsNames.STANDARD.of(Optional.of(label))).isEqualTo(new OsName("MacOS", "9"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            p0f,A                  | aliases.tsv:2: found "p0f,A"
            p0f,A,B,C              | aliases.tsv:2: found "p0f,A,B,C"
            nmap,A,B               | aliases.tsv:2: found "nmap,A,B"
            """)
    void aRowThatIsNoneIsNamed(String row, String told) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OsAliases.parse(List.of("version\t7", row.replace(',', '\t'))))
                .withMessageStartingWith(told.replace(',', '\t'));
    }

    @Test
    void aNameTwiceOrNoVersionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OsAliases.parse(List.of("version\t7", "pf\tA\tB", "pf\tA\tC")))
                .withMessageContaining("aliases.tsv:3:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OsAliases.parse(List.of("pf\tA\tB")))
                .withMessage("aliases.tsv: expected a row version");
    }
}
