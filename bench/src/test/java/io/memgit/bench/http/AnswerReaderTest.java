package io.memgit.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {

    private static final String WITH_LENGTH = lines("""
            HTTP/1.1 200 OK
            content-length: 11
            X-Other: 1

            hello
            you!""");
    private static final String IN_CHUNKS = lines("""
            HTTP/1.1 201 Created
            Transfer-Encoding: chunked

            5
            hello
            6;note=1

            you!
            0
            X-Trailer: 1

            """);
    private static final String WITHOUT_BODY = lines("HTTP/1.1 204 No Content\n\n");

    @Test
    void answersEndWhereTheyEndHoweverTheyArrive() throws IOException {
        String all = WITH_LENGTH + IN_CHUNKS + WITHOUT_BODY + WITH_LENGTH;
        List<Integer> ends = List.of(WITH_LENGTH.length(), WITH_LENGTH.length() + IN_CHUNKS.length(),
                WITH_LENGTH.length() + IN_CHUNKS.length() + WITHOUT_BODY.length(), all.length());
        for (int piece = 1; piece <= all.length(); piece++) {
            Read read = read(all, piece);
            assertThat(read.ends).as("in pieces of %d bytes", piece).isEqualTo(ends);
            assertThat(read.statuses).containsExactly(200, 201, 204, 200);
        }
    }

    @Test
    void theBodyOfAProblemIsKept() throws IOException {
        AnswerReader reader = new AnswerReader();
        assertThat(reader.accept(bytes("HTTP/1.1 404 Not Found\r\nContent-Length: 7\r\n\r\nnothing"))).isTrue();
        assertThat(reader.problem()).isEqualTo("nothing");
        assertThat(reader.accept(bytes(WITH_LENGTH))).isTrue();
        assertThat(reader.problem()).isEmpty();
    }

    @Test
    void whatIsNoAnswerIsRefused() {
        for (String bad : List.of("SSH-2.0-OpenSSH\r\n", "\r\n", "HTTP/1.1 200 OK\r\n\r\nuntil the end")) {
            assertThatThrownBy(() -> new AnswerReader().accept(bytes(bad))).as(bad).isInstanceOf(IOException.class);
        }
    }

    private record Read(List<Integer> statuses, List<Integer> ends) {}

    private static Read read(String all, int piece) throws IOException {
        AnswerReader reader = new AnswerReader();
        Read read = new Read(new ArrayList<>(), new ArrayList<>());
        for (int start = 0; start < all.length(); start += piece) {
            ByteBuffer part = bytes(all.substring(start, Math.min(all.length(), start + piece)));
            while (part.hasRemaining()) {
                if (reader.accept(part)) {
                    read.statuses.add(reader.status());
                    read.ends.add(start + part.position());
                }
            }
        }
        return read;
    }

    private static String lines(String text) {
        return text.replace("\n", "\r\n");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
