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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The disk that a recording describes, as of one event after the other. Of a file it keeps what was
 * synced and what was done to it since, and of a folder the same of its names.
 *
 * <pre>
 * Rebuilt disk = new Rebuilt(recording);
 * disk.advanceTo(index);
 * disk.survivors(Loss.everything()).writeTo(folder);
 * </pre>
 */
public final class Rebuilt {

    private static final int PAGE = 4096;

    private final Recording recording;
    private final Map<Node, Content> files = new HashMap<>();
    private final Map<Node, Names> folders = new HashMap<>();
    private int next;

    /** What a power failure takes of all that was not synced. */
    public record Loss(Kind kind, long seed) {

        /** Which kind of it. */
        public enum Kind {
            /** All of it. */
            EVERYTHING,
            /** What files hold; names stay. */
            BYTES,
            /** Names, from the first rename of each folder on; what files hold stays. */
            RENAMES,
            /** Nothing, except that of the write that comes next a part is there. */
            TORN,
            /** By chance: the last names of each folder, and any pages of files. */
            SOME
        }

        @Override
        public String toString() {
            return kind == Kind.SOME || kind == Kind.TORN ? kind + " " + seed : kind.toString();
        }
    }

    /** What is there after it. */
    public record Survivors(NavigableMap<String, byte[]> files, List<String> folders) {

        /** Writes it into an empty folder. */
        public void writeTo(Path folder) throws IOException {
            for (String name : folders)
                Files.createDirectories(folder.resolve(name));
            for (Map.Entry<String, byte[]> file : files.entrySet())
                Files.write(folder.resolve(file.getKey()), file.getValue());
        }

        /** Whether exactly the same is there. */
        public boolean isSameAs(Survivors other) {
            return folders.equals(other.folders) && files.keySet().equals(other.files.keySet())
                    && files.keySet().stream().allMatch(name -> Arrays.equals(files.get(name), other.files.get(name)));
        }
    }

    /** A file: what lasts, and what was done since. */
    private static final class Content {
        byte[] synced = {};
        final ArrayDeque<Event> since = new ArrayDeque<>();
    }

    private static final class Names {
        final Map<String, Node> synced = new HashMap<>();
        final ArrayDeque<Event> since = new ArrayDeque<>();
    }

    public Rebuilt(Recording recording) {
        this.recording = recording;
    }

    /** Goes on to where {@code events} of the recording have happened. */
    public void advanceTo(int events) {
        if (events < next)
            throw new IllegalArgumentException("it does not go back from " + next + " to " + events);
        for (; next < events; next++)
            happened(recording.events().get(next));
    }

    private void happened(Event event) {
        switch (event) {
            case Written written -> content(written.file()).since.add(event);
            case Resized resized -> content(resized.file()).since.add(event);
            case Named named -> names(named.folder()).since.add(event);
            case Unnamed unnamed -> names(unnamed.folder()).since.add(event);
            case Renamed renamed -> names(renamed.folder()).since.add(event);
            case Synced synced -> synced(synced);
            case Sent _ -> {
                // changes no file
            }
        }
    }

    private Content content(Node file) {
        return files.computeIfAbsent(file, _ -> new Content());
    }

    private Names names(Node folder) {
        return folders.computeIfAbsent(folder, _ -> new Names());
    }

    private void synced(Synced sync) {
        if (sync.node().isFolder()) {
            Names names = names(sync.node());
            while (!names.since.isEmpty() && names.since.getFirst().at() < sync.since())
                apply(names.since.removeFirst(), names.synced);
        } else {
            Content content = content(sync.node());
            while (!content.since.isEmpty() && content.since.getFirst().at() < sync.since())
                content.synced = apply(content.since.removeFirst(), content.synced);
        }
    }

    private static void apply(Event event, Map<String, Node> names) {
        switch (event) {
            case Named named -> names.put(named.name(), named.node());
            case Unnamed unnamed -> names.remove(unnamed.name());
            case Renamed renamed -> {
                Node node = names.remove(renamed.from());
                if (node != null)
                    names.put(renamed.to(), node);
            }
            case Written _,Resized _,Synced _,Sent _ -> throw new IllegalStateException("no change of names: " + event);
        }
    }

