package io.memgit.core.transport;

import io.memgit.core.check.ObjectRules;
import io.memgit.core.check.TreeSizes;
import io.memgit.core.file.DiskException;
import io.memgit.core.file.DiskFullException;
import io.memgit.core.ledger.Actor;
import io.memgit.core.limits.Limits;
import io.memgit.core.limits.PushLimits;
import io.memgit.core.object.PackReceiver;
import io.memgit.core.object.Quarantine;
import io.memgit.core.object.WalkLimitException;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.Repositories;
import io.memgit.core.repo.Root;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One push, from its first byte to its report. Used once, by one thread. */
final class Push {

    private static final Logger LOG = LoggerFactory.getLogger(Push.class);
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int MAX_CHECKS = 20;

    private final Repositories repositories;
    private final MemoryRepository repository;
    private final Actor actor;
    private final Limits limits;
    private final TreeSizes sizes;
    private final Deadline deadline;

    Push(Repositories repositories, MemoryRepository repository, Actor actor, Limits limits, TreeSizes sizes,
            Deadline deadline) {
        this.repositories = repositories;
        this.repository = repository;
        this.actor = actor;
        this.limits = limits;
        this.sizes = sizes;
        this.deadline = deadline;
    }

    void run(InputStream raw, OutputStream out) throws IOException {
        PushLimits push = limits.push();
        long most = push.packSize().bytes() + push.commandSize().bytes() + push.optionSize().bytes();
        InputStream in = new BufferedInputStream(new MeteredInput(raw, most, deadline), BUFFER_BYTES);
        PushRequestReader reader = new PushRequestReader(in, push);
        PushRequest request;
        try {
            request = reader.read();
        } catch (IOException e) {
            LOG.debug("push to {} is none", repository.name(), e);
            drain(raw);
            PushAnswer.fail(reader.has(PushRequest.SIDE_BAND), line(e), out);
            return;
        }
        if (request.commands().isEmpty())
            return;
        PushAnswer answer = new PushAnswer(request, out);
        PushPlan plan = new PushPlan(request);
        String unpacked = carryOut(request, plan, answer, in);
        if (unpacked != null) {
            plan.refuseOpen("the pack was refused");
            drain(raw);
        }
        answer.report(unpacked, plan.all());
    }

    /** Why the pack was refused, or null. */
    private @Nullable String carryOut(PushRequest request, PushPlan plan, PushAnswer answer, InputStream in) {
        Root root = repository.root();
        plan.compare(root.refs(), root.head());
        // Held from the start: the pack may lack bases of deltas that only the refs of now lead to.
        try (Lease _ = repository.lease()) {
            ObjectRules rules = new ObjectRules(limits.tree(), 2 * limits.push().objects());
            if (!request.bringsPack() || plan.open().isEmpty()) {
                if (request.bringsPack())
                    drain(in);
                apply(plan, new Quarantine(), rules);
                return null;
            }
            try (Quarantine objects = takePack(rules, answer, in)) {
                apply(plan, objects, rules);
            }
            return null;
        } catch (DiskException e) {
            LOG.error("push to {} failed", repository.name(), e);
            return e instanceof DiskFullException
                    ? "the server has no room left; try again later"
                    : "the server's disk failed; its log has it";
        } catch (IOException e) {
            LOG.debug("push to {} refused", repository.name(), e);
            return line(e);
        } catch (WalkLimitException e) {
            LOG.debug("push to {} refused", repository.name(), e);
            return e.getMessage() + " (" + e.limit() + ")";
        } catch (RuntimeException e) {
            LOG.error("push to {} failed", repository.name(), e);
            return "something went wrong here; the server's log has it";
        }
    }

    private Quarantine takePack(ObjectRules rules, PushAnswer answer, InputStream in) throws IOException {
        PushProgress progress = new PushProgress(answer, deadline, System::nanoTime);
        Quarantine objects = PackReceiver.receive(repository.getObjectDatabase(), in, limits.push(), rules,
                repository::hiddenApart, progress);
        if (in.read() < 0)
            return objects;
        objects.close();
        throw new PushRefusedException("something follows the pack");
    }

    private void apply(PushPlan plan, Quarantine objects, ObjectRules rules) throws IOException {
        for (int check = 0; check < MAX_CHECKS; check++) {
            Set<ObjectId> known = known(plan);
            long before = repository.root().rewinds();
            int outside = new Connectivity(repository, sizes).check(objects, rules, known);
            PushedUpdates updates = PushedUpdates.of(plan, repository, objects, known);
            // Whatever was within sight at any time since, it is held now: nothing was left behind meanwhile.
            try (Lease held = repository.lease()) {
                if (held.rewinds() != before)
                    continue;
                boolean reached = rules.links().areReachedFrom(updates.tips(), objects.count(), outside);
                new Submission(repositories, repository, actor, deadline).submit(plan, updates, objects, !reached);
                return;
            }
        }
        throw new PushRefusedException("the refs change too fast; try again");
    }

    private Set<ObjectId> known(PushPlan plan) {
        Root root = repository.root();
        Set<ObjectId> known = new HashSet<>();
        for (PushedRef ref : plan.open()) {
            ObjectId current = root.refs().idOf(ref.name());
            if (current.equals(ref.command().oldId()))
                known.add(current);
        }
        known.add(root.refs().idOf(root.head()));
        known.remove(ObjectId.zeroId());
        return known;
    }

    /** Takes what the client still sends, so that it comes to read the answer; but not for ever. */
    private void drain(InputStream in) {
        byte[] away = new byte[BUFFER_BYTES];
        MeteredInput rest = new MeteredInput(in, limits.push().packSize().bytes(), deadline);
        try {
            int n = 0;
            while (n >= 0)
                n = rest.read(away, 0, away.length);
        } catch (IOException e) {
            LOG.debug("push to {}: the rest is not taken", repository.name(), e);
        }
    }

    private static String line(IOException e) {
        String message = e.getMessage();
        return message == null ? "the pack cannot be read" : message.replaceAll("\\s+", " ").strip();
    }
}
