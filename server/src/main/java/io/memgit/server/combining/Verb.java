package io.memgit.server.combining;

import io.memgit.core.commit.Identity;
import io.memgit.core.limits.CommitLimits;
import io.memgit.core.ref.RefName;
import io.memgit.core.repo.Lease;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.sequencer.Operation;
import io.memgit.core.sequencer.Sequencer;
import io.memgit.core.sequencer.SequencerOutcome.Done;
import io.memgit.core.sequencer.SequencerRequest;
import io.memgit.server.people.People;
import io.memgit.server.people.PersonBody;
import io.memgit.server.refs.Expected;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.revisions.RevisionLookup;
import io.memgit.server.revisions.ShortNames;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Field;
import io.memgit.server.web.UrlText;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** What all verbs have in common: reading what is asked for, and having it done. */
public final class Verb {

    private final RepositoryAccess access;
    private final Sequencer sequencer;
    private final RevisionLookup revisions;
    private final People people;
    private final CommitLimits limits;

    public Verb(RepositoryAccess access, Sequencer sequencer, RevisionLookup revisions, People people,
            CommitLimits limits) {
        this.access = access;
        this.sequencer = sequencer;
        this.revisions = revisions;
        this.people = people;
        this.limits = limits;
    }

    RepositoryAccess access() {
        return access;
    }

    Sequencer sequencer() {
        return sequencer;
    }

    RevisionLookup revisions() {
        return revisions;
    }

    /** Reads a body into an operation; the commits it names are kept meanwhile. */
    @FunctionalInterface
    interface Reading {
        Operation operation(MemoryRepository repository) throws IOException;
    }

    /**
     * Has an operation done.
     *
     * @param dryRun
     *            whether nothing is kept, whatever the call says
     * @throws io.memgit.server.problem.ProblemException
     *             when it is not
     */
    Done run(Call call, @Nullable ObjectId expectedHead, boolean dryRun, Reading reading) throws IOException {
        MemoryRepository repository = access.repository(call);
        Expected expected = Expected.of(call, expectedHead);
        try (Lease _ = repository.lease()) {
            SequencerRequest request = new SequencerRequest(access.actor(call), reading.operation(repository),
                    expected.head(), dryRun || call.dryRun());
            return CombiningProblems.require(call.await(sequencer.run(repository, request)), expected);
        }
    }

    /** The answer to what was done, as its verb gives it. */
    static Answer answer(Call call, Done done) {
        return (switch (done.operation()) {
            case Operation.Merge _ -> Answer.ok(MergeAnswer.of(done.made()));
            case Operation.Rebase _ -> Answer.ok(RebaseAnswer.of(done.made()));
            case Operation.CherryPick _ -> created(call, PickAnswer.of(done.made()), done);
            case Operation.Revert _ -> created(call, RevertAnswer.of(done.made()), done);
        }).sequence(done.number().value());
    }

    private static Answer created(Call call, Object body, Done done) {
        return Answer.created(body, "/repos/" + UrlText.segment(call.repo().value()) + "/commits/"
                + done.made().newHead().name());
    }

    /** The branch of this short name; the default one when none is given. */
    static RefName branch(MemoryRepository repository, String field, @Nullable String name) {
        return name == null ? repository.root().head() : ShortNames.branch(field, name);
    }

    /** The message that was given, or null where it is left to git's wording. */
    @Nullable
    String message(@Nullable String message) {
        if (message == null)
            return null;
        Field.text("message", message, "commit.message_size", limits.messageSize().bytes());
        if (message.isBlank())
            throw Field.refused("message", "is not empty");
        return message;
    }

    Identity author(Call call, @Nullable PersonBody body) {
        return people.person("author", body, people.caller(call));
    }

    Identity committer(@Nullable PersonBody body, Identity whenAbsent) {
        return people.person("committer", body, whenAbsent);
    }

    Identity caller(Call call) {
        return people.caller(call);
    }

    /** The commit that a revision stands for. */
    ObjectId commit(MemoryRepository repository, String revision) throws IOException {
        return revisions.commit(repository, revision);
    }

    /** The number of a parent, 0 where none is given. */
    static int mainline(@Nullable Integer number) {
        if (number != null && number < 1)
            throw Field.refused("mainline", "is the number of a parent, from 1");
        return number == null ? 0 : number;
    }
}