    private static byte[] apply(Event event, byte[] bytes) {
        return switch (event) {
            case Written written -> overwrite(bytes, written.offset(), written.bytes(), 0, written.bytes().length);
            case Resized resized -> Arrays.copyOf(bytes, Math.toIntExact(resized.length()));
            case Named _,Unnamed _,Renamed _,Synced _,Sent _ ->
                throw new IllegalStateException("no change of a file: " + event);
        };
    }

    /** Writes over {@code bytes} in place, unless they have to grow. */
    private static byte[] overwrite(byte[] bytes, long offset, byte[] by, int from, int to) {
        int end = Math.toIntExact(offset + to);
        byte[] all = end > bytes.length ? Arrays.copyOf(bytes, end) : bytes;
        System.arraycopy(by, from, all, Math.toIntExact(offset + from), to - from);
        return all;
    }

    /** What is there when the power fails now. */
    public Survivors survivors(Loss loss) {
        Random random = new Random(loss.seed());
        NavigableMap<String, byte[]> found = new TreeMap<>();
        List<String> foldersFound = new ArrayList<>();
        collect(recording.root(), "", loss, random, found, foldersFound);
        return new Survivors(found, foldersFound);
    }

    private void collect(Node folder, String path, Loss loss, Random random, NavigableMap<String, byte[]> found,
            List<String> foldersFound) {
        Map<String, Node> there = new TreeMap<>(survivingNames(names(folder), loss, random));
        for (Map.Entry<String, Node> entry : there.entrySet()) {
            String name = path + entry.getKey();
            if (entry.getValue().isFolder()) {
                foldersFound.add(name);
                collect(entry.getValue(), name + "/", loss, random, found, foldersFound);
            } else {
                found.put(name, survivingBytes(entry.getValue(), loss, random));
            }
        }
    }

    private static Map<String, Node> survivingNames(Names names, Loss loss, Random random) {
        Map<String, Node> there = new HashMap<>(names.synced);
        int some = random.nextInt(names.since.size() + 1);
        int done = 0;
        for (Event event : names.since) {
            boolean survives = switch (loss.kind()) {
                case EVERYTHING -> false;
                case BYTES, TORN -> true;
                case RENAMES -> !(event instanceof Renamed);
                case SOME -> done < some;
            };
            if (!survives)
                break;
            apply(event, there);
            done++;
        }
        return there;
    }

    private byte[] survivingBytes(Node file, Loss loss, Random random) {
        Content content = content(file);
        byte[] bytes = content.synced.clone();
        switch (loss.kind()) {
            case EVERYTHING, BYTES -> {
                return bytes;
            }
            case RENAMES, TORN -> {
                for (Event event : content.since)
                    bytes = apply(event, bytes);
            }
            case SOME -> {
                for (Event event : content.since)
                    bytes = applySome(event, bytes, random);
            }
        }
        Event torn = loss.kind() == Loss.Kind.TORN ? nextWriteTo(file) : null;
        if (torn instanceof Written written && written.bytes().length > 0)
            bytes = overwrite(bytes, written.offset(), written.bytes(), 0, random.nextInt(written.bytes().length));
        return bytes;
    }

    private @Nullable Event nextWriteTo(Node file) {
        if (next == recording.events().size())
            return null;
        return recording.events().get(next) instanceof Written written && written.file().equals(file) ? written : null;
    }

    /**
     * Any pages of a write, or room for it alone; what is missing reads as zeros when the file has
     * grown.
     */
    private static byte[] applySome(Event event, byte[] bytes, Random random) {
        if (!(event instanceof Written written))
            return random.nextBoolean() ? apply(event, bytes) : bytes;
        byte[] now = bytes;
        int pages = random.nextInt(3);
        for (int from = 0; from < written.bytes().length;) {
            int to = Math.min(written.bytes().length, from + PAGE - (int) ((written.offset() + from) % PAGE));
            boolean survives = pages == 0 || (pages == 1 && random.nextBoolean());
            if (survives)
                now = overwrite(now, written.offset(), written.bytes(), from, to);
            from = to;
        }
        int end = Math.toIntExact(written.offset() + written.bytes().length);
        boolean hasRoom = pages == 2 && random.nextBoolean();
        return hasRoom && end > now.length ? Arrays.copyOf(now, end) : now;
    }
}
