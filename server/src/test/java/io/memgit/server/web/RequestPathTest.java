package io.memgit.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.server.problem.Code;
import io.memgit.server.problem.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    private static List<String> segments(String raw) {
        return RequestPath.parse(raw).segments();
    }

    @Test
    void anEncodedSlashStaysInsideItsSegment() {
        assertThat(segments("/repos/team%2Fapp/read/a%2fb/c")).containsExactly("repos", "team/app", "read", "a/b", "c");
    }

    @Test
    void nothingIsNormalised() {
        assertThat(segments("/a//./../%2e%2e/b/")).containsExactly("a", "", ".", "..", "..", "b", "");
    }

    @Test
    void semicolonsPlusesAndEncodedPercentSignsAreOrdinary() {
        assertThat(segments("/a;b=c/d+e/%25/100%2525")).containsExactly("a;b=c", "d+e", "%", "100%25");
    }

    @Test
    void theRootIsOneEmptySegment() {
        assertThat(segments("/")).containsExactly("");
    }

    @Test
    void bytesBeyondAsciiAreUtf8EncodedOrNot() {
        assertThat(segments("/%C3%BC/ü/%F0%9F%98%80")).containsExactly("ü", "ü", "😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/%", "/%4", "/%zz", "/%4g", "/%u0041", "/a%00b", "/%ff", "/%c3", "/%c0%af",
            "/%ed%a0%80", "/%４１"})
    void brokenPathsAreRefused(String raw) {
        assertThatThrownBy(() -> RequestPath.parse(raw)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo(Code.INVALID_PATH));
    }

    @Test
    void theRestIsJoinedBySlashes() {
        assertThat(RequestPath.parse("/x/a%2Fb//c").from(1)).isEqualTo("a/b//c");
    }

    @Property
    void whatIsEncodedComesBackInOneSegment(@ForAll @NotEmpty String name) {
        String clean = name.replace("\0", "");
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(clean))
            return;
        String encoded = URLEncoder.encode(clean, StandardCharsets.UTF_8).replace("+", "%20");
        assertThat(segments("/x/" + encoded)).containsExactly("x", clean);
    }
}
