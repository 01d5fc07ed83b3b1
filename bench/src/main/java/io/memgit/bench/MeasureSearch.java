package io.memgit.bench;

import io.memgit.bench.report.Measure;
import io.memgit.bench.report.MeasureFile;
import io.memgit.bench.report.Row;
import io.memgit.core.commit.Content;
import io.memgit.core.commit.FileAction;
import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.Limits;
import io.memgit.core.limits.SearchLimits;
import io.memgit.core.pattern.LinePattern;
import io.memgit.core.pattern.PathFilter;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.search.ContentIndex;
import io.memgit.core.search.GrepQuery;
import io.memgit.core.search.GrepResult;
import io.memgit.core.search.Search;
import io.memgit.index.TrigramIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * Looks for lines in a million lines of 100,000 files beside {@code git grep}: where objects are in
 * memory as they are, and where they are in a pack, with the index of contents and without.
 */
public final class MeasureSearch {

    private static final String[] WORDS = ("return public static final class void import package if else for while new "
            + "this null true false int long String byte list map set get put name value index file path tree commit "
            + "blob branch error result request response read write close open").split(" ");
    private static final int LINES_OF_A_FILE = 10;
    private static final int FILES_AT_A_TIME = 5_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final int files;
    private final int rounds;
    private final Path folder;
    private final MeasureFile measures;
    private final Limits limits = Limits.defaults();
    private final Library library = new Library();

    private MeasureSearch(boolean quick, Path folder, MeasureFile measures) {
        this.files = quick ? 20_000 : 100_000;
        this.rounds = quick ? 7 : 15;
        this.folder = folder;
        this.measures = measures;
    }

    /** Arguments: {@code quick} or {@code full}, an empty folder, the file of measures. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new MeasureSearch(arguments[0].equals("quick"), Path.of(arguments[1]), new MeasureFile(Path.of(arguments[2])))
                .measure();
    }

    private void measure() throws IOException, InterruptedException {
        MemoryRepository repository = plant();
        ObjectId tree = library.browse().commit(repository, Library.head(repository)).tree();
        String rare = "needle77";
        String common = "response";
        double gitRare = git("-F", rare);
        double gitCommon = git("-F", common);
        double gitRegex = git("-E", "needle[0-9]+ = (null|true)");
        String peer = "git grep in its work tree";
        Search plain = new Search(limits, library.browse(), ContentIndex.NONE);
        measures.append(new Measure(Row.SEARCH_RARE_HOT, ours(plain, repository, tree, rare, false), peer, gitRare));
        measures.append(
                new Measure(Row.SEARCH_COMMON_HOT, ours(plain, repository, tree, common, false), peer, gitCommon));
        measures.append(new Measure(Row.SEARCH_REGEX_HOT,
                ours(plain, repository, tree, "needle[0-9]+ = (null|true)", true), peer, gitRegex));
        library.fold(repository);
        Search bare = new Search(withoutCache(), limits.tree(), library.browse(), ContentIndex.NONE,
                System::nanoTime);
        measures.append(new Measure(Row.SEARCH_RARE_PACKED, ours(bare, repository, tree, rare, false), peer, gitRare));
        try (TrigramIndex index = new TrigramIndex(limits.search().indexSize())) {
            Search indexed = new Search(limits, library.browse(), index);
            ours(indexed, repository, tree, rare, false);
            int known = -1;
            for (int size = index.size(); size != known; size = index.size()) {
                known = size;
                Thread.sleep(1_000);
            }
            measures.append(
                    new Measure(Row.SEARCH_RARE_INDEXED, ours(indexed, repository, tree, rare, false), peer, gitRare));
            measures.append(new Measure(Row.SEARCH_COMMON_INDEXED,
                    ours(indexed, repository, tree, common, false), peer, gitCommon));
            measures.append(Measure.alone(Row.SEARCH_INDEX_SIZE, index.memoryBytes() / (double) (1 << 20)));
        }
    }

    /** Nothing of what packs hold is kept. */
    private SearchLimits withoutCache() {
        SearchLimits s = limits.search();
        return new SearchLimits(s.patternLength(), s.repetition(), s.patternStates(), s.paths(), s.context(), s.time(),
                s.atOnce(), s.fileSize(), s.lineSize(), s.answerSize(), new ByteCount(1), s.indexSize());
    }

    /** The same files in a repository of memgit, and in a work tree of git. */
    private MemoryRepository plant() throws IOException, InterruptedException {
        Random random = new Random(7);
        FilePaths paths = new FilePaths(files);
        MemoryRepository repository = library.create();
        for (int start = 0; start < files; start += FILES_AT_A_TIME) {
            List<FileAction> actions = new ArrayList<>();
            for (int i = start; i < start + FILES_AT_A_TIME; i++) {
                byte[] content = content(random, i).getBytes(StandardCharsets.US_ASCII);
                actions.add(new FileAction.Put(paths.path(i), new Content.Bytes(content), null, null));
                Path file = folder.resolve(paths.path(i));
                Files.createDirectories(file.getParent());
                Files.write(file, content);
            }
            library.commit(repository, actions);
        }
        run("git", "init", "-q");
        run("git", "add", "-A");
        return repository;
    }

    private static String content(Random random, int file) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < LINES_OF_A_FILE; line++) {
            for (int word = 0; word < 7; word++)
                text.append(WORDS[random.nextInt(WORDS.length)]).append(word == 6 ? '\n' : ' ');
        }
        return file % 1_000 == 77 ? text + "needle" + file + " = null\n" : text.toString();
    }

    private double ours(Search search, Repository repository, ObjectId tree, String text, boolean regex)
            throws IOException {
        LinePattern.Meaning meaning = new LinePattern.Meaning(regex, true, false, false, false);
        if (!(LinePattern.read(text, meaning, limits.search()) instanceof LinePattern.Read(LinePattern pattern)))
            throw new IllegalStateException("no pattern: " + text);
        GrepQuery query = new GrepQuery(pattern, PathFilter.ALL, 0, 0, Integer.MAX_VALUE, new GrepQuery.Skip(0), 100);
        double[] millis = new double[rounds];
        for (int round = -rounds; round < rounds; round++) {
            long began = System.nanoTime();
            if (!(search.grep(repository, tree, query) instanceof GrepResult.Page page) || page.hits().isEmpty())
                throw new IllegalStateException("nothing was found");
            millis[Math.max(0, round)] = (System.nanoTime() - began) / NANOS_PER_MILLI;
        }
        return median(millis);
    }

    private double git(String kind, String pattern) throws IOException, InterruptedException {
        double[] millis = new double[rounds];
        for (int round = -2; round < rounds; round++) {
            long began = System.nanoTime();
            run("git", "grep", "-n", kind, "-e", pattern);
            millis[Math.max(0, round)] = (System.nanoTime() - began) / NANOS_PER_MILLI;
        }
        return median(millis);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private void run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        if (builder.start().waitFor() != 0)
            throw new IOException(String.join(" ", command) + " failed");
    }
}
