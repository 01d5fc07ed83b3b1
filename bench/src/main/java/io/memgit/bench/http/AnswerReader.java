package io.memgit.bench.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds where HTTP/1.1 answers end, and reads their status. Bodies are passed over, except for the
 * beginning of one that tells of a problem.
 */
final class AnswerReader {

    private static final int MAX_LINE = 1_024;
    private static final int STATUS_START = "HTTP/1.1 ".length();
    private static final int STATUS_END = STATUS_START + 3;
    private static final int HEX = 16;
    private static final int FIRST_PROBLEM = 400;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private enum Part {
        STATUS, HEADERS, BODY, CHUNK_SIZE, CHUNK, CHUNK_END, TRAILERS
    }

    private final byte[] line = new byte[MAX_LINE];
    private final StringBuilder problem = new StringBuilder();
    private Part part = Part.STATUS;
    private int lineLength;
    private int status;
    private long bodyLength;
    private long left;

    /** The status of the answer that was read last. */
    int status() {
        return status;
    }

    /** The beginning of the body when the status tells of a problem, else empty. */
    String problem() {
        return problem.toString();
    }

    /**
     * Reads on.
     *
     * @return whether the answer is complete; the next call begins another one
     * @throws IOException
     *             when this is no answer, or one that only the end of the connection ends
     */
    boolean accept(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            if (part == Part.BODY || part == Part.CHUNK) {
                if (passOver(in) && part == Part.BODY)
                    return complete();
                if (left == 0)
                    part = Part.CHUNK_END;
                continue;
            }
            byte next = in.get();
            if (next != '\n')
                addToLine(next);
            else if (endOfLine())
                return complete();
        }
        return false;
    }

    private boolean complete() {
        part = Part.STATUS;
        return true;
    }

    private boolean passOver(ByteBuffer in) {
        int count = (int) Math.min(left, in.remaining());
        if (status >= FIRST_PROBLEM && problem.length() < MAX_LINE) {
            byte[] start = new byte[Math.min(count, MAX_LINE)];
            in.get(in.position(), start);
            problem.append(new String(start, StandardCharsets.UTF_8));
        }
        in.position(in.position() + count);
        left -= count;
        return left == 0;
    }

    private void addToLine(byte next) {
        if (next != '\r' && lineLength < MAX_LINE)
            line[lineLength++] = next;
    }

    /** Takes a line; tells whether it is the last one of the answer. */
    private boolean endOfLine() throws IOException {
        boolean empty = lineLength == 0;
        boolean last = switch (part) {
            case STATUS -> {
                begin();
                yield false;
            }
            case HEADERS -> {
                if (!empty)
                    takeHeader();
                yield empty && endOfHeaders();
            }
            case CHUNK_SIZE -> {
                left = Long.parseLong(text(0, lineLength).split(";", 2)[0].strip(), HEX);
                part = left == 0 ? Part.TRAILERS : Part.CHUNK;
                yield false;
            }
            case CHUNK_END -> {
                part = Part.CHUNK_SIZE;
                yield false;
            }
            case TRAILERS -> empty;
            case BODY, CHUNK -> throw new IllegalStateException("bodies have no lines");
        };
        lineLength = 0;
        return last;
    }

    private void begin() throws IOException {
        if (lineLength < STATUS_END || !text(0, STATUS_START).equals("HTTP/1.1 "))
            throw new IOException("not an answer: " + text(0, lineLength));
        status = Integer.parseInt(text(STATUS_START, STATUS_END));
        problem.setLength(0);
        bodyLength = -1;
        left = 0;
        part = Part.HEADERS;
    }

    private void takeHeader() {
        // Only headers that begin with these letters matter here.
        int first = line[0] | 0x20;
        if (first != 'c' && first != 't')
            return;
        String header = text(0, lineLength).toLowerCase(Locale.ROOT);
        if (header.startsWith("content-length:"))
            bodyLength = Long.parseLong(header.substring(header.indexOf(':') + 1).strip());
        else if (header.startsWith("transfer-encoding:") && header.endsWith("chunked"))
            bodyLength = Long.MAX_VALUE;
    }

    private boolean endOfHeaders() throws IOException {
        if (status == NO_CONTENT || status == NOT_MODIFIED || bodyLength == 0)
            return true;
        if (bodyLength < 0)
            throw new IOException("an answer of status " + status + " without a length");
        boolean chunked = bodyLength == Long.MAX_VALUE;
        part = chunked ? Part.CHUNK_SIZE : Part.BODY;
        left = chunked ? 0 : bodyLength;
        return false;
    }

    private String text(int start, int end) {
        return new String(line, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
