package io.memgit.core.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ByteCountTest {

    @Test
    void isReadInEveryUnitInBothSpellings() {
        assertThat(ByteCount.parse("4096")).contains(new ByteCount(4096));
        assertThat(ByteCount.parse("1B")).contains(new ByteCount(1));
        assertThat(ByteCount.parse("64KB")).contains(ByteCount.kilobytes(64));
        assertThat(ByteCount.parse(" 10 MiB ")).contains(ByteCount.megabytes(10));
        assertThat(ByteCount.parse("2gb")).contains(ByteCount.gigabytes(2));
        assertThat(ByteCount.parse("3TB")).contains(ByteCount.gigabytes(3 * 1024));
    }

    @Test
    void isNotReadFromWhatIsNoAmount() {
        for (String text : new String[]{"", "-1", "1.5MB", "MB", "1 M", "1MBB", "0x10", "999999999999999999TB",
                "99999999999999999999"})
            assertThat(ByteCount.parse(text)).as(text).isEmpty();
    }

    @Test
    void writesWhatItReads() {
        for (long bytes : new long[]{0, 1, 1000, 1024, 1536, 10 << 20, (10 << 20) + 1, 1L << 40, 1L << 52}) {
            ByteCount count = new ByteCount(bytes);
            assertThat(ByteCount.parse(count.toString())).as(count.toString()).contains(count);
        }
        assertThat(ByteCount.megabytes(64)).hasToString("64MB");
        assertThat(new ByteCount(1000)).hasToString("1000B");
    }

    @Test
    void isNeverNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteCount(-1));
    }
}
