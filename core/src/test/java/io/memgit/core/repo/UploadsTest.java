package io.memgit.core.repo;

import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.core.ledger.Outcome;
import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.UploadLimits;
import java.time.Duration;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class UploadsTest {

    private static final ObjectId ONE = ObjectId.fromString("1111111111111111111111111111111111111111");
    private static final ObjectId TWO = ObjectId.fromString("2222222222222222222222222222222222222222");

    /** Begins where the clock goes from the largest number to the smallest one. */
    private long now = Long.MAX_VALUE - 150;
    private long leasedFor;
    private final long start = now;
    private final Uploads uploads = new Uploads(new UploadLimits(3, new ByteCount(100), Duration.ofHours(1)),
            () -> now, () -> now - leasedFor);

    @Test
    void eachIsForgottenWhenItsOwnTimeIsOver() {
        add(ONE, "anna", 200);
        add(TWO, "anna", 100);
        at(100);
        assertThat(uploads.count()).isEqualTo(2);
        at(101);
        assertThat(uploads.count()).isEqualTo(1);
        assertThat(uploads.belongsTo(ONE, "anna")).isTrue();
        assertThat(uploads.belongsTo(TWO, "anna")).isFalse();
        at(201);
        assertThat(uploads.count()).isZero();
    }

    @Test
    void oneThatComesAgainStaysForAsLongAsTheLastTimeSaid() {
        add(ONE, "anna", 100);
        add(ONE, "anna", 300);
        add(ONE, "bert", 100);
        at(200);
        assertThat(uploads.belongsTo(ONE, "anna")).isTrue();
        assertThat(uploads.belongsTo(ONE, "bert")).isFalse();
        at(301);
        assertThat(uploads.count()).isZero();
    }

    @Test
    void itsTimeIsOverWhetherAnybodyWritesOrNot() {
        add(ONE, "anna", 100);
        now = start + 101;
        assertThat(uploads.belongsTo(ONE, "anna")).isFalse();
    }

    @Test
    void whatAWriteUnderWayMayNameIsKeptForItAndShownToNobody() {
        add(ONE, "anna", 100);
        leasedFor = 50;
        at(120);
        assertThat(uploads.belongsTo(ONE, "anna")).isFalse();
        assertThat(uploads.count()).isEqualTo(1);
        leasedFor = 0;
        at(121);
        assertThat(uploads.count()).isZero();
    }

    @Test
    void moreThanTheLimitsAllowFindsNoRoomUntilSomeOfItIsOver() {
        assertThat(uploads.reserve(1, 60)).isEmpty();
        assertThat(uploads.reserve(1, 41)).hasValueSatisfying(r -> assertThat(r.limit()).isEqualTo("upload.size"));
        assertThat(uploads.reserve(2, 40)).isEmpty();
        assertThat(uploads.reserve(1, 0)).map(Outcome.Refused::limit).hasValue("upload.objects");
        uploads.add(ONE, "anna", 60, 100, 1, false);
        uploads.release(1, 60);
        uploads.release(2, 40);
        assertThat(uploads.reserve(1, 41)).isPresent();
        now = start + 101;
        assertThat(uploads.reserve(1, 41)).isEmpty();
    }

    @Test
    void theSameUploadAgainAndAgainIsCountedOnce() {
        for (int i = 0; i < 50; i++) {
            assertThat(uploads.reserve(1, 50)).isEmpty();
            add(ONE, "anna", 100);
            uploads.release(1, 50);
        }
        assertThat(uploads.count()).isEqualTo(1);
    }

    @Test
    void anUploadIsLooseUntilAFoldSettlesIt() {
        uploads.add(ONE, "anna", 1, 100, 1, false);
        uploads.add(TWO, "anna", 1, 100, 2, true);
        assertThat(uploads.isLoose(ONE)).isTrue();
        assertThat(uploads.isLoose(TWO)).as("a ref may reach what was stored before").isFalse();
        uploads.add(ONE, "anna", 1, 100, 3, true);
        uploads.settledUpTo(2);
        assertThat(uploads.isLoose(ONE)).as("it came again while the fold ran").isTrue();
        uploads.settledUpTo(3);
        assertThat(uploads.hasLoose()).isFalse();
    }

    private void add(ObjectId id, String actor, long until) {
        uploads.add(id, actor, 50, start + until - now, 1, false);
    }

    private void at(long time) {
        now = start + time;
        uploads.expire();
    }
}
