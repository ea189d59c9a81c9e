package dev.synoptic.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synoptic.testing.Repository;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {

    /// `synoptic config reference > docs/settings.md` brings the page up to date.
    @Test
    void thePageInTheDocumentationIsTheOneThatTheSettingsMake() throws Exception {
        assertThat(Files.readString(Repository.root().resolve("docs/settings.md")))
                .isEqualTo(SettingsReference.page());
    }

    @Test
    void everySettingSaysWhatItIsForAndHasAVariableOfItsOwn() {
        var leaves = SettingsTree.leaves(Settings.class);
        assertThat(leaves)
                .hasSizeGreaterThan(20)
                .allSatisfy(leaf -> assertThat(leaf.says().value()).isNotBlank());
        assertThat(leaves.stream().flatMap(leaf -> leaf.variable().stream())).doesNotHaveDuplicates();
    }
}
