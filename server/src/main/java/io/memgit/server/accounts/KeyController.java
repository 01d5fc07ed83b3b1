package io.memgit.server.accounts;

import io.memgit.auth.ApiKeys;
import io.memgit.auth.ApiKeys.ListedKey;
import io.memgit.auth.KeyCreation;
import io.memgit.auth.KeyRequest;
import io.memgit.auth.state.ApiKey;
import io.memgit.auth.state.KeyId;
import io.memgit.auth.state.UserName;
import io.memgit.core.ledger.Receipt;
import io.memgit.server.problem.Code;
import io.memgit.server.problem.Problem;
import io.memgit.server.route.Access;
import io.memgit.server.route.Resource;
import io.memgit.server.route.RouteBuilder;
import io.memgit.server.route.Routes;
import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Paging;
import io.memgit.server.web.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The caller's own API keys, as {@code /apikeys} and, in the older form, as {@code /auth/keys}. */
public final class KeyController implements Resource {

    private static final String TAG = "Accounts";

    private final ApiKeys keys;

    public KeyController(ApiKeys keys) {
        this.keys = keys;
    }

    /** What a new key is to be; with neither kind of permission it may do all that its user may. */
    public record KeyBody(String name, @Nullable List<String> permissions,
            @Nullable Map<String, List<String>> repoPermissions, Optional<Instant> expiresAt) {}

