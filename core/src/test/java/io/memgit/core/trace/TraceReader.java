package io.memgit.core.trace;

import io.memgit.core.trace.Recording.Event;
import io.memgit.core.trace.Recording.Named;
import io.memgit.core.trace.Recording.Node;
import io.memgit.core.trace.Recording.Renamed;
import io.memgit.core.trace.Recording.Resized;
import io.memgit.core.trace.Recording.Sent;
import io.memgit.core.trace.Recording.Synced;
import io.memgit.core.trace.Recording.Unnamed;
import io.memgit.core.trace.Recording.Written;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the calls of processes into events, with the files and the open descriptors that they had
 * then.
 * What it does not understand and what concerns a file of the folder is an error: nothing may be
 * missed.
 */
final class TraceReader {

    private static final String RESUMED = "<... ";
    private static final String UNFINISHED = " <unfinished ...>";
    private static final int OUTPUT = 1;

    private final Path folder;
    private final Node root = new Node(0, true);
    private final Map<Node, Map<String, Node>> folders = new HashMap<>();
    private final Map<Node, Long> sizes = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<Integer, Open> descriptors = new HashMap<>();
    private final Map<Integer, Begun> begun = new HashMap<>();
    private long clock;
    private int nodes;

    /** What a descriptor and its copies share. */
    private static final class Open {
        final Node node;
        final boolean appends;
        final boolean syncs;
        long position;

        Open(Node node, boolean appends, boolean syncs) {
            this.node = node;
            this.appends = appends;
            this.syncs = syncs;
        }
    }

    private record Begun(long at, String text) {}

    TraceReader(Path folder) {
        this.folder = folder;
        folders.put(root, new HashMap<>());
    }

    Node root() {
        return root;
    }

    List<Event> events() {
        return events;
    }

    /** Reads all calls of one process. */
    void read(BufferedReader lines) throws IOException {
        descriptors.clear();
        begun.clear();
        for (String line; (line = lines.readLine()) != null;) {
            int space = line.indexOf(' ');
            read(Integer.parseInt(line, 0, space, 10), line.substring(space).strip());
        }
    }

    private void read(int thread, String call) throws IOException {
        if (call.startsWith("+++") || call.startsWith("---"))
            return;
        if (call.startsWith(RESUMED)) {
            Begun start = begun.remove(thread);
            int name = call.indexOf(' ', RESUMED.length());
            if (start == null)
                throw new IOException("it was not begun: " + call);
            ended(start.at(), call.substring(RESUMED.length(), name),
                    start.text() + call.substring(call.indexOf('>') + 1));
            return;
        }
        int bracket = call.indexOf('(');
        String name = call.substring(0, bracket);
        boolean whole = !call.endsWith(UNFINISHED);
        String text = call.substring(bracket + 1, whole ? call.length() : call.length() - UNFINISHED.length());
        long at = clock++;
        begins(at, name, text);
        if (whole)
            ended(at, name, text);
        else
            begun.put(thread, new Begun(at, text));
    }

    /** What counts from its begin on: what is sent, and that a descriptor is closed. */
    private void begins(long at, String name, String text) throws IOException {
        switch (name) {
            case "close" -> descriptors.remove(Integer.decode(text.split("\\)", 2)[0]));
            case "write", "writev", "sendto", "sendmsg" -> {
                List<String> arguments = TraceCall.split(text);
                int descriptor = Integer.decode(arguments.get(0));
                if (descriptor >= OUTPUT && !descriptors.containsKey(descriptor))
                    events.add(new Sent(at, TraceCall.bytes(arguments.get(1))));
            }
            default -> {
                // counts when it has ended
            }
        }
    }

    private void ended(long since, String name, String text) throws IOException {
        TraceCall call = TraceCall.parse(name, text);
        if (call.failed())
            return;
        switch (name) {
            case "open", "creat" -> opened(call, 0);
            case "openat", "openat2" -> opened(call, 1);
            case "dup", "dup2", "dup3" -> copied(call);
            case "fcntl" -> {
                if (call.arguments().get(1).startsWith("F_DUPFD"))
                    copied(call);
            }
            case "lseek" -> onFile(call, 0, open -> open.position = call.result());
            case "read", "readv" -> onFile(call, 0, open -> open.position += call.result());
            case "write", "writev" -> onFile(call, 0, open -> written(open, call));
            case "pwrite64", "pwritev" -> onFile(call, 0,
                    open -> written(open, call.bytes(1), call.number(3), call.result()));
            case "ftruncate" -> onFile(call, 0, open -> resized(open.node, call.number(1)));
            case "fallocate" -> onFile(call, 0, open -> allocated(open, call));
            case "fsync", "fdatasync" -> onFile(call, 0, open -> events.add(new Synced(clock++, since, open.node)));
            case "mmap" -> mapped(call);
            case "mkdir" -> named(call.path(0), true);
            case "rename" -> renamed(call.path(0), call.path(1));
            case "unlink", "rmdir" -> unnamed(call.path(0));
            case "close", "sendto", "sendmsg" -> {
                // counted when they began
            }
            default -> refuse(call);
        }
    }

    private interface Doing {
        void on(Open open) throws IOException;
    }

