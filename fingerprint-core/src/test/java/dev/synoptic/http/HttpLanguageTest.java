package dev.synoptic.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// HTTP-28.
class HttpLanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | English",
                "de-AT,de;q=0.5 | German",
                "zu;q=0 | Zulu",
                "nb | Norwegian Bokmal",
                "ia | Interlingua",
                "EN | ???",
                "xx-yy | ???",
                "eng | none",
                "* | none",
                "e | none",
                "e1 | none",
                "'' | none",
                "' en' | none"
            })
    void twoLettersAndNoThirdNameALanguage(String value, String language) {
        assertThat(HttpLanguage.of(value)).isEqualTo(language);
    }
}
