package io.memgit.core.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What processes did to the files below one folder, which was empty before, and what they sent, in
 * one
 * order.
 *
 * <p>
 * A change counts when its call has returned, and a sync makes last what had returned before it
 * began.
 * What was sent counts from the moment on at which the call to send it began.
 */
public final class Recording {

    /** Something that a process did. */
    public sealed interface Event {

        /** Its place in the order; events of one recording have different ones, which rise. */
        long at();
    }

    /** A file or folder, which may have had several names. */
    public record Node(int number, boolean isFolder) {}

    /** Bytes were written to a file. */
    static final class Written implements Event {
        private final long at;
        private final Node file;
        private final long offset;
        private final byte[] bytes;

        Written(long at, Node file, long offset, byte[] bytes) {
            this.at = at;
            this.file = file;
            this.offset = offset;
            this.bytes = bytes;
        }

        @Override
        public long at() {
            return at;
        }

        Node file() {
            return file;
        }

        long offset() {
            return offset;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** A file was made longer, with zeros, or shorter. */
    record Resized(long at, Node file, long length) implements Event {}

    /** A file, or the names in a folder, were synced: all that was done before {@code since}. */
    record Synced(long at, long since, Node node) implements Event {}

    /** A file or folder got a name. */
    record Named(long at, Node folder, String name, Node node) implements Event {}

    /** A name went. */
    record Unnamed(long at, Node folder, String name) implements Event {}

    /** A name became another one in the same folder. */
    record Renamed(long at, Node folder, String from, String to) implements Event {}

    /** Bytes went to something that is no file of the folder. */
    static final class Sent implements Event {
        private final long at;
        private final byte[] bytes;

        Sent(long at, byte[] bytes) {
            this.at = at;
            this.bytes = bytes;
        }

        @Override
        public long at() {
            return at;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** Of nothing. */
    public static final Recording EMPTY = new Recording(new Node(0, true), List.of());

    private final Node root;
    private final List<Event> events;

    Recording(Node root, List<Event> events) {
        this.root = root;
        this.events = List.copyOf(events);
    }

    /**
     * Reads what was recorded of processes that ran one after the other.
     *
     * @throws IOException
     *             when something was done to the files that cannot be played again
     */
    public static Recording read(Path folder, List<Path> traces) throws IOException {
        TraceReader reader = new TraceReader(folder);
        for (Path trace : traces) {
            try (BufferedReader lines = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1)) {
                reader.read(lines);
            }
        }
        List<Event> events = reader.events();
        events.sort(Comparator.comparingLong(Event::at));
        return new Recording(reader.root(), events);
    }

    Node root() {
        return root;
    }

    /** All events in their order. */
    public List<Event> events() {
        return events;
    }

    /**
     * The numbers of the events that sent a mark, by the mark; the first one counts.
     *
     * @param marks
     *            what a mark looks like
     */
    public Map<String, Integer> sent(Pattern marks) {
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            if (!(events.get(i) instanceof Sent sent))
                continue;
            Matcher mark = marks.matcher(new String(sent.bytes(), StandardCharsets.ISO_8859_1));
            while (mark.find())
                found.putIfAbsent(mark.group(), i);
        }
        return found;
    }

    /** After how many events each rename had happened. */
    public List<Integer> renamed() {
        return IntStream.range(0, events.size()).filter(i -> events.get(i) instanceof Renamed).map(i -> i + 1).boxed()
                .toList();
    }

    /**
     * The same of a process that does not sync files and folders with such a name, as paths in the
     * folder.
     */
    public Recording forgettingToSync(Predicate<String> path) {
        Map<Node, Set<String>> paths = paths();
        return new Recording(root, events.stream().filter(event -> !(event instanceof Synced sync
                && paths.getOrDefault(sync.node(), Set.of()).stream().anyMatch(path))).toList());
    }

    /**
     * The same of a process that syncs each file only after it has given it another name, if it gives
     * it one.
     */
    public Recording renamingBeforeSyncing() {
        List<Event> changed = new ArrayList<>(events);
        Map<Node, Map<String, Node>> names = new HashMap<>();
        Map<Node, Synced> last = new HashMap<>();
        for (Event event : events) {
            if (event instanceof Named named)
                names.computeIfAbsent(named.folder(), _ -> new HashMap<>()).put(named.name(), named.node());
            if (event instanceof Synced sync)
                last.put(sync.node(), sync);
            if (event instanceof Renamed renamed) {
                Map<String, Node> of = names.getOrDefault(renamed.folder(), new HashMap<>());
                Node node = of.remove(renamed.from());
                if (node == null)
                    continue;
                of.put(renamed.to(), node);
                Synced sync = last.get(node);
                if (sync != null && changed.remove(sync))
                    changed.add(changed.indexOf(renamed) + 1, sync);
            }
        }
        return new Recording(root, changed);
    }

    /** The same of a process that sends everything before the last sync that it did before it. */
    public Recording sendingBeforeSyncing() {
        List<Event> changed = new ArrayList<>();
        int lastSync = 0;
        for (Event event : events) {
            if (event instanceof Synced)
                lastSync = changed.size();
            if (event instanceof Sent)
                changed.add(lastSync++, event);
            else
                changed.add(event);
        }
        return new Recording(root, changed);
    }

    /** All paths that each file and folder had. */
    private Map<Node, Set<String>> paths() {
        Map<Node, String> now = new HashMap<>(Map.of(root, ""));
        Map<Node, Set<String>> all = new HashMap<>();
        Map<Node, Map<String, Node>> names = new HashMap<>();
        for (Event event : events) {
            Node node = null;
            Node folder = root;
            String name = "";
            if (event instanceof Named named) {
                node = named.node();
                folder = named.folder();
                name = named.name();
            } else if (event instanceof Renamed renamed) {
                node = names.getOrDefault(renamed.folder(), Map.of()).get(renamed.from());
                folder = renamed.folder();
                name = renamed.to();
            }
            if (node == null)
                continue;
            names.computeIfAbsent(folder, _ -> new HashMap<>()).put(name, node);
            String path = now.getOrDefault(folder, "") + "/" + name;
            now.put(node, path);
            all.computeIfAbsent(node, _ -> new HashSet<>()).add(path);
        }
        return all;
    }
}
