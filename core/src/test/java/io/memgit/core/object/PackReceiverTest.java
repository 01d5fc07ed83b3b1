package io.memgit.core.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.PushLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackReceiverTest {

    private static final PushLimits APART = limits(1_000, 4 << 20, 512);
    private static final PushLimits KEPT = limits(1, 1, 512);

    private final StoredRepository repository;
    private final ObjectStore store;
    private final Path directory;

    PackReceiverTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        store = newStore(directory);
        repository = StoredRepository.of(store);
    }

    ObjectStore newStore(Path data) throws IOException {
        return new ObjectStore();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyObjectOfARealRepositoryArrives(boolean kept) throws Exception {
        GitDirectory git = GitDirectory.init(directory.resolve("git"));
        importHistory(git, 40);
        byte[] pack = git.runWith(InputStream.nullInputStream(), "pack-objects", "--all", "--stdout", "-q");

        Quarantine batch = receive(pack, kept ? KEPT : APART);

        assertThat(batch.pack() != null).isEqualTo(kept);
        store.publish(batch);
        assertThatAllOf(git);
    }

    @Test
    void theWholeOfALargeRepositoryArrives() throws Exception {
        Optional<Path> bundle = LargeRepository.bundle();
        assumeThat(bundle).as("a large repository to push").isPresent();
        GitDirectory git = GitDirectory.cloneOf(bundle.orElseThrow(), directory.resolve("git"));
        byte[] pack = git.runWith(InputStream.nullInputStream(), "pack-objects", "--all", "--stdout", "-q");

        store.publish(receive(pack, PushLimits.defaults()));

        assertThatAllOf(git);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aThinPackIsCompletedFromTheStore(boolean kept) throws Exception {
        byte[] base = "some line of the base\n".repeat(100).getBytes(UTF_8);
        Quarantine before = new Quarantine();
        ObjectId baseId = before.insert(Constants.OBJ_BLOB, base);
        store.publish(before);
        PackBytes pack = new PackBytes();
        pack.deltaOfId(baseId, PackBytes.delta(base.length, base.length, "one".getBytes(UTF_8)));
        pack.deltaOfId(baseId, PackBytes.delta(base.length, 10, "two".getBytes(UTF_8)));

        Quarantine batch = receive(pack.toByteArray(), kept ? KEPT : APART);

        assertThat(batch.count()).isEqualTo(2);
        Quarantine expected = new Quarantine();
        ObjectId one = expected.insert(Constants.OBJ_BLOB,
                ("some line of the base\n".repeat(100) + "one").getBytes(UTF_8));
        ObjectId two = expected.insert(Constants.OBJ_BLOB, "some line two".getBytes(UTF_8));
        assertThat(Contents.textOf(batch.find(one))).endsWith("one");
        assertThat(Contents.textOf(batch.find(two))).isEqualTo("some line two");
        Pack received = batch.pack();
        if (received != null)
            checkWithGit(received);
    }

    @Test
    void deltasMayNameTheirBasesByIdInAnyOrder() throws Exception {
        byte[] content = "the whole one".getBytes(UTF_8);
        Quarantine expected = new Quarantine();
        ObjectId whole = expected.insert(Constants.OBJ_BLOB, content);
        ObjectId first = expected.insert(Constants.OBJ_BLOB, "the whole one+a".getBytes(UTF_8));
        ObjectId second = expected.insert(Constants.OBJ_BLOB, "the whole one+a+b".getBytes(UTF_8));
        byte[] pack = new PackBytes().deltaOfId(first, PackBytes.delta(15, 15, "+b".getBytes(UTF_8)))
                .deltaOfId(whole, PackBytes.delta(13, 13, "+a".getBytes(UTF_8)))
                .whole(Constants.OBJ_BLOB, content)
                .toByteArray();

        for (PushLimits limits : List.of(APART, KEPT)) {
            Quarantine batch = receive(pack, limits);
            assertThat(List.of(whole, first, second)).allSatisfy(id -> assertThat(Contents.textOf(batch.find(id)))
                    .isEqualTo(Contents.textOf(expected.find(id))));
        }
    }

    @Test
    void aLargeBlobIsHashedWhileItComes() throws Exception {
        byte[] content = new byte[3 << 20];
        new Random(5).nextBytes(content);
        byte[] delta = PackBytes.delta(content.length, content.length, "more".getBytes(UTF_8));
        byte[] pack = new PackBytes().whole(Constants.OBJ_BLOB, content).deltaOfOffset(12, delta).toByteArray();

        Quarantine batch = receive(pack, KEPT);

        Quarantine expected = new Quarantine();
        ObjectId id = expected.insert(Constants.OBJ_BLOB, content);
        ObjectId longer = expected.insert(Constants.OBJ_BLOB, concat(content, "more".getBytes(UTF_8)));
        assertThat(Contents.bytesOf(batch.find(id))).isEqualTo(content);
        assertThat(Contents.bytesOf(batch.find(longer))).endsWith("more".getBytes(UTF_8));
    }

    @Test
    void aWideTreeOfLargeDeltasIsResolvedWithinItsMemory() throws Exception {
        byte[] base = new byte[4 << 20];
        new Random(6).nextBytes(base);
        PackBytes pack = new PackBytes().whole(Constants.OBJ_BLOB, base);
        Map<ObjectId, byte[]> expected = new HashMap<>();
        Quarantine hasher = new Quarantine();
        long parent = 12;
        byte[] content = base;
        // Every object has two deltas, so that each on the way down is needed again on the way back.
        for (int i = 0; i < 10; i++) {
            long next = pack.position();
            byte[] one = ("a" + i).getBytes(UTF_8);
            byte[] two = ("b" + i).getBytes(UTF_8);
            pack.deltaOfOffset(parent, PackBytes.delta(content.length, content.length - 2, one));
            pack.deltaOfOffset(parent, PackBytes.delta(content.length, content.length - 2, two));
            byte[] other = concat(Arrays.copyOf(content, content.length - 2), two);
            expected.put(hasher.insert(Constants.OBJ_BLOB, other, 0, other.length), two);
            content = concat(Arrays.copyOf(content, content.length - 2), one);
            expected.put(hasher.insert(Constants.OBJ_BLOB, content, 0, content.length), one);
            parent = next;
        }

        Quarantine batch = receive(pack.toByteArray(), KEPT);

        expected.forEach((id, end) -> assertThat(Contents.bytesOf(batch.find(id))).endsWith(end));
    }

    @Test
    void aPackOfFiveThousandChainedDeltasIsRefusedBeforeAnyIsResolved() {
        byte[] pack = chain(5_000, 10 << 20);
        assertThat(pack.length).isLessThan(5 << 20);

        assertThatThrownBy(() -> receive(pack, PushLimits.defaults())).isInstanceOf(PackRefusedException.class)
                .hasMessageContaining("chains more than 512 deltas");
    }

    @Test
    void aShortPackThatBecomesVeryLongIsRefused() {
        byte[] pack = chain(500, 50 << 20);

        assertThatThrownBy(() -> receive(pack, PushLimits.defaults())).isInstanceOf(PackRefusedException.class)
                .hasMessageContaining("too much");
    }

    @Test
    void chainsByIdAreFollowedNoFurtherThanOthers() {
        PackBytes pack = new PackBytes();
        Quarantine hasher = new Quarantine();
        byte[] content = {};
        pack.whole(Constants.OBJ_BLOB, content);
        for (int i = 0; i < 600; i++) {
            ObjectId base = hasher.insert(Constants.OBJ_BLOB, content, 0, content.length);
            pack.deltaOfId(base, PackBytes.delta(content.length, content.length, new byte[]{1}));
            content = concat(content, new byte[]{1});
        }

        assertThatThrownBy(() -> receive(pack.toByteArray(), KEPT)).isInstanceOf(PackRefusedException.class)
                .hasMessageContaining("chains more than 512 deltas");
    }

    @Test
    void limitsOfNumberAndLengthHold() {
        PushLimits limits = PushLimits.defaults();
        PushLimits small = new PushLimits(ByteCount.kilobytes(1), ByteCount.kilobytes(2), 3, 512,
                ByteCount.megabytes(64), 8_192, ByteCount.megabytes(256), Duration.ofMinutes(1), 10,
                ByteCount.megabytes(1), 10, ByteCount.kilobytes(1), 1_000, ByteCount.megabytes(4));
        byte[] noise = new byte[2_000];
        new Random(9).nextBytes(noise);

        assertThatThrownBy(() -> receive(new PackBytes().toByteArray(4), small)).hasMessageContaining("4 objects");
        assertThatThrownBy(() -> receive(new PackBytes().toByteArray(-1), limits)).hasMessageContaining("4294967295");
        assertThatThrownBy(() -> receive(blob(noise), small)).hasMessageContaining("more than 1024 bytes");
        assertThatThrownBy(() -> receive(blob(new byte[2_049]), small)).hasMessageContaining("2049 bytes");
        assertThatThrownBy(() -> receive(
                new PackBytes().whole(Constants.OBJ_BLOB, new byte[2_000])
                        .deltaOfOffset(12, PackBytes.delta(2_000, 2_000, new byte[100]))
                        .toByteArray(),
                small)).hasMessageContaining("2100 bytes");
    }

    @Test
    void whatIsNotWellFormedIsRefused() {
        byte[] good = blob("good".getBytes(UTF_8));
        byte[] flipped = good.clone();
        flipped[flipped.length - 3] ^= 1;
        byte[] noPack = good.clone();
        noPack[0] = 'p';
        byte[] version = good.clone();
        version[7] = 9;

        assertThatRefusing(noPack).hasMessageContaining("no pack");
        assertThatRefusing(version).hasMessageContaining("version 9");
        assertThatRefusing(flipped).hasMessageContaining("checksum");
        assertThatRefusing(Arrays.copyOf(good, good.length - 5)).hasMessageContaining("ends early");
        assertThatRefusing(concat(good, new byte[]{0})).hasMessageContaining("follows the pack");
        assertThatRefusing(new PackBytes().entry(3, 5, new byte[0], new byte[4]).toByteArray())
                .hasMessageContaining("bytes it announces");
        assertThatRefusing(new PackBytes().entry(3, 4, new byte[0], new byte[5]).toByteArray())
                .hasMessageContaining("bytes it announces");
        assertThatRefusing(new PackBytes().entry(3, 3 << 20, new byte[0], new byte[5]).toByteArray())
                .hasMessageContaining("bytes it announces");
        assertThatRefusing(new PackBytes().entry(3, 1 << 20, new byte[0], new byte[(1 << 20) + 1]).toByteArray())
                .hasMessageContaining("bytes it announces");
        assertThatRefusing(new PackBytes().entry(5, 5, new byte[0], new byte[5]).toByteArray())
                .hasMessageContaining("unknown type 5");
        assertThatRefusing(new PackBytes().deltaOfOffset(5, new byte[]{0, 0}).toByteArray())
                .hasMessageContaining("no base");
    }

    @Test
    void anObjectThatComesTwiceIsStoredOnceOrRefused() throws Exception {
        byte[] twice = new PackBytes().whole(3, new byte[9]).whole(3, new byte[9]).toByteArray();

        assertThat(receive(twice, APART).count()).isEqualTo(1);
        assertThatThrownBy(() -> receive(twice, KEPT)).isInstanceOf(PackRefusedException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void deltasThatReachBeyondAnEndAreRefused() {
        byte[] base = new byte[100];
        assertThatRefusing(onto(base, PackBytes.delta(99, 99, new byte[1]))).hasMessageContaining("another length");
        assertThatRefusing(onto(base, PackBytes.delta(100, 101, new byte[1]))).hasMessageContaining("copies beyond");
        assertThatRefusing(onto(base, new byte[]{100, 5, 6, 1, 2, 3, 4, 5, 6})).hasMessageContaining("inserts beyond");
        assertThatRefusing(onto(base, new byte[]{100, 5, 5, 1, 2})).hasMessageContaining("inserts beyond");
        assertThatRefusing(onto(base, new byte[]{100, 5, 0})).hasMessageContaining("inserts beyond");
        assertThatRefusing(onto(base, new byte[]{100, 5, 1, 1})).hasMessageContaining("less than it announced");
        assertThatRefusing(onto(base, new byte[]{100})).hasMessageContaining("ends early");
        assertThatRefusing(onto(base, new byte[]{100, 5, (byte) 0xff})).hasMessageContaining("ends early");
    }

    @Test
    void aBaseThatIsNowhereIsNamed() {
        ObjectId nowhere = ObjectId.fromString("00112233445566778899aabbccddeeff00112233");

        assertThatThrownBy(() -> receive(new PackBytes().deltaOfId(nowhere, PackBytes.delta(5, 5, new byte[1]))
                .toByteArray(), APART)).isInstanceOf(MissingObjectException.class).hasMessageContaining(nowhere.name());
    }

    @Test
    void whatTheCheckerRefusesIsRefusedWholeOrAsADelta() {
        byte[] tree = "100644 ../evil\0 ".getBytes(UTF_8);

        assertThatRefusing(new PackBytes().whole(Constants.OBJ_TREE, concat(tree, new byte[19])).toByteArray());
        assertThatRefusing(new PackBytes().whole(Constants.OBJ_TREE, new byte[0])
                .deltaOfOffset(12, PackBytes.delta(0, 0, concat(tree, new byte[19])))
                .toByteArray());
    }

    @Test
    void otherContentUnderAStoredIdIsRefused() {
        Quarantine before = new Quarantine();
        ObjectId id = new Quarantine().insert(Constants.OBJ_BLOB, "pushed".getBytes(UTF_8));
        before.add(id, Constants.OBJ_BLOB, "stored before".getBytes(UTF_8));
        store.publish(before);

        assertThatThrownBy(() -> receive(blob("pushed".getBytes(UTF_8)), APART))
                .isInstanceOf(PackRefusedException.class)
                .hasMessageContaining(id.name());
    }

    @Test
    void aPushThatIsGivenUpEnds() {
        EmptyProgressMonitor cancelling = new EmptyProgressMonitor() {

            @Override
            public boolean isCancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> PackReceiver.receive(repository.getObjectDatabase(),
                new ByteArrayInputStream(blob(new byte[9])), APART, new ObjectChecker(), cancelling))
                .isInstanceOf(PackRefusedException.class)
                .hasMessageContaining("took too long");
    }

    @Test
    void anEmptyPackBringsNothing() throws Exception {
        assertThat(receive(new PackBytes().toByteArray(), APART).count()).isZero();
    }

    private Quarantine receive(byte[] pack, PushLimits limits) throws IOException {
        return PackReceiver.receive(repository.getObjectDatabase(), new ByteArrayInputStream(pack), limits,
                new ObjectChecker(), NullProgressMonitor.INSTANCE);
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ?> assertThatRefusing(byte[] pack) {
        assertThatThrownBy(() -> receive(pack, APART)).isInstanceOf(IOException.class);
        return assertThatThrownBy(() -> receive(pack, KEPT)).isInstanceOfAny(CorruptObjectException.class,
                PackRefusedException.class, java.io.EOFException.class);
    }

    private void assertThatAllOf(GitDirectory git) throws IOException {
        String format = "--batch-check=%(objectname) %(objecttype) %(objectsize)";
        List<String> lines = git.run("cat-file", "--batch-all-objects", format).lines().toList();
        assertThat(store.objectCount()).isEqualTo(lines.size());
        Set<String> stored = new HashSet<>();
        store.forEach((id, view) -> {
            assertThat(ObjectHasher.idOfForeign(view.type(), view.toByteArray())).isEqualTo(id);
            stored.add("%s %s %d".formatted(id.name(), Constants.typeString(view.type()), view.length()));
        });
        assertThat(stored).isEqualTo(Set.copyOf(lines));
    }

    private void checkWithGit(Pack pack) throws IOException {
        GitDirectory git = GitDirectory.init(directory.resolve("check"));
        StoredBytes bytes = pack.bytesOf(org.eclipse.jgit.internal.storage.pack.PackExt.PACK);
        Path file = directory.resolve("check.pack");
        try (InputStream in = java.util.Objects.requireNonNull(bytes).from(0)) {
            Files.copy(in, file);
        }
        git.run("index-pack", "--strict", file.toString());
        assertThat(git.run("verify-pack", "-v", directory.resolve("check.idx").toString())).contains(": ok");
    }

    private static void importHistory(GitDirectory git, int commits) throws IOException {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < commits; i++) {
            String text = "the same line, again and again\n".repeat(50) + i + "\n";
            stream.append("commit refs/heads/main\ncommitter A <a@example.org> ").append(1_700_000_000 + i)
                    .append(" +0000\ndata 2\nx\n").append("M 644 inline dir/file").append(i % 3).append("\ndata ")
                    .append(text.length()).append('\n').append(text).append('\n');
        }
        stream.append("reset refs/tags/t\nfrom refs/heads/main\n\ntag annotated\nfrom refs/heads/main\n")
                .append("tagger A <a@example.org> 1700000000 +0000\ndata 2\nt\n");
        git.runWith(new ByteArrayInputStream(stream.toString().getBytes(UTF_8)), "fast-import", "--quiet");
        git.run("repack", "-adfq", "--depth=50", "--window=50");
    }

    // Each result is the base and a few bytes: long objects out of short deltas.
    private static byte[] chain(int deltas, int length) {
        PackBytes pack = new PackBytes().whole(Constants.OBJ_BLOB, new byte[length]);
        long base = 12;
        for (int i = 0; i < deltas; i++) {
            long next = pack.position();
            pack.deltaOfOffset(base, PackBytes.delta(length, length - 4, new byte[]{1, 2, (byte) (i >> 8), (byte) i}));
            base = next;
        }
        return pack.toByteArray();
    }

    private static byte[] onto(byte[] base, byte[] delta) {
        return new PackBytes().whole(Constants.OBJ_BLOB, base).deltaOfOffset(12, delta).toByteArray();
    }

    private static byte[] blob(byte[] content) {
        return new PackBytes().whole(Constants.OBJ_BLOB, content).toByteArray();
    }

    private static byte[] concat(byte[] head, byte[] tail) {
        byte[] both = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, both, head.length, tail.length);
        return both;
    }

    private static PushLimits limits(int unpackedObjects, int unpackedBytes, int deltaDepth) {
        PushLimits base = PushLimits.defaults();
        return new PushLimits(base.packSize(), base.objectSize(), base.objects(), deltaDepth, base.resolvedSize(),
                base.resolvedRatio(), base.resolvedAllowance(), base.time(), base.commands(), base.commandSize(),
                base.options(), base.optionSize(), unpackedObjects, new ByteCount(unpackedBytes));
    }
}
