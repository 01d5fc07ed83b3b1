package io.memgit.core.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads packet lines: four hex digits of length, these included, and as many bytes; or
 * {@code 0000}, the flush.
 */
final class PacketLines {

    private static final int HEADER = 4;

    private final InputStream in;

    PacketLines(InputStream in) {
        this.in = in;
    }

    /**
     * The text of the next line without the line feed at its end, or null for a flush.
     *
     * @throws PushRefusedException
     *             when there is no whole packet line, or it is not UTF-8
     * @throws IOException
     *             when the client is gone
     */
    @Nullable
    String next() throws IOException {
        int length = length();
        if (length == 0)
            return null;
        if (length <= HEADER)
            throw new PushRefusedException("bad request: a packet line of length " + length);
        byte[] line = in.readNBytes(length - HEADER);
        if (line.length < length - HEADER)
            throw new PushRefusedException("bad request: it ends inside a line");
        int end = line[line.length - 1] == '\n' ? line.length - 1 : line.length;
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, end)).toString();
        } catch (CharacterCodingException e) {
            throw new PushRefusedException("bad request: a line is not UTF-8", e);
        }
    }

    private int length() throws IOException {
        byte[] header = in.readNBytes(HEADER);
        if (header.length < HEADER)
            throw new PushRefusedException("bad request: it ends where a line is expected");
        int length = 0;
        for (byte digit : header) {
            if (!HexFormat.isHexDigit(digit))
                throw new PushRefusedException("bad request: no packet line begins where one is expected");
            length = length * 16 + HexFormat.fromHexDigit(digit);
        }
        return length;
    }
}
