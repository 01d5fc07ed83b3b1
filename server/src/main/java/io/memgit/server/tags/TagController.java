package io.memgit.server.tags;

import io.memgit.core.browse.Ident;
import io.memgit.core.commit.Identity;
import io.memgit.core.ledger.Receipt;
import io.memgit.core.limits.CommitLimits;
import io.memgit.core.object.ObjectView;
import io.memgit.core.ref.RefEntry;
import io.memgit.core.ref.RefName;
import io.memgit.core.ref.RefUpdate;
import io.memgit.core.repo.MemoryRepository;
import io.memgit.core.repo.MovedRefs;
import io.memgit.core.tag.NewTag;
import io.memgit.core.tag.TagDetails;
import io.memgit.core.tag.Tags;
import io.memgit.core.updateref.RefOutcome.Updated;
import io.memgit.server.people.People;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.refs.Expected;
import io.memgit.server.refs.RefKind;
import io.memgit.server.refs.RefPage;
import io.memgit.server.refs.RefProblems;
import io.memgit.server.repos.RepositoryAccess;
import io.memgit.server.revisions.ShortNames;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Field;
import io.memgit.server.web.QueryParam;
import io.memgit.server.web.UrlText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** {@code /repos/{repo}/tags} and what is below it. */
public final class TagController implements Resource {

    private static final String TAG = "Tags";
    private static final String ALL = "/api/v1/repos/{repo}/tags";
    private static final String ONE = ALL + "/{name...}";
    private static final QueryParam PREFIX = QueryParam.text("prefix", "Names that begin so.");
    private static final QueryParam EXPECTED_HEAD = QueryParam.text("expected_head",
            "The object that the tag must point to.");

    private final RepositoryAccess access;
    private final Tags tags;
    private final People people;
    private final CommitLimits limits;

    public TagController(RepositoryAccess access, Tags tags, People people, CommitLimits limits) {
        this.access = access;
        this.tags = tags;
        this.people = people;
        this.limits = limits;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(ALL, "listTags")
                .tag(TAG)
                .summary("The tags, in the order of their names; further pages are named by Link and X-Next-Cursor.")
                .needs(Access.REPO_READ)
                .query(PREFIX)
                .paged()
                .answers(200, TagBody[].class)
                .to(this::list);
        routes.post(ALL, "createTag")
                .tag(TAG)
                .summary("Makes a tag, annotated when a message is given.")
                .needs(Access.REPO_WRITE)
                .query(QueryParam.DRY_RUN)
                .body(CreateTag.class)
                .answers(201, TagBody.class)
                .problems(Code.TAG_EXISTS, Code.CONFLICT, Code.REF_NOT_FOUND, Code.COMMIT_NOT_FOUND, Code.INVALID_REF,
                        Code.LIMIT_EXCEEDED)
                .repeated(this::createdAgain)
                .to(this::create);
        routes.get(ONE, "getTag")
                .tag(TAG)
                .summary("One tag.")
                .needs(Access.REPO_READ)
                .answers(200, TagBody.class)
                .problems(Code.TAG_NOT_FOUND, Code.INVALID_REF)
                .to(this::get);
        routes.delete(ONE, "deleteTag")
                .tag(TAG)
                .summary("Deletes a tag.")
                .needs(Access.REPO_WRITE)
                .query(EXPECTED_HEAD, QueryParam.DRY_RUN)
                .conditional()
                .answers(204, void.class)
                .problems(Code.TAG_NOT_FOUND, Code.HEAD_MOVED, Code.INVALID_REF)
                .to(this::delete);
    }

    private Answer list(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        String prefix = "refs/tags/" + call.query().text("prefix").orElse("");
        RefPage page = RefPage.of(call, call.longPaging(), repository.refs(), prefix);
        List<TagBody> shown = tags.read(repository, page.refs()).stream().map(TagBody::of).toList();
        Answer answer = Answer.ok(shown).next(call, page.nextCursor());
        return page.nextCursor() == null ? answer : answer.header("X-Next-Cursor", page.nextCursor());
    }

    private Answer create(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        CreateTag body = call.body().json(CreateTag.class);
        RefName name = ShortNames.tag("name", body.name());
        NewTag tag = new NewTag(name, body.target(), annotation(call, body));
        Updated made = RefProblems.creating(RefKind.TAG)
                .require(call.await(tags.create(access.writer(call), repository, tag, call.dryRun())));
        return created(repository, made(repository, made.updates().getFirst(), tag)).sequence(made.number().value());
    }

    private static Answer created(MemoryRepository repository, TagBody made) {
        return Answer.created(made,
                "/repos/" + UrlText.segment(repository.name().value()) + "/tags/" + UrlText.rest(made.name()));
    }

    private Answer createdAgain(Call call, Receipt receipt) throws IOException {
        MemoryRepository repository = access.repository(call);
        RefUpdate made = MovedRefs.only(receipt);
        RefEntry ref = new RefEntry(made.name(), made.newId(), made.peeled());
        return created(repository, TagBody.of(tags.read(repository, List.of(ref)).getFirst()))
                .sequence(receipt.number().value());
    }

    private Optional<NewTag.Annotation> annotation(Call call, CreateTag body) {
        String message = body.message();
        if (message == null || message.isEmpty()) {
            if (body.tagger() != null)
                throw Field.refused("tagger", "comes with a message, which makes the tag an annotated one");
            return Optional.empty();
        }
        Field.text("message", message, "commit.message_size", limits.messageSize().bytes());
        return Optional
                .of(new NewTag.Annotation(message, people.person("tagger", body.tagger(), people.caller(call))));
    }

    // A new tag object is shown as it was asked for: after a dry run there is none to read.
    private TagBody made(MemoryRepository repository, RefUpdate made, NewTag tag) throws IOException {
        RefEntry ref = new RefEntry(made.name(), made.newId(), made.peeled());
        if (tag.annotation().isEmpty())
            return TagBody.of(tags.read(repository, List.of(ref)).getFirst());
        ObjectView target = repository.objects().find(ref.target());
        boolean onCommit = target != null && target.type() == Constants.OBJ_COMMIT;
        Optional<ObjectId> commit = onCommit ? Optional.of(ref.target()) : Optional.empty();
        return TagBody.of(new TagDetails(ref, commit, tag.annotation().map(NewTag.Annotation::message),
                tag.annotation().map(a -> ident(a.tagger()))));
    }

    private static Ident ident(Identity person) {
        return new Ident(person.name(), person.email(), Instant.ofEpochSecond(person.epochSeconds()),
                person.offsetMinutes());
    }

    private Answer get(Call call) throws IOException {
        MemoryRepository repository = access.repository(call);
        RefName name = name(call);
        RefEntry ref = repository.refs().get(name);
        if (ref == null)
            throw Problem.of(Code.TAG_NOT_FOUND, name.shortName() + " does not exist")
                    .with("name", name.shortName())
                    .asException();
        return Answer.ok(TagBody.of(tags.read(repository, List.of(ref)).getFirst()));
    }

    private Answer delete(Call call) {
        MemoryRepository repository = access.repository(call);
        Expected expected = Expected.ofQuery(call);
        Updated deleted = RefProblems.changing(RefKind.TAG, expected)
                .require(call.await(
                        tags.delete(access.actor(call), repository, name(call), expected.head(), call.dryRun())));
        return Answer.noContent().sequence(deleted.number().value());
    }

    private static RefName name(Call call) {
        String text = call.name("name");
        return RefName.tag(text)
                .orElseThrow(() -> Problem.of(Code.INVALID_REF, "this is no name of a tag")
                        .with("name", text)
                        .asException());
    }
}
