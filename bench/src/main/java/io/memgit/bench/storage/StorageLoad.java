package io.memgit.bench.storage;

import io.memgit.bench.report.Measure;
import io.memgit.bench.report.MeasureFile;
import io.memgit.bench.report.Row;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the storage of a server is measured by. */
public final class StorageLoad {

    private static final int FILE_BYTES = 1 << 20;
    private static final int FILES = 5;
    private static final int BATCH = 10_000;
    private static final String ZEROS = "0".repeat(40);
    private static final long SECOND = 1_000_000_000;
    private static final Pattern SPENT = Pattern.compile("answered with 503");

    private final Caller server;
    private final int count;

    private StorageLoad(Caller server, int count) {
        this.server = server;
        this.count = count;
    }

    /**
     * Arguments: {@code small}, {@code large}, {@code read} or {@code branches}; the server's address
     * on
     * loopback; how many; for {@code read} also the id of the server's process and the file of
     * measures.
     * The password of {@code admin} is in {@code MEMGIT_ADMIN_PASSWORD}.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        try (Caller server = new Caller(URI.create(arguments[1]), System.getenv("MEMGIT_ADMIN_PASSWORD"))) {
            StorageLoad load = new StorageLoad(server, Integer.parseInt(arguments[2]));
            switch (arguments[0]) {
                case "small" -> Caller.forEach(load.count, load::makeSmall);
                case "large" -> Caller.forEach(load.count, load::makeLarge);
                case "read" -> load.read(Path.of("/proc", arguments[3], "status"),
                        new MeasureFile(Path.of(arguments[4])));
                case "branches" -> load.branches();
                default -> throw new IllegalArgumentException("not known: " + arguments[0]);
            }
        }
    }

    private void makeSmall(int number) throws IOException, InterruptedException {
        String name = "small-" + number;
        server.post("repos", "{\"id\":\"" + name + "\"}");
        String actions = IntStream.range(0, 10)
                .mapToObj(file -> put("d/file-" + file, "utf-8", "content " + file + " of " + name))
                .collect(Collectors.joining(","));
        server.post("repos/" + name + "/commits", commit("main", actions));
    }

    private void makeLarge(int number) throws IOException, InterruptedException {
        String name = "large-" + number;
        patiently("repos", "{\"id\":\"" + name + "\"}");
        for (int file = 0; file < FILES; file++)
            patiently("repos/" + name + "/commits", commit("main",
                    put("file-" + file, "base64", Base64.getEncoder().encodeToString(content(number, file)))));
    }

    /** While more is hot than the budget allows, writes are refused until the pool has made room. */
    private void patiently(String path, String body) throws IOException, InterruptedException {
        for (int tries = 0; true; tries++) {
            try {
                server.post(path, body);
                return;
            } catch (IOException e) {
                if (tries == 120 || !SPENT.matcher(String.valueOf(e.getMessage())).find())
                    throw e;
                LockSupport.parkNanos(SECOND);
            }
        }
    }

    private static byte[] content(int repository, int file) {
        byte[] content = new byte[FILE_BYTES];
        new Random(repository * 31L + file).nextBytes(content);
        return content;
    }

    private static String put(String path, String encoding, String content) {
        return "{\"op\":\"put\",\"path\":\"" + path + "\",\"encoding\":\"" + encoding + "\",\"content\":\"" + content
                + "\"}";
    }

    private static String commit(String branch, String actions) {
        return "{\"branch\":\"" + branch + "\",\"message\":\"a message\",\"actions\":[" + actions + "]}";
    }

    // In turn, each as a whole: none is used again before all others were.
    private void read(Path status, MeasureFile measures) throws IOException, InterruptedException {
        long most = 0;
        double[] millis = new double[count];
        for (int number = 0; number < count; number++) {
            long began = System.nanoTime();
            byte[][] files = new byte[FILES][];
            for (int file = 0; file < FILES; file++)
                files[file] = server.raw("repos/large-" + number + "/read/file-" + file + "?raw=true");
            millis[number] = (System.nanoTime() - began) / 1e6;
            for (int file = 0; file < FILES; file++) {
                if (!Arrays.equals(files[file], content(number, file)))
                    throw new IOException("large-" + number + " reads otherwise than it was written");
            }
            most = Math.max(most, kilobytes(status, "RssAnon"));
        }
        System.out.printf("pool: %s%n", server.get("pool/stats"));
        System.out.printf("pool: at most %d MB of the process' own memory, %d MB with mapped files%n", most >> 10,
                kilobytes(status, "VmHWM") >> 10);
        Arrays.sort(millis);
        measures.append(Measure.alone(Row.POOL_MEMORY, most / 1024.0));
        measures.append(Measure.alone(Row.POOL_READ, millis[count / 2]));
    }

    private static long kilobytes(Path status, String name) throws IOException {
        return Files.readAllLines(status)
                .stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .findFirst()
                .orElseThrow(() -> new IOException(status + " does not say " + name));
    }

    /** Makes branches, commits once to each, and deletes them. */
    private void branches() throws IOException, InterruptedException, ExecutionException {
        String repository = "branches-" + ProcessHandle.current().pid();
        server.post("repos", "{\"id\":\"" + repository + "\"}");
        server.post("repos/" + repository + "/commits", commit("main", put("first", "utf-8", "first")));
        for (int start = 0; start < count; start += BATCH)
            batch(repository, "branches:batch", "branches", start, i -> "{\"name\":\"b/" + i + "\"}");
        String[] heads = new String[count];
        Pattern hash = Pattern.compile("\"hash\"\\s*:\\s*\"([0-9a-f]{40})\"");
        Caller.forEach(count, i -> {
            Matcher made = hash.matcher(server.post("repos/" + repository + "/commits",
                    commit("b/" + i, put("file-" + i, "utf-8", "content " + i))));
            if (!made.find())
                throw new IOException("a commit without a hash");
            heads[i] = made.group(1);
        });
        for (int start = 0; start < count; start += BATCH)
            batch(repository, "refs", "updates", start, i -> "{\"name\":\"refs/heads/b/" + i + "\",\"old\":\""
                    + heads[i] + "\",\"new\":\"" + ZEROS + "\"}");
        server.post("repos/" + repository + "/maintenance", "");
    }

    private interface Item {
        String of(int number);
    }

    private void batch(String repository, String path, String list, int start, Item item)
            throws IOException, InterruptedException {
        String items = IntStream.range(start, Math.min(count, start + BATCH))
                .mapToObj(item::of)
                .collect(Collectors.joining(","));
        server.post("repos/" + repository + "/" + path, "{\"" + list + "\":[" + items + "]}");
    }
}
