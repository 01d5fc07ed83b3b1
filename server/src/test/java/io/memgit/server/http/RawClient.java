package io.memgit.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An HTTP/1.1 client that sends exactly the bytes it is told, on one connection. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** An answer as it came. */
    @SuppressWarnings("ArrayRecordComponent")
    record Reply(int status, List<Map.Entry<String, String>> headers, byte[] body) {

        Optional<String> header(String name) {
            return headers.stream().filter(h -> h.getKey().equalsIgnoreCase(name)).map(Map.Entry::getValue).findFirst();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Sends a request without a body. */
    Reply get(String target, String... headers) throws IOException {
        return request("GET", target, "", headers);
    }

    /** Sends a request whose target is put on the wire as it is. */
    Reply request(String method, String target, String body, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers)
            head.append(header).append("\r\n");
        if (!body.isEmpty())
            head.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
        send(head + "\r\n" + body);
        return read(method.equals("HEAD"));
    }

    Reply read(boolean head) throws IOException {
        String statusLine = line();
        int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.add(Map.entry(line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        Reply bare = new Reply(status, headers, new byte[0]);
        if (head || status == 204 || status == 304 || status / 100 == 1)
            return bare;
        if (bare.header("Transfer-Encoding").isPresent())
            return new Reply(status, headers, chunks());
        int length = bare.header("Content-Length").map(Integer::parseInt).orElse(-1);
        return new Reply(status, headers, length < 0 ? in.readAllBytes() : in.readNBytes(length));
    }

    /** Whether the server has closed the connection. */
    boolean isClosed() throws IOException {
        return in.read() < 0;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(), 16);
            all.write(in.readNBytes(size));
            line();
            if (size == 0)
                return all.toByteArray();
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = in.read();
        while (c != '\n') {
            if (c < 0)
                throw new IOException("the connection ended after: " + line.toString(StandardCharsets.UTF_8));
            if (c != '\r')
                line.write(c);
            c = in.read();
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
