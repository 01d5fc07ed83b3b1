package io.memgit.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DocsPageTest {

    private static String file(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(DocsController.class.getResourceAsStream("/docs/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void thePageLoadsNothingFromElsewhereAndRunsNothingInline() throws IOException {
        String page = file("index.html");
        assertThat(page).doesNotContain("http://", "https://", "//cdn").doesNotContainPattern("\\son[a-z]+=");
        assertThat(page).doesNotContainPattern("<script(?![^>]*\\ssrc=)").doesNotContain("<style");
        assertThat(file("docs.js")).doesNotContain("innerHTML", "eval(", "document.write", "http://", "https://");
        assertThat(file("docs.css")).doesNotContain("url(", "@import");
    }
}