    /** A key without its secret; in a dry run it has no id. */
    public record KeyView(Optional<String> id, String name, String username, List<String> permissions,
            Map<String, List<String>> repoPermissions, Instant createdAt, @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {

        static KeyView of(ApiKey key, Optional<Instant> lastUsed) {
            return new KeyView(Optional.of(key.id().value()), key.name(), key.owner().value(),
                    key.restriction().map(r -> UserView.names(r.everywhere())).orElse(List.of()),
                    key.restriction().map(r -> UserView.patterns(r.perRepository())).orElse(Map.of()), key.created(),
                    key.expires().orElse(null), lastUsed.orElse(null));
        }

        static KeyView of(KeyCreation.Planned key) {
            return new KeyView(Optional.empty(), key.name(), key.owner().value(),
                    key.restriction().map(r -> UserView.names(r.everywhere())).orElse(List.of()),
                    key.restriction().map(r -> UserView.patterns(r.perRepository())).orElse(Map.of()), key.created(),
                    key.expires().orElse(null), null);
        }
    }

    /** A key just made; {@code key} is the secret and is never shown again. */
    public record NewKey(Optional<String> id, String name, Optional<String> key, Instant createdAt, KeyView apiKey) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "NewKey[" + id.orElse("") + "]";
        }
    }

    /** One page of keys; {@code keys} is the same list under its older name. */
    public record KeyList(List<KeyView> apiKeys, List<KeyView> keys, int count, int total,
            @Nullable String nextCursor) {}

    @Override
    public void addTo(Routes routes) {
        create(routes.post("/api/v1/apikeys", "createApiKey")).answers(201, NewKey.class)
                .repeated(this::createdAgain)
                .to(call -> create(call, 201));
        // Like all of /auth, it knows no idempotency key.
        create(routes.post("/api/v1/auth/keys", "createAuthKey")).answers(200, NewKey.class)
                .to(call -> create(call, 200));
        list(routes.get("/api/v1/apikeys", "listApiKeys")).answers(200, KeyList.class).to(this::list);
        list(routes.get("/api/v1/auth/keys", "listAuthKeys")).answers(200, KeyView[].class).to(this::plainList);
        delete(routes.delete("/api/v1/apikeys/{id}", "deleteApiKey"));
        delete(routes.delete("/api/v1/auth/keys/{id}", "deleteAuthKey"));
    }

    private static RouteBuilder create(RouteBuilder route) {
        return route.tag(TAG)
                .summary("Make an API key; it is shown this once.")
                .needs(Access.OWN_KEYS_CHANGE)
                .query(QueryParam.DRY_RUN)
                .body(KeyBody.class)
                .problems(Code.FORBIDDEN, Code.LIMIT_EXCEEDED);
    }

    private static RouteBuilder list(RouteBuilder route) {
        return route.tag(TAG).summary("The caller's API keys, oldest first.").needs(Access.OWN_KEYS_LIST).paged();
    }

    private void delete(RouteBuilder route) {
        route.tag(TAG)
                .summary("Revoke an API key at once.")
                .needs(Access.OWN_KEYS_CHANGE)
                .query(QueryParam.DRY_RUN)
                .answers(204, void.class)
                .problems(Code.FORBIDDEN, Code.API_KEY_NOT_FOUND)
                .to(this::revoke);
    }

    private Answer create(Call call, int status) {
        KeyRequest request = request(call);
        KeyCreation creation = call.dryRun()
                ? keys.plan(call.caller(), request)
                : keys.create(call.caller(), request, call.requestKey());
        return switch (creation) {
            case KeyCreation.Created made -> made(made, status);
            case KeyCreation.Planned planned -> planned(planned, status);
            case KeyCreation.Invalid wrong -> Answer
                    .problem(Problem.of(Code.INVALID_REQUEST, wrong.detail()).with("field", wrong.field()));
            case KeyCreation.Forbidden no -> Answer.problem(Problem.of(Code.FORBIDDEN, no.detail()));
            case KeyCreation.TooMany many -> Answer
                    .problem(Problem.of(Code.LIMIT_EXCEEDED, "there are too many API keys of this user")
                            .with("limit", "limits.auth.keys_per_user")
                            .with("max", many.limit()));
        };
    }

    private static KeyRequest request(Call call) {
        KeyBody body = call.body().json(KeyBody.class);
        return new KeyRequest(body.name(), body.permissions() == null ? List.of() : body.permissions(),
                body.repoPermissions() == null ? Map.of() : body.repoPermissions(), body.expiresAt());
    }

    private static Answer made(KeyCreation.Created made, int status) {
        KeyView view = KeyView.of(made.key(), Optional.empty());
        NewKey told = new NewKey(view.id(), view.name(), Optional.of(made.secret()), view.createdAt(), view);
        return located(Answer.once(status, told, withoutSecret(view)).noStore(), made.key().id(), status);
    }

    private Answer createdAgain(Call call, Receipt receipt) {
        ApiKey key = keys.made(call.caller(), request(call), receipt);
        return located(Answer.json(201, withoutSecret(KeyView.of(key, Optional.empty()))).noStore(), key.id(), 201);
    }

    private static NewKey withoutSecret(KeyView view) {
        return new NewKey(view.id(), view.name(), Optional.empty(), view.createdAt(), view);
    }

    private static Answer located(Answer answer, KeyId id, int status) {
        return status == 201 ? answer.header("Location", "/api/v1/apikeys/" + id.value()) : answer;
    }

    private static Answer planned(KeyCreation.Planned planned, int status) {
        KeyView view = KeyView.of(planned);
        return Answer.json(status, new NewKey(view.id(), view.name(), Optional.empty(), view.createdAt(), view))
                .noStore();
    }

    private Answer list(Call call) {
        Page page = page(call, call.paging());
        return Answer.ok(new KeyList(page.keys(), page.keys(), page.keys().size(), page.total(), page.next()))
                .next(call, page.next());
    }

    private Answer plainList(Call call) {
        Page page = page(call, call.paging());
        Answer answer = Answer.ok(page.keys()).next(call, page.next());
        return page.next() == null ? answer : answer.header("X-Next-Cursor", page.next());
    }

    private record Page(List<KeyView> keys, int total, @Nullable String next) {}

    private Page page(Call call, Paging paging) {
        List<ListedKey> all = keys.list(call.caller().user());
        int from = switch (paging.start()) {
            case Paging.First first -> 0;
            case Paging.Offset offset -> Math.min(offset.count(), all.size());
            case Paging.After after -> indexAfter(all, after.position());
        };
        int to = Math.min(all.size(), from + paging.limit());
        List<KeyView> shown = all.subList(from, to).stream().map(k -> KeyView.of(k.key(), k.lastUsed())).toList();
        String next = to < all.size() ? call.cursor(position(all.get(to - 1)), null) : null;
        return new Page(shown, all.size(), next);
    }

    /**
     * Keys are listed by the time they were made and then by id, so that a revoked key leaves its place
     * known.
     */
    private static int indexAfter(List<ListedKey> all, String position) {
        int index = 0;
        while (index < all.size() && position(all.get(index)).compareTo(position) <= 0)
            index++;
        return index;
    }

    private static String position(ListedKey key) {
        return String.format("%019d %s", key.key().created().toEpochMilli(), key.key().id().value());
    }

    private Answer revoke(Call call) {
        UserName owner = call.caller().user();
        Optional<KeyId> id = KeyId.parse(call.name("id"));
        boolean there = id.isPresent()
                && (call.dryRun() ? keys.find(owner, id.get()).isPresent() : keys.revoke(owner, id.get()));
        if (!there)
            return Answer.problem(Problem.of(Code.API_KEY_NOT_FOUND, "you have no such API key"));
        return Answer.noContent();
    }
}
