package io.memgit.bench.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts load on a server for a while.
 *
 * @param server
 *            where it listens
 * @param time
 *            how long each measurement takes
 */
record Load(InetSocketAddress server, Duration time) {

    private static final int MAX_SAMPLES = 1_000_000;
    private static final int MAX_WAIT_MILLIS = 30_000;
    private static final double NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_SECOND = 1_000_000_000;

    /**
     * How long one request took that had the server for itself.
     *
     * @param p50
     *            half of them took no longer, in microseconds
     * @param p99
     *            99 of 100 took no longer, in microseconds
     */
    record Latency(double p50, double p99) {}

    /** One request after the other. */
    Latency oneByOne(Requests requests) throws IOException {
        long[] samples = new long[MAX_SAMPLES];
        int count = 0;
        try (Client client = new Client(server, requests)) {
            long end = System.nanoTime() + time.toNanos();
            for (long now = System.nanoTime(); now < end && count < MAX_SAMPLES; count++) {
                client.send();
                while (!client.receive()) {
                    // More of the same answer.
                }
                long then = System.nanoTime();
                samples[count] = then - now;
                now = then;
            }
        }
        Arrays.sort(samples, 0, count);
        return new Latency(samples[count / 2] / NANOS_PER_MICRO, samples[(int) (count * 0.99)] / NANOS_PER_MICRO);
    }

    /** Requests a second when {@code connections} always have one under way. */
    double manyAtOnce(int connections, Requests requests) throws IOException {
        List<Client> clients = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                Client client = new Client(server, requests);
                clients.add(client);
                client.channel().configureBlocking(false);
                client.channel().register(selector, SelectionKey.OP_READ, client);
            }
            return run(selector, clients);
        } finally {
            for (Client client : clients)
                client.close();
        }
    }

    private double run(Selector selector, List<Client> clients) throws IOException {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        for (Client client : clients)
            client.send();
        long answered = 0;
        long now = begin;
        while (now < end) {
            answered += takeAnswers(selector, true);
            now = System.nanoTime();
        }
        double seconds = (now - begin) / NANOS_PER_SECOND;
        // What is still under way does not count, and has to arrive before the connection is closed.
        for (int late = 0; late < clients.size();)
            late += takeAnswers(selector, false);
        return answered / seconds;
    }

    /** Waits for answers and sends the next requests; returns how many were complete. */
    private static int takeAnswers(Selector selector, boolean more) throws IOException {
        if (selector.select(MAX_WAIT_MILLIS) == 0)
            throw new IOException("nothing was answered for " + MAX_WAIT_MILLIS + " ms");
        int complete = 0;
        for (SelectionKey key : selector.selectedKeys()) {
            Client client = (Client) key.attachment();
            if (!client.receive())
                continue;
            complete++;
            if (more)
                client.send();
        }
        selector.selectedKeys().clear();
        return complete;
    }
}
