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
        return inTurns(List.of(requests)).getFirst();
    }

    /** One request after the other, each time one of each kind in the order of the list. */
    List<Latency> inTurns(List<Requests> kinds) throws IOException {
        long[][] samples = new long[kinds.size()][MAX_SAMPLES];
        int count = 0;
        List<Client> clients = new ArrayList<>();
        try {
            for (Requests requests : kinds)
                clients.add(new Client(server, requests));
            long end = System.nanoTime() + time.toNanos();
            do {
                for (int kind = 0; kind < samples.length; kind++)
                    samples[kind][count] = nanosOf(clients.get(kind));
                count++;
            } while (System.nanoTime() < end && count < MAX_SAMPLES);
        } finally {
            for (Client client : clients)
                client.close();
        }
        List<Latency> latencies = new ArrayList<>();
        for (long[] each : samples) {
            Arrays.sort(each, 0, count);
            latencies.add(new Latency(each[count / 2] / NANOS_PER_MICRO, each[(int) (count * 0.99)] / NANOS_PER_MICRO));
        }
        return latencies;
    }

    private static long nanosOf(Client client) throws IOException {
        long began = System.nanoTime();
        client.send();
        while (!client.receive()) {
            // More of the same answer.
        }
        return System.nanoTime() - began;
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
