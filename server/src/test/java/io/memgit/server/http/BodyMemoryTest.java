package io.memgit.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memgit.core.limits.ByteCount;
import io.memgit.server.problem.Problem;
import io.memgit.server.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Bodies cannot fill the heap, however many come at once. */
class BodyMemoryTest {

    private static final String LINES = "Content-Type: application/x-ndjson";

    private static Problem refusal(BodyMemory.Share share, long bytes) {
        try {
            share.take(bytes);
        } catch (ProblemException e) {
            return e.problem();
        }
        throw new AssertionError("taken");
    }

    @Test
    void whatOthersHoldIsRefusedUntilTheyGiveItBack() {
        BodyMemory memory = new BodyMemory(ByteCount.megabytes(1));
        try (BodyMemory.Share one = memory.share(); BodyMemory.Share two = memory.share()) {
            one.take(900_000);
            Problem refused = refusal(two, 300_000);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.headers()).containsKey("Retry-After");
            assertThat(refused.details()).containsEntry("limit", "http.body_memory");
            two.giveBack(240_000);
            assertThat(memory.used()).as("the first bytes of each are free").isEqualTo(900_000 - (64 << 10));
            one.giveBack(500_000);
            two.take(300_000);
        }
        assertThat(memory.used()).isZero();
    }

    @Test
    void whatNeverFitsIsRefusedForGood() {
        BodyMemory memory = new BodyMemory(ByteCount.megabytes(1));
        try (BodyMemory.Share one = memory.share()) {
            assertThat(refusal(one, 2 << 20).status()).isEqualTo(413);
        }
        assertThat(memory.used()).isZero();
    }

    @Test
    void whatIsConfiguredIsNeverMoreThanAPartOfTheHeap() {
        BodyMemory memory = new BodyMemory(ByteCount.gigabytes(1 << 20));
        try (BodyMemory.Share one = memory.share()) {
            assertThatThrownBy(() -> one.take(Runtime.getRuntime().maxMemory() / 2))
                    .isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void aHugeLineIsRefusedAndManySmallOnesAreNot() throws IOException {
        try (TestServer server = TestServer.bounded(ByteCount.kilobytes(512), Duration.ofSeconds(25),
                new EchoRoutes()); RawClient client = server.client()) {
            String line = "{\"text\":\"" + "x".repeat(150_000) + "\"}\n";
            RawClient.Reply refused = client.request("POST", "/open/lines", line, LINES);
            assertThat(refused.status()).as(refused.text()).isEqualTo(413);
            assertThat(refused.text()).contains("\"limit\":\"http.body_memory\"");
            String lines = ("{\"text\":\"" + "x".repeat(10_000) + "\"}\n").repeat(30);
            for (int i = 0; i < 10; i++)
                assertThat(client.request("POST", "/open/lines", lines, LINES).status()).isEqualTo(200);
        }
    }

    @Test
    void aBodyThatIsReadBySeparateLinesHasTheTimeOfAPush() throws IOException {
        try (TestServer server = TestServer.bounded(ByteCount.megabytes(1), Duration.ofMillis(1), new EchoRoutes());
                RawClient client = server.client()) {
            RawClient.Reply reply = client.request("POST", "/open/lines", "{\"text\":\"\"}", LINES);
            assertThat(reply.text()).containsPattern("\"seconds_left\":5\\d\\d");
        }
    }
}
