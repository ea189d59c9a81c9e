package dev.synoptic.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.signature.HttpHeaders;
import dev.synoptic.signature.SignatureDatabase;
import dev.synoptic.signature.SignatureFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `p0f-v3.md` HTTP-15 to HTTP-19.
class HttpMatcherTest {

    /// Headers written `Name=value;Name;...`.
    private record Headers(List<String> lines) implements HttpHeaders {

        static Headers of(String text) {
            return new Headers(
                    Arrays.stream(text.split(";")).filter(l -> !l.isEmpty()).toList());
        }

        @Override
        public int size() {
            return lines.size();
        }

        @Override
        public String name(int index) {
            return lines.get(index).split("=", 2)[0];
        }

        @Override
        public Optional<String> value(int index) {
            String[] parts = lines.get(index).split("=", 2);
            return parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
        }
    }

    private static HttpMatcher knowing(String rows) {
        try {
            return HttpMatcher.of(SignatureDatabase.parse("test.fp", "classes = unix\n[http:request]\n" + rows));
        } catch (SignatureFileException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static HttpMatcher knowingSignature(String signature) {
        return knowing("label = s:unix:A:\nsig = " + signature + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1:A,B::           | A;B            | true",
                "1:A,B::           | X;A;X;B;X      | true", // others may stand between
                "1:A,B::           | B;A            | false",
                "1:A,B::           | B;A;B          | true",
                "1:A,B::           | A              | false",
                "1:A,?B::          | A              | true",
                "1:A,?B::          | A;B            | true",
                "1:A,?B::          | B;A            | false", // optional, but nowhere else
                "1:A=[x]::         | A=axb          | true",
                "1:A=[x]::         | A=aXb          | false",
                "1:A=[x]::         | A              | false",
                "1:A=[x]::         | A=b;A=x        | false", // the first one decides
                "1:?A=[x]::        | A=b            | false", // for optional ones too
                "1:A,A::           | A              | false",
                "1:A,A::           | A;A            | true",
                "1:a::             | A              | false", // O-30: spelling counts
                "1:A:B:            | A;C            | true",
                "1:A:B:            | A;B            | false", // HTTP-17
                "*:A::             | A              | true",
                "0:A::             | A              | false" // HTTP-15
            })
    void headersAreWalkedInOrder(String signature, String headers, boolean fits) {
        assertThat(knowingSignature(signature)
                        .request(1, Headers.of(headers), Optional.empty())
                        .isPresent())
                .isEqualTo(fits);
    }

    /// HTTP-18.
    @Test
    void theFirstSpecificOneWinsElseTheFirstGeneric() {
        var matcher = knowing("""
                label = g:unix:G:
                sig = *:A::
                label = g:unix:H:
                sig = *:A::
                label = s:unix:S:
                sig = *:A,B::
                label = s:unix:T:
                sig = *:B::
                """);

        assertThat(matcher.request(1, Headers.of("A;B"), Optional.empty())
                        .orElseThrow()
                        .signature()
                        .label()
                        .name())
                .isEqualTo("S");
        assertThat(matcher.request(1, Headers.of("A"), Optional.empty())
                        .orElseThrow()
                        .signature()
                        .label()
                        .name())
                .isEqualTo("G");
    }

    /// HTTP-19.
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"Foo/, Foo/1.0, false", "Foo/, foo/1.0, true", "Foo/, -, false", "'', Bar, false"})
    void softwareThatClaimsToBeOtherIsDishonest(String expected, String software, boolean dishonest) {
        var match = knowingSignature("1:A::" + expected).request(1, Headers.of("A"), Optional.ofNullable(software));

        assertThat(match.orElseThrow().dishonest()).isEqualTo(dishonest);
    }
}
