package io.memgit.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Conditions, ranges, HEAD and pages: what a client can ask of an answer without its handler
 * knowing.
 */
class ReadsTest {

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(new EchoRoutes());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawClient.Reply get(String target, String... headers) throws IOException {
        try (RawClient client = server.client()) {
            return client.get(target, headers);
        }
    }

    @Test
    void jsonHasATagOverItsBytesAndIsNotSentTwice() throws IOException {
        RawClient.Reply first = get("/open/numbers?limit=3");
        String tag = first.header("ETag").orElseThrow();
        assertThat(first.header("Cache-Control")).hasValue("private, no-cache");
        assertThat(first.header("Vary")).hasValue("Authorization, X-API-Key, Accept");
        RawClient.Reply again = get("/open/numbers?limit=3", "If-None-Match: \"other\", W/" + tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("ETag")).hasValue(tag);
        assertThat(get("/open/numbers?limit=4", "If-None-Match: " + tag).status()).isEqualTo(200);
        assertThat(get("/open/numbers?limit=3", "If-None-Match: *").status()).isEqualTo(304);
    }

    @Test
    void headTellsTheSameWithoutTheBody() throws IOException {
        try (RawClient client = server.client()) {
            RawClient.Reply reply = client.request("HEAD", "/open/raw", "");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Content-Length")).hasValue("10");
            assertThat(reply.header("ETag")).hasValue("\"abc\"");
            assertThat(client.request("HEAD", "/open/stream", "").status()).isEqualTo(200);
            assertThat(client.request("HEAD", "/nothing", "").status()).isEqualTo(404);
            assertThat(client.get("/open/raw").text()).isEqualTo("0123456789");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"bytes=0-3|0123|0-3", "bytes=5-|56789|5-9", "bytes=-2|89|8-9",
            "bytes=9-99|9|9-9",
            "bytes=-99|0123456789|0-9"})
    void aRangeIsServedAlone(String range, String body, String told) throws IOException {
        RawClient.Reply reply = get("/open/raw", "Range: " + range);
        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.text()).isEqualTo(body);
        assertThat(reply.header("Content-Range")).hasValue("bytes " + told + "/10");
        assertThat(reply.header("Accept-Ranges")).hasValue("bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1-2,4-5", "bytes=3-1", "bytes=a-b", "lines=1-2", "bytes=", "bytes=-", "bytes=1"})
    void whatIsNoSingleRangeGetsEverything(String range) throws IOException {
        RawClient.Reply reply = get("/open/raw", "Range: " + range);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("0123456789");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=99-100", "bytes=-0", "bytes=99999999999999999999999-"})
    void aRangeAfterTheEndIsRefusedWithTheLength(String range) throws IOException {
        RawClient.Reply reply = get("/open/raw", "Range: " + range);
        assertThat(reply.status()).isEqualTo(416);
        assertThat(reply.header("Content-Range")).hasValue("bytes */10");
        assertThat(reply.header("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aRangeOfAnotherVersionGetsEverything() throws IOException {
        assertThat(get("/open/raw", "Range: bytes=0-1", "If-Range: \"old\"").status()).isEqualTo(200);
        assertThat(get("/open/raw", "Range: bytes=0-1", "If-Range: \"abc\"").status()).isEqualTo(206);
    }

    @Test
    void aStreamArrivesWhole() throws IOException {
        assertThat(get("/open/stream").body()).hasSize(100_000);
    }

    @Test
    void aListIsReadToItsEndByItsLinks() throws IOException {
        int seen = 0;
        String target = "/open/numbers?like=a%20b&limit=100";
        while (target != null) {
            RawClient.Reply page = get(target);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            seen += count(page);
            target = page.header("Link").map(ReadsTest::target).orElse(null);
        }
        assertThat(seen).isEqualTo(250);
        assertThat(get("/open/numbers?limit=1000").text()).contains("\"next_cursor\":null");
    }

    @Test
    void aCursorIsGoodForItsOwnQueryOnly() throws IOException {
        String cursor = target(get("/open/numbers?like=a").header("Link").orElseThrow()).replaceAll(".*cursor=", "");
        assertThat(get("/open/numbers?like=a&limit=7&cursor=" + cursor).status()).isEqualTo(200);
        for (String other : new String[]{"/open/numbers?like=b&cursor=" + cursor, "/open/numbers?cursor=" + cursor,
                "/open/numbers?like=a&cursor=x" + cursor, "/open/numbers?like=a&cursor=",
                "/open/numbers?like=a&cursor=AAAA"})
            assertThat(get(other).text()).contains("INVALID_CURSOR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "limit=", "limit=1&limit=2", "offset=-1", "offset=x"})
    void pagesOfAnotherSizeAreRefused(String query) throws IOException {
        RawClient.Reply reply = get("/open/numbers?" + query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("\"parameter\":\"" + query.replaceAll("=.*", "") + "\"");
    }

    @Test
    void anOffsetIsTakenButNotBesideACursor() throws IOException {
        assertThat(count(get("/open/numbers?offset=240"))).isEqualTo(10);
        assertThat(get("/open/numbers?offset=1&cursor=AAAA").text()).contains("\"parameter\":\"offset\"");
    }

    private static int count(RawClient.Reply page) {
        Matcher count = Pattern.compile("\"count\":(\\d+)").matcher(page.text());
        assertThat(count.find()).isTrue();
        return Integer.parseInt(count.group(1));
    }

    private static String target(String link) {
        Matcher next = Pattern.compile("<http://localhost(/[^>]*)>; rel=\"next\"").matcher(link);
        assertThat(next.matches()).as(link).isTrue();
        return next.group(1);
    }
}