    private void onFile(TraceCall call, int argument, Doing doing) throws IOException {
        Open open = descriptors.get(call.descriptor(argument));
        if (open != null)
            doing.on(open);
    }

    private void opened(TraceCall call, int path) throws IOException {
        descriptors.remove((int) call.result());
        Place place = place(call.path(path));
        if (place == null)
            return;
        String flags = call.name().equals("creat") ? "O_WRONLY|O_CREAT|O_TRUNC" : call.arguments().get(path + 1);
        if (flags.contains("O_TMPFILE"))
            refuse(call);
        Node node = find(place);
        if (node == null)
            node = named(place, false);
        else if (flags.contains("O_TRUNC") && sizes.getOrDefault(node, 0L) > 0)
            resized(node, 0);
        descriptors.put((int) call.result(), new Open(node, flags.contains("O_APPEND"), flags.contains("SYNC")));
    }

    private void copied(TraceCall call) {
        Open open = descriptors.get(call.descriptor(0));
        if (open == null)
            descriptors.remove((int) call.result());
        else
            descriptors.put((int) call.result(), open);
    }

    private void written(Open open, TraceCall call) throws IOException {
        if (open.appends)
            open.position = sizes.getOrDefault(open.node, 0L);
        written(open, call.bytes(1), open.position, call.result());
        open.position += call.result();
    }

    private void written(Open open, byte[] bytes, long offset, long length) {
        long at = clock++;
        byte[] done = bytes.length == length ? bytes : Arrays.copyOf(bytes, (int) length);
        events.add(new Written(at, open.node, offset, done));
        sizes.merge(open.node, offset + length, Math::max);
        if (open.syncs)
            events.add(new Synced(clock++, at + 1, open.node));
    }

    private void resized(Node node, long length) {
        events.add(new Resized(clock++, node, length));
        sizes.put(node, length);
    }

    private void allocated(Open open, TraceCall call) throws IOException {
        if (!call.arguments().get(1).equals("0"))
            refuse(call);
        long end = call.number(2) + call.number(3);
        if (end > sizes.getOrDefault(open.node, 0L))
            resized(open.node, end);
    }

    private void mapped(TraceCall call) throws IOException {
        if (descriptors.containsKey(call.descriptor(4)) && call.has(2, "PROT_WRITE") && call.has(3, "MAP_SHARED"))
            refuse(call);
    }

    /** A folder and a name in it. */
    private record Place(Node folder, String name) {}

    /** Where a path leads, or null when that is not below the folder. */
    private @Nullable Place place(String text) throws IOException {
        Path path = Path.of(text).normalize();
        if (!path.startsWith(folder) || path.equals(folder))
            return path.equals(folder) ? new Place(root, "") : null;
        Path inside = folder.relativize(path);
        Node at = root;
        for (int i = 0; i < inside.getNameCount() - 1; i++) {
            at = folders.getOrDefault(at, Map.of()).get(inside.getName(i).toString());
            if (at == null)
                throw new IOException("in a folder that was not made: " + text);
        }
        return new Place(at, inside.getFileName().toString());
    }

    private @Nullable Node find(Place place) {
        return place.name().isEmpty()
                ? place.folder()
                : folders.getOrDefault(place.folder(), Map.of()).get(place.name());
    }

    private void named(String path, boolean isFolder) throws IOException {
        Place place = place(path);
        if (place != null)
            named(place, isFolder);
    }

    private Node named(Place place, boolean isFolder) {
        Node node = new Node(++nodes, isFolder);
        if (isFolder)
            folders.put(node, new HashMap<>());
        names(place.folder()).put(place.name(), node);
        events.add(new Named(clock++, place.folder(), place.name(), node));
        return node;
    }

    private Map<String, Node> names(Node of) {
        return folders.computeIfAbsent(of, _ -> new HashMap<>());
    }

    private void renamed(String from, String to) throws IOException {
        Place old = place(from);
        Place now = place(to);
        if (old == null && now == null)
            return;
        if (old == null || now == null || !old.folder().equals(now.folder()))
            throw new IOException("renamed from one folder to another: " + from + " to " + to);
        Node node = names(old.folder()).remove(old.name());
        if (node == null)
            throw new IOException("renamed before it was made: " + from);
        names(now.folder()).put(now.name(), node);
        events.add(new Renamed(clock++, old.folder(), old.name(), now.name()));
    }

    private void unnamed(String path) throws IOException {
        Place place = place(path);
        if (place == null)
            return;
        names(place.folder()).remove(place.name());
        events.add(new Unnamed(clock++, place.folder(), place.name()));
    }

    /** What cannot be played again must not concern the folder. */
    private void refuse(TraceCall call) throws IOException {
        boolean concerned = call.name().startsWith("io_");
        for (int i = 0; i < call.arguments().size(); i++) {
            String argument = call.arguments().get(i);
            if (argument.startsWith("\""))
                concerned |= Path.of(call.path(i)).startsWith(folder);
            else if (argument.matches("\\d{1,9}"))
                concerned |= descriptors.containsKey(call.descriptor(i));
        }
        if (concerned)
            throw new IOException("a call that cannot be played again: " + call.name() + call.arguments());
    }
}
