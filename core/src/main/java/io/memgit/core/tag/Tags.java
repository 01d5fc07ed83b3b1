package io.memgit.core.tag;

import io.memgit.core.browse.Browse;
import io.memgit.core.browse.Ident;
import io.memgit.core.browse.Resolution;
import io.memgit.core.browse.Resolution.NotFound;
import io.memgit.core.browse.Resolution.Resolved;
import io.memgit.core.event.EventType;
import io.memgit.core.ledger.Actor;
import io.memgit.core.object.ObjectView;
import io.memgit.core.object.Quarantine;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.updateref.RefChange;
import io.memgit.core.updateref.RefOutcome;
import io.memgit.core.updateref.RefOutcome.Missing;
import io.memgit.core.updateref.RefOutcome.Unresolved;
import io.memgit.core.updateref.RefUpdates;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** The door to tags. Safe for use by many threads. */
public final class Tags {

    private static final int SECONDS_PER_MINUTE = 60;

    private final RefUpdates updates;
    private final Browse browse;

    /** Writes through {@code updates} what {@code browse} finds. */
    public Tags(RefUpdates updates, Browse browse) {
        this.updates = updates;
        this.browse = browse;
    }

    /**
     * Makes a tag. One that is there already is {@link RefOutcome.Moved}.
     *
     * @throws IOException
     *             when the repository cannot be read
     */
    public CompletableFuture<RefOutcome> create(Actor actor, MemoryRepository repository, NewTag tag, boolean dryRun)
            throws IOException {
        // What the target led to must still be there when the tag is put on it.
        Lease lease = repository.lease();
        try {
            return leased(actor, repository, tag, dryRun).whenComplete((_, _) -> lease.close());
        } catch (IOException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    private CompletableFuture<RefOutcome> leased(Actor actor, MemoryRepository repository, NewTag tag, boolean dryRun)
            throws IOException {
        String target = tag.target() == null ? repository.root().head().value() : tag.target();
        ObjectId id = named(actor, repository, target);
        if (id == null) {
            Resolution found = browse.resolve(repository, target, c -> repository.allVisible(List.of(c)));
            if (!(found instanceof Resolved resolved) || resolved.commit().isEmpty())
                return CompletableFuture.completedFuture(new Unresolved(tag.name(), target, found));
            id = resolved.commit().get();
        }
        ObjectView object = repository.objects().find(id);
        if (object == null)
            return CompletableFuture.completedFuture(new Unresolved(tag.name(), target, new NotFound()));
        Quarantine objects = new Quarantine();
        ObjectId points = id;
        if (tag.annotation().isPresent())
            points = objects.insert(Constants.OBJ_TAG, TagBytes.of(id, object.type(), tag, tag.annotation().get()));
        return update(actor, repository, RefChange.create(tag.name(), points), objects, dryRun);
    }

    /** What a ref or a full hash names, with the tag still on; null for anything else. */
    private static @Nullable ObjectId named(Actor actor, MemoryRepository repository, String target)
            throws IOException {
        if (target.equals(Constants.HEAD)) {
            RefEntry head = repository.refs().get(repository.root().head());
            return head == null ? null : head.id();
        }
        Optional<RefEntry> ref = Stream.of(RefName.parse(target), RefName.branch(target), RefName.tag(target))
                .flatMap(Optional::stream)
                .flatMap(name -> Optional.ofNullable(repository.refs().get(name)).stream())
                .findFirst();
        if (ref.isPresent())
            return ref.get().id();
        if (!ObjectId.isId(target))
            return null;
        ObjectId id = ObjectId.fromString(target);
        return repository.visibleTo(actor, id) ? id : null;
    }

    /** Deletes a tag that is there, and, where it is said what it points to, points to it. */
    public CompletableFuture<RefOutcome> delete(Actor actor, MemoryRepository repository, RefName name,
            @Nullable ObjectId expected, boolean dryRun) {
        if (repository.refs().get(name) == null)
            return CompletableFuture.completedFuture(new Missing(name));
        return update(actor, repository, RefChange.delete(name, expected), new Quarantine(), dryRun);
    }

    /**
     * Reads tags.
     *
     * @param refs
     *            of this repository
     * @throws IOException
     *             when the repository cannot be read
     */
    public List<TagDetails> read(MemoryRepository repository, List<RefEntry> refs) throws IOException {
        try (ObjectReader reader = repository.newObjectReader(); RevWalk walk = new RevWalk(reader)) {
            TagDetails[] read = new TagDetails[refs.size()];
            for (int i = 0; i < read.length; i++)
                read[i] = read(refs.get(i), reader, walk);
            return List.of(read);
        }
    }

    private static TagDetails read(RefEntry ref, ObjectReader reader, RevWalk walk) throws IOException {
        boolean onCommit = reader.open(ref.target()).getType() == Constants.OBJ_COMMIT;
        Optional<ObjectId> commit = onCommit ? Optional.of(ref.target()) : Optional.empty();
        if (ref.peeled() == null)
            return new TagDetails(ref, commit, Optional.empty(), Optional.empty());
        RevTag tag = walk.parseTag(ref.id());
        walk.parseBody(tag);
        return new TagDetails(ref, commit, Optional.of(tag.getFullMessage()),
                Optional.ofNullable(tag.getTaggerIdent()).map(Tags::ident));
    }

    private static Ident ident(PersonIdent person) {
        ZoneId zone = person.getZoneId();
        ZoneOffset offset = zone.getRules().getOffset(person.getWhenAsInstant());
        return new Ident(person.getName(), person.getEmailAddress(), person.getWhenAsInstant(),
                offset.getTotalSeconds() / SECONDS_PER_MINUTE);
    }

    private CompletableFuture<RefOutcome> update(Actor actor, MemoryRepository repository, RefChange change,
            Quarantine objects, boolean dryRun) {
        return updates.update(repository,
                new RefUpdates.Request(actor, List.of(change), objects, EventType.TAG, dryRun));
    }
}
