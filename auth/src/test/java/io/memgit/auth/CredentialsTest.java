package io.memgit.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.auth.Credentials.ApiKeyHeader;
import io.memgit.auth.Credentials.Basic;
import io.memgit.auth.Credentials.Bearer;
import io.memgit.auth.Credentials.None;
import io.memgit.auth.Credentials.Unreadable;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    @Test
    void eachWayToShowCredentialsIsRead() {
        assertThat(Credentials.of(null, null)).isEqualTo(new None());
        assertThat(Credentials.of("Bearer abc", null)).isEqualTo(new Bearer("abc"));
        assertThat(Credentials.of("bearer  abc ", null)).isEqualTo(new Bearer("abc"));
        assertThat(Credentials.of(null, " mgk_x ")).isEqualTo(new ApiKeyHeader("mgk_x"));
        assertThat(Credentials.of("Basic " + base64("ada:pass:word ü"), null))
                .isEqualTo(new Basic("ada", "pass:word ü"));
        assertThat(Credentials.of("BASIC " + base64(":"), null)).isEqualTo(new Basic("", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic", "Basic ***", "Digest x", "mgk_x", "Basic Bearer"})
    void whatCannotBeReadIsNotTakenForNothing(String authorization) {
        assertThat(Credentials.of(authorization, null)).isEqualTo(new Unreadable());
    }

    @Test
    void basicCredentialsWithoutAColonOrThatAreNotUtf8CannotBeRead() {
        assertThat(Credentials.of("Basic " + base64("ada"), null)).isEqualTo(new Unreadable());
        String latin = Base64.getEncoder().encodeToString("ada:ü".getBytes(ISO_8859_1));
        assertThat(Credentials.of("Basic " + latin, null)).isEqualTo(new Unreadable());
    }

    @Test
    void twoThingsAtOnceAreRefusedRatherThanChosenFrom() {
        assertThat(Credentials.of("Bearer a", "b")).isEqualTo(new Unreadable());
    }

    @Test
    void noTextShowsASecret() {
        assertThat(new Bearer("s3cret").toString() + new ApiKeyHeader("s3cret") + new Basic("ada", "s3cret"))
                .doesNotContain("s3cret");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
