package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class UploadsTest {

    private static final ObjectId ONE = ObjectId.fromString("1111111111111111111111111111111111111111");
    private static final ObjectId TWO = ObjectId.fromString("2222222222222222222222222222222222222222");

    private final Uploads uploads = new Uploads();

    @Test
    void eachIsForgottenWhenItsOwnTimeIsOver() {
        uploads.add(ONE, "anna", 200);
        uploads.add(TWO, "anna", 100);
        uploads.expire(100);
        assertThat(uploads.count()).isEqualTo(2);
        uploads.expire(101);
        assertThat(uploads.belongsTo(ONE, "anna")).isTrue();
        assertThat(uploads.belongsTo(TWO, "anna")).isFalse();
        uploads.expire(201);
        assertThat(uploads.isEmpty()).isTrue();
    }

    @Test
    void oneThatComesAgainStaysForAsLongAsTheLastTimeSaid() {
        uploads.add(ONE, "anna", 100);
        uploads.add(ONE, "anna", 300);
        uploads.add(ONE, "bert", 100);
        uploads.expire(200);
        assertThat(uploads.belongsTo(ONE, "anna")).isTrue();
        assertThat(uploads.belongsTo(ONE, "bert")).isFalse();
        uploads.expire(301);
        assertThat(uploads.isEmpty()).isTrue();
    }
}
