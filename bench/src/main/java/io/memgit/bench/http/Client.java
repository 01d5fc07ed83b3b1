package io.memgit.bench.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One kept connection, with at most one request under way. */
final class Client implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 << 10;

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final AnswerReader answer = new AnswerReader();
    private final Requests requests;

    /** Connects, blocking. */
    Client(InetSocketAddress server, Requests requests) throws IOException {
        this.requests = requests;
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    SocketChannel channel() {
        return channel;
    }

    /** Sends the next request as a whole; it is small enough for the buffers of any connection. */
    void send() throws IOException {
        ByteBuffer request = requests.next();
        while (request.hasRemaining())
            channel.write(request);
    }

    /**
     * Takes what has arrived of the answer; waits for it when the channel blocks.
     *
     * @return whether the answer is complete
     * @throws IOException
     *             when it is not the expected one
     */
    boolean receive() throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0)
            throw new EOFException("the server has closed a connection");
        buffer.flip();
        if (!answer.accept(buffer))
            return false;
        if (answer.status() != requests.expectedStatus())
            throw new IOException("answered with " + answer.status() + " instead of " + requests.expectedStatus()
                    + ": " + answer.problem());
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
