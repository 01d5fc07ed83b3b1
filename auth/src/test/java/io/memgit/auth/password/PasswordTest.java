package io.memgit.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.limits.AuthLimits;
import org.junit.jupiter.api.Test;

class PasswordTest {

    private static final AuthLimits LIMITS = AuthLimits.defaults();

    @Test
    void aPasswordHasTwelveToAHundredAndTwentyEightCharacters() {
        assertThat(Password.problemOf("x".repeat(12), LIMITS)).isEmpty();
        assertThat(Password.problemOf("x".repeat(128), LIMITS)).isEmpty();
        assertThat(Password.problemOf("pass wörd 🔑 with spaces", LIMITS)).isEmpty();
        assertThat(Password.problemOf("x".repeat(11), LIMITS)).hasValue("must have 12 to 128 characters, it has 11");
        assertThat(Password.problemOf("x".repeat(129), LIMITS)).hasValue("must have 12 to 128 characters, it has 129");
        assertThat(Password.problemOf("", LIMITS)).hasValue("must have 12 to 128 characters, it has 0");
    }

    @Test
    void aPasswordIsCountedInCharactersAndNotInHalvesOfThem() {
        assertThat(Password.problemOf("🔑".repeat(6), LIMITS)).isPresent();
        assertThat(Password.problemOf("🔑".repeat(128), LIMITS)).isEmpty();
    }

    @Test
    void aPasswordThatCouldNotBeShownOrToldApartIsRefused() {
        assertThat(Password.problemOf("twelve chars\n", LIMITS)).hasValue("must not contain control characters");
        assertThat(Password.problemOf("mgk_" + "a".repeat(43), LIMITS)).hasValue("must not look like an API key");
        assertThat(Password.problemOf("mgk_" + "a".repeat(42), LIMITS)).isEmpty();
    }

    @Test
    void noTextShowsAPassword() {
        assertThat(new Password("correct horse battery")).hasToString("Password[hidden]");
    }
}
