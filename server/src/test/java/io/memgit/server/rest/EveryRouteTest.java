package io.memgit.server.rest;

import static io.memgit.server.rest.RestServer.PASSWORD;
import static io.memgit.server.rest.RestServer.commit;
import static io.memgit.server.rest.RestServer.newName;
import static io.memgit.server.rest.RestServer.newRepo;
import static org.assertj.core.api.Assertions.assertThat;

import io.memgit.server.docs.Documented;
import io.memgit.server.route.Routes;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Calls every route that there is, to each of its successes and to the mistakes that clients make
 * with it, and holds
 * all answers against the API document. What the document tells of and nobody has seen fails the
 * test.
 */
class EveryRouteTest {

    private static final String ZEROS = "0".repeat(40);

    private static final byte[] TOO_LARGE = new byte[(10 << 20) + 1];

    private final Documented document = new Documented(RestServer.at("").get("/openapi.json").asByteArray());
    private final String repo = newRepo();
    private final String repoUrl = "/api/v1/repos/" + repo;

    private RequestSpecification anybody() {
        return RestServer.at("").filter(new CheckedAnswers(document));
    }

    private RequestSpecification admin() {
        return anybody().header("Authorization", "Bearer " + RestServer.token());
    }

    private RequestSpecification json(String body) {
        return admin().contentType("application/json").body(body.replace('\'', '"'));
    }

    /**
     * Reads with and without a body, conditionally, signed out, and with a parameter that nobody knows.
     */
    private Response read(String path) {
        Response answer = admin().get(path);
        assertThat(answer.statusCode()).as(path + answer.asString()).isEqualTo(200);
        assertThat(admin().head(path).statusCode()).isEqualTo(200);
        // What tells the time is never the same twice.
        String tag = path.contains("/health") ? "*" : answer.header("ETag");
        assertThat(admin().header("If-None-Match", tag).get(path).statusCode()).as(path).isEqualTo(304);
        assertThat(admin().get(path + (path.contains("?") ? "&" : "?") + "nobody=knows").statusCode()).isEqualTo(400);
        assertThat(anybody().header("X-API-Key", "mgk_wrong").get(path).statusCode()).isIn(200, 401);
        assertThat(anybody().get(path).statusCode()).isIn(200, 401);
        return answer;
    }

    /** Tries what every route with a JSON body refuses, and then does it. */
    private Response write(String method, String path, String body) {
        return write(method, path, body, true);
    }

    /** The same where anything that is not JSON is taken as it is, or not. */
    private Response write(String method, String path, String body, boolean jsonAlone) {
        refuse(400, json("{'nobody':'knows'}"), method, path);
        refuse(400, json("{'message':"), method, path);
        refuse(400, json("[]"), method, path);
        refuse(400, json("{}").queryParam("nobody", "knows"), method, path);
        refuse(400, admin().contentType("application/json"), method, path);
        if (jsonAlone)
            refuse(415, admin().contentType("text/plain").body("text"), method, path);
        refuse(413, admin().contentType("application/json").body(TOO_LARGE), method, path);
        refuse(401, anybody().contentType("application/json").body("{}"), method, path);
        Response answer = json(body).request(method, path);
        assertThat(answer.statusCode()).as(path + answer.asString()).isBetween(200, 202);
        return answer;
    }

    private static Response refuse(int status, RequestSpecification request, String method, String path) {
        Response answer = request.request(method, path);
        assertThat(answer.statusCode()).as("%s %s %s", method, path, answer.asString()).isEqualTo(status);
        return answer;
    }

    private static void does(int status, Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    }

    @Test
    void everyAnswerIsAsDocumentedAndEveryDocumentedSuccessIsAnswered() {
        operations();
        accounts();
        users();
        repositories();
        commits();
        files();
        diffs();
        branches();
        tagsAndRefs();
        workspaces();
        addAndCommit();
        stashes();
        transactions();
        realities();
        combining();
        conflicts();
        searches();
        git();
        assertThat(document.unseen()).isEmpty();
    }

    @Test
    void everyRouteIsDocumentedAndNoOther() {
        Set<String> live = new TreeSet<>();
        RestServer.part(Routes.class).all()
                .forEach(r -> live.add(r.method() + " " + r.path().replace("...}", "}")));
        assertThat(document.routes()).isEqualTo(live);
    }

    /**
     * Those without an entry that they stand or fall with, and those that are repeated within one
     * process alone.
     */
    private static final Set<String> NOT_REPEATED = Set.of("maintainRepository", "cleanUpPool", "merge",
            "previewMerge", "resolveConflict", "cherryPick", "revert", "rebase", "reset",
            "createUser", "setPassword", "grantRoleIn", "grantRole", "restoreRef");

    private static final Set<String> UNCOMMITTED = Set.of("Workspaces", "Add and commit", "Stash", "Transactions",
            "Parallel realities");

    @Test
    void everyPostThatWritesIsDoneOnceForEachKeyAlsoAcrossRestarts() {
        assertThat(RestServer.part(Routes.class).all())
                .filteredOn(r -> r.isReplayed() && r.understands("dry_run"))
                .filteredOn(r -> !NOT_REPEATED.contains(r.id()) && !UNCOMMITTED.contains(r.tag()))
                .hasSizeGreaterThan(5)
                .allSatisfy(r -> assertThat(r.repeat()).as("%s says .repeated(…)", r.id()).isPresent());
    }

    private void operations() {
        for (String base : new String[]{"", "/api/v1"}) {
            for (String path : new String[]{"/health", "/health/live", "/health/ready", "/version", "/openapi.json"})
                read(base + path);
        }
        for (String path : new String[]{"/docs", "/docs/docs.js", "/docs/docs.css"}) {
            read(path);
            ranges(path);
        }
        refuse(404, admin(), "GET", "/nowhere");
        refuse(404, admin(), "GET", "/api/v1/operations/none");
        read("/api/v1/pool/stats");
        does(200, admin().post("/api/v1/pool/cleanup"));
    }

    private void ranges(String path) {
        does(206, admin().header("Range", "bytes=0-1").get(path));
        does(416, admin().header("Range", "bytes=99999999-").get(path));
    }

    private void accounts() {
        String login = "/api/v1/auth/login";
        refuse(400, json("{}"), "POST", login);
        refuse(401, json("{'username':'admin','password':'not the right one'}"), "POST", login);
        Response session = json("{'username':'admin','password':'" + PASSWORD + "'}").post(login);
        does(200, session);
        read("/api/v1/auth/whoami");
        read("/api/v1/auth/me");
        String token = anybody().header("Authorization", "Bearer " + session.path("token"))
                .post("/api/v1/auth/refresh").path("token");
        does(401, anybody().header("Authorization", "Bearer " + session.path("token")).post("/api/v1/auth/refresh"));
        does(204, anybody().header("Authorization", "Bearer " + token).post("/api/v1/auth/logout"));
        for (String keys : new String[]{"/api/v1/apikeys", "/api/v1/auth/keys"}) {
            String id = write("POST", keys, "{'name':'" + newName("k") + "'}").path("id");
            write("POST", keys, "{'name':'" + newName("k") + "','permissions':['repo:read']}");
            write("POST", keys + "?dry_run=true", "{'name':'" + newName("k") + "'}");
            read(keys);
            read(keys + "?limit=1");
            refuse(400, admin(), "GET", keys + "?limit=0");
            refuse(400, admin(), "GET", keys + "?cursor=nonsense");
            does(204, admin().delete(keys + "/" + id + "?dry_run=true"));
            does(204, admin().delete(keys + "/" + id));
            refuse(404, admin(), "DELETE", keys + "/" + id);
        }
    }

    private void users() {
        String users = "/api/v1/users";
        String name = newName("ada");
        write("POST", users, "{'username':'" + name + "','password':'" + PASSWORD + "','email':'a@example.org'}");
        write("POST", users + "?dry_run=true", "{'username':'" + name + "2','password':'" + PASSWORD + "'}");
        refuse(409, json("{'username':'" + name + "','password':'" + PASSWORD + "'}"), "POST", users);
        read(users);
        read(users + "?limit=1");
        refuse(400, admin(), "GET", users + "?cursor=nonsense");
        read("/api/v1/roles");
        String one = users + "/" + name;
        read(one);
        refuse(404, admin(), "GET", users + "/nobody");
        write("PATCH", one, "{'is_active':true,'email':''}");
        write("PATCH", one + "?dry_run=true", "{'is_admin':true}");
        refuse(404, json("{}"), "PATCH", users + "/nobody");
        refuse(409, json("{'is_admin':false}"), "PATCH", users + "/admin");
        write("POST", one + "/password", "{'new_password':'another good password'}");
        write("POST", one + "/password?dry_run=true", "{'new_password':'another good password'}");
        refuse(404, json("{'new_password':'another good password'}"), "POST", users + "/nobody/password");
        write("POST", one + "/roles", "{'role':'reader','repos':'team/*'}");
        write("POST", one + "/roles?dry_run=true", "{'role':'reader'}");
        String role = one + "/roles/developer";
        String permission = one + "/repos/team%2F*/permissions/repo:write";
        does(200, admin().post(role));
        does(200, admin().put(permission));
        for (String path : new String[]{role, permission}) {
            does(200, admin().delete(path + "?dry_run=true"));
            does(200, admin().delete(path));
            refuse(404, admin(), "DELETE", path.replace(name, "nobody"));
        }
        refuse(400, admin(), "POST", one + "/roles/king");
        refuse(400, admin(), "PUT", one + "/repos/team/permissions/user:write");
        does(204, admin().delete(one + "?dry_run=true"));
        does(204, admin().delete(one));
        refuse(404, admin(), "DELETE", one);
        refuse(409, admin(), "DELETE", users + "/admin");
    }

    private void repositories() {
        String name = newName("every");
        write("POST", "/api/v1/repos", "{'id':'" + name + "','description':'d'}");
        write("POST", "/api/v1/repos?dry_run=true", "{'id':'" + name + "-dry'}");
        refuse(409, json("{'id':'" + name + "'}"), "POST", "/api/v1/repos");
        refuse(404, json("{'id':'x','source':{'repo':'nowhere'}}"), "POST", "/api/v1/repos");
        read("/api/v1/repos?limit=1");
        String one = "/api/v1/repos/" + name;
        read(one);
        write("PATCH", one, "{'description':'other'}");
        write("PATCH", one + "?dry_run=true", "{'description':'third'}");
        write("POST", one + "/clone", "{'target_id':'" + name + "-fork'}");
        does(201, json("{'target_id':'" + name + "-keyed'}").header("Idempotency-Key", name).post(one + "/clone"));
        does(201, json("{'target_id':'" + name + "-keyed'}").header("Idempotency-Key", name).post(one + "/clone"));
        does(422, json("{'target_id':'" + name + "-x'}").header("Idempotency-Key", name).post(one + "/clone"));
        does(200, admin().post(one + "/maintenance"));
        Response begun = admin().header("Prefer", "respond-async").post(one + "/maintenance");
        does(202, begun);
        while (admin().get(begun.header("Location")).path("state").equals("running"))
            Thread.onSpinWait();
        read(begun.header("Location"));
        does(204, admin().delete(one + "?dry_run=true"));
        does(204, admin().delete(one));
        for (String method : new String[]{"GET", "DELETE"})
            refuse(404, admin(), method, one);
        refuse(404, json("{}"), "PATCH", one);
        refuse(404, json("{'target_id':'y'}"), "POST", one + "/clone");
        refuse(404, admin(), "POST", one + "/maintenance");
        refuse(405, admin(), "PUT", one);
    }

    private void commits() {
        String url = repoUrl + "/commits";
        String head = write("POST", url, "{'message':'m','actions':[{'op':'put','path':'a.txt','content':'1\\n'}]}")
                .path("hash");
        String action = "'actions':[{'op':'put','path':'dir/b.txt','content':'2\\n'}]";
        write("POST", url + "?dry_run=true", "{'message':'m'," + action + "}");
        String wrongHead = "{'message':'m','expected_head':'" + ZEROS + "'," + action + "}";
        refuse(409, json(wrongHead), "POST", url);
        refuse(412, json("{'message':'m'," + action + "}").header("If-Match", "\"" + ZEROS + "\""), "POST", url);
        refuse(404, json("{'message':'m','branch':'none'," + action + "}"), "POST", url);
        refuse(409, json("{'message':'m','actions':[{'op':'create','path':'a.txt','content':''}]}"), "POST", url);
        refuse(400, json("{'message':'m','actions':[{'op':'put','path':'../a','content':''}]}"), "POST", url);
        refuse(422, json("{'message':'" + "m".repeat((1 << 20) + 1) + "'," + action + "}"), "POST", url);
        String lines = "{'message':'m'}\n{'op':'put','path':'dir/b.txt','content':'2\\n'}\n".replace('\'', '"');
        does(201, admin().contentType("application/x-ndjson").body(lines.getBytes(StandardCharsets.UTF_8)).post(url));
        for (String path : new String[]{url, repoUrl + "/log", url + "/main", url + "/" + head,
                repoUrl + "/show/main"}) {
            read(path);
            read(path + "?limit=1");
            refuse(400, admin(), "GET", path + "?limit=1001");
            refuse(400, admin(), "GET", path + "?cursor=x&offset=1");
        }
        for (String path : new String[]{url + "?ref=none", repoUrl + "/log?ref=1234567", url + "/none",
                repoUrl + "/show/none"})
            refuse(404, admin(), "GET", path);
        refuse(400, admin(), "GET", repoUrl + "/log?ref=a..b");
    }

    private void files() {
        read(repoUrl + "/read/a.txt");
        read(repoUrl + "/read/dir/b.txt?raw=true");
        ranges(repoUrl + "/read/a.txt?raw=true");
        refuse(404, admin(), "GET", repoUrl + "/read/dir");
        refuse(400, admin(), "GET", repoUrl + "/read/");
        write("POST", repoUrl + "/read", "{'paths':['a.txt','none']}");
        refuse(404, json("{'paths':['a.txt'],'ref':'none'}"), "POST", repoUrl + "/read");
        for (String path : new String[]{"", "/", "/dir"})
            read(repoUrl + "/tree" + path);
        read(repoUrl + "/tree?recursive=true&last_commit=true&limit=1");
        refuse(404, admin(), "GET", repoUrl + "/tree/a.txt");
        refuse(400, admin(), "GET", repoUrl + "/tree/a%2F%2Fb");
        read(repoUrl + "/blame/a.txt");
        read(repoUrl + "/blame/a.txt?ref=main&start=1&end=1");
        refuse(404, admin(), "GET", repoUrl + "/blame/dir");
        refuse(400, admin(), "GET", repoUrl + "/blame/a.txt?start=2&end=1");
        String archive = repoUrl + "/archive/main";
        for (String form : new String[]{".tar.gz", ".zip"})
            read(archive + form + "?path=dir&prefix=p/");
        refuse(404, admin(), "GET", repoUrl + "/archive/none.zip");
        refuse(404, admin(), "GET", archive + ".zip?path=none");
        refuse(400, admin(), "GET", archive + ".zip?prefix=../");
        String url = repoUrl + "/blobs";
        Response blob = admin().contentType("text/plain").body("blob").post(url);
        does(201, blob);
        does(201, admin().contentType("text/plain").body("blob").post(url + "?dry_run=true"));
        String one = url + "/" + blob.path("hash");
        read(one);
        ranges(one);
        refuse(404, admin(), "GET", url + "/" + ZEROS);
        refuse(400, admin(), "GET", url + "/short");
    }

    private void diffs() {
        for (String path : new String[]{"/diff", "/diff/main~1/main", "/diff/file/dir/b.txt"}) {
            read(repoUrl + path);
            for (String format : new String[]{"patch", "stat", "name_status"})
                read(repoUrl + path + "?format=" + format);
            refuse(400, admin(), "GET", repoUrl + path + "?format=xml");
        }
        refuse(404, admin(), "GET", repoUrl + "/diff?from=none");
        refuse(404, admin(), "GET", repoUrl + "/diff/none/main");
        refuse(404, admin(), "GET", repoUrl + "/diff/file/none");
        refuse(400, admin(), "GET", repoUrl + "/diff/file/");
    }

    private void branches() {
        String url = repoUrl + "/branches";
        write("POST", url, "{'name':'one','from':'main'}");
        write("POST", url + "?dry_run=true", "{'name':'two'}");
        refuse(409, json("{'name':'one'}"), "POST", url);
        refuse(400, json("{'name':'a..b'}"), "POST", url);
        refuse(404, json("{'name':'three','from':'none'}"), "POST", url);
        write("POST", url + ":batch", "{'branches':[{'name':'batch/1'},{'name':'batch/2'}]}");
        write("POST", url + ":batch?dry_run=true", "{'branches':[{'name':'batch/3'}]}");
        refuse(409, json("{'branches':[{'name':'batch/1'}]}"), "POST", url + ":batch");
        read(url);
        read(url + "?limit=1");
        read(url + "/one");
        refuse(404, admin(), "GET", url + "/none");
        write("PATCH", url + "/one", "{'target':'main~1','force':true}");
        write("PATCH", url + "/one?dry_run=true", "{'target':'main'}");
        refuse(409, json("{'target':'main','expected_head':'" + ZEROS + "'}"), "PATCH", url + "/one");
        refuse(412, json("{'target':'main'}").header("If-Match", "\"" + ZEROS + "\""), "PATCH", url + "/one");
        refuse(404, json("{'target':'main'}"), "PATCH", url + "/none");
        refuse(412, admin().header("If-Match", "\"" + ZEROS + "\""), "DELETE", url + "/one");
        does(204, admin().delete(url + "/one?dry_run=true"));
        does(204, admin().delete(url + "/one"));
        refuse(404, admin(), "DELETE", url + "/one");
        refuse(409, admin(), "DELETE", url + "/main");
    }

    private void tagsAndRefs() {
        String url = repoUrl + "/tags";
        write("POST", url, "{'name':'v1'}");
        write("POST", url, "{'name':'v2','message':'annotated','tagger':{'name':'T','email':'t@example.org'}}");
        write("POST", url + "?dry_run=true", "{'name':'v3'}");
        refuse(409, json("{'name':'v1'}"), "POST", url);
        refuse(404, json("{'name':'v4','target':'none'}"), "POST", url);
        read(url);
        read(url + "?limit=1");
        read(url + "/v2");
        refuse(404, admin(), "GET", url + "/none");
        refuse(412, admin().header("If-Match", "\"" + ZEROS + "\""), "DELETE", url + "/v1");
        does(204, admin().delete(url + "/v1?dry_run=true"));
        does(204, admin().delete(url + "/v1"));
        refuse(404, admin(), "DELETE", url + "/v1");
        String refs = repoUrl + "/refs";
        String head = commit(repo, "main", "c.txt", "3");
        write("POST", refs, "{'updates':[{'name':'refs/heads/r','old':'" + ZEROS + "','new':'" + head + "'}]}");
        write("POST", refs + "?dry_run=true", "{'updates':[{'name':'refs/heads/r','new':'" + ZEROS + "'}]}");
        refuse(409, json("{'updates':[{'name':'refs/heads/r','old':'" + ZEROS + "','new':'" + head + "'}]}"), "POST",
                refs);
        refuse(400, json("{'updates':[{'name':'HEAD','new':'" + head + "'}]}"), "POST", refs);
        read(refs);
        read(refs + "?limit=1&prefix=refs/heads/");
        read(refs + "/history");
        read(refs + "/history?limit=1&name=main");
        refuse(404, admin(), "GET", refs + "/history?name=none");
        String then = PastReadsTest.now(repo);
        commit(repo, "main", "c.txt", "4");
        write("POST", refs + "/restore", "{'name':'main','at':'" + then + "'}");
        write("POST", refs + "/restore?dry_run=true", "{'name':'main','at':'" + then + "'}");
        refuse(404, json("{'name':'none','at':'" + then + "'}"), "POST", refs + "/restore");
        refuse(409, json("{'name':'main','at':'" + then + "','expected_head':'" + ZEROS + "'}"), "POST",
                refs + "/restore");
        refuse(412, json("{'name':'main','at':'" + then + "'}").header("If-Match", "\"" + ZEROS + "\""), "POST",
                refs + "/restore");
        timeTravel(then);
    }

    private void timeTravel(String then) {
        String url = repoUrl + "/time-travel";
        read(url + "?timestamp=" + then);
        read(url + "?time=" + then);
        read(url + "/" + then);
        read(url + "/" + then + "/read/c.txt");
        read(url + "/" + then + "/read/c.txt?raw=true&branch=main");
        ranges(url + "/" + then + "/read/c.txt?raw=true");
        for (String path : new String[]{"", "/", "/dir"})
            read(url + "/" + then + "/tree" + path);
        refuse(400, admin(), "GET", url);
        refuse(400, admin(), "GET", url + "/yesterday");
        refuse(404, admin(), "GET", url + "/1000000000");
        refuse(404, admin(), "GET", url + "/" + then + "/read/none");
    }

    private void combining() {
        write("POST", repoUrl + "/branches", "{'name':'side'}");
        commit(repo, "side", "side.txt", "1");
        commit(repo, "main", "main.txt", "1");
        for (String path : new String[]{"/compare", "/merge-base"}) {
            read(repoUrl + path + "?base=main&head=side");
            refuse(404, admin(), "GET", repoUrl + path + "?base=none");
            refuse(400, admin(), "GET", repoUrl + path + "?base=a..b");
        }
        refuse(400, admin(), "GET", repoUrl + "/compare?cursor=x&offset=1");
        String merge = "{'source':'side'}";
        write("POST", repoUrl + "/merge/preview", merge);
        refuse(404, json("{'source':'none'}"), "POST", repoUrl + "/merge/preview");
        verb("/merge", merge, "{'source':'none'}");
        verb("/revert", "{'commit':'main','mainline':1}", "{'commit':'none'}");
        verb("/cherry-pick", "{'commit':'main~1','mainline':1}", "{'commit':'none'}");
        commit(repo, "side", "more.txt", "1");
        verb("/rebase", "{'branch':'side','onto':'main'}", "{'onto':'none'}");
        verb("/reset", "{'branch':'side','target':'main~1'}", "{'target':'none'}");
    }

    private void verb(String path, String body, String unknown) {
        String url = repoUrl + path;
        String wrongHead = body.replace("{", "{'expected_head':'" + ZEROS + "',");
        refuse(409, json(wrongHead), "POST", url);
        refuse(412, json(body).header("If-Match", "\"" + ZEROS + "\""), "POST", url);
        refuse(404, json(unknown), "POST", url);
        assertThat(json(body).post(url + "?dry_run=true").statusCode()).isBetween(200, 201);
        write("POST", url, body);
    }

    private void conflicts() {
        write("POST", repoUrl + "/branches", "{'name':'other','from':'main'}");
        commit(repo, "other", "main.txt", "other");
        commit(repo, "main", "main.txt", "main");
        String theirs = "{'files':[{'path':'main.txt','use':'theirs'}]}";
        String url = repoUrl + "/conflicts/";
        refuse(404, admin(), "GET", url + "none");
        refuse(404, admin(), "DELETE", url + "none");
        refuse(404, json(theirs), "POST", url + "none/resolve");
        for (String verb : new String[]{"/cherry-pick", "/merge"}) {
            String named = verb.equals("/merge") ? "{'source':'other'}" : "{'commit':'other'}";
            String id = refuse(409, json(named), "POST", repoUrl + verb).path("details.conflict_id");
            read(url + id);
            refuse(400, json("{'files':[]}"), "POST", url + id + "/resolve");
            does(verb.equals("/merge") ? 200 : 201, json(theirs).post(url + id + "/resolve?dry_run=true"));
            write("POST", url + id + "/resolve", theirs);
            write("POST", repoUrl + "/reset", "{'target':'main~1'}");
        }
        String id = refuse(409, json("{'source':'other'}"), "POST", repoUrl + "/merge").path("details.conflict_id");
        does(204, admin().delete(url + id + "?dry_run=true"));
        does(204, admin().delete(url + id));
    }

    private void searches() {
        for (String path : new String[]{"/search/content?q=1", "/search/files?q=a", "/search/commits?q=m"}) {
            read(repoUrl + path);
            read(repoUrl + path + "&limit=1");
            refuse(400, admin(), "GET", repoUrl + path + "&regex=maybe");
            refuse(404, admin(), "GET", repoUrl + path + "&ref=none");
            refuse(422, admin(), "GET", repoUrl + path + "1".repeat(300));
        }
        write("POST", repoUrl + "/grep", "{'pattern':'1'}");
        refuse(404, json("{'pattern':'1','ref':'none'}"), "POST", repoUrl + "/grep");
        refuse(422, json("{'pattern':'1{60}','regex':true}"), "POST", repoUrl + "/grep");
    }

    private void workspaces() {
        String url = repoUrl + "/workspaces";
        does(201, admin().post(url));
        does(201, admin().post(url + "?dry_run=true"));
        refuse(404, json("{'branch':'none'}"), "POST", url);
        String id = json("{'name':'w'}").post(url).path("id");
        read(url);
        read(url + "?limit=1");
        String one = url + "/" + id;
        read(one);
        read(one + "/status");
        files(one + "/files/w.txt");
        write("POST", one + "/actions", "{'actions':[{'op':'put','path':'w2.txt','content':'1'}]}");
        write("POST", one + "/actions?dry_run=true", "{'actions':[{'op':'put','path':'w2.txt','content':'1'}]}");
        refuse(404, json("{'actions':[{'op':'delete','path':'none'}]}"), "POST", one + "/actions");
        diffForms(one + "/diff");
        for (String path : new String[]{"/read/w2.txt", "/tree", "/log", "/diff"})
            read(repoUrl + path + "?workspace=" + id);
        does(201, admin().post(one + "/fork"));
        does(201, admin().post(one + "/fork?dry_run=true"));
        does(200, admin().post(one + "/rebase?dry_run=true"));
        does(200, admin().post(one + "/rebase"));
        write("POST", one + "/commit?dry_run=true", "{'message':'m'}");
        write("POST", one + "/commit", "{'message':'m'}");
        refuse(409, json("{'message':'m'}"), "POST", one + "/commit");
        refuse(412, json("{'message':'m'}").header("If-Match", "\"" + ZEROS + "\""), "POST", one + "/commit");
        does(204, admin().delete(one + "?dry_run=true"));
        does(204, admin().delete(one));
        for (String path : new String[]{"", "/status", "/diff", "/files/a"})
            refuse(404, admin(), "GET", one + path);
        for (String path : new String[]{"/fork", "/rebase"})
            refuse(404, admin(), "POST", one + path);
        refuse(404, admin(), "DELETE", one);
    }

    private void files(String file) {
        byte[] bytes = "bytes".getBytes(StandardCharsets.UTF_8);
        does(200, admin().contentType("application/octet-stream").body(bytes).put(file));
        does(200, admin().contentType("application/octet-stream").body(bytes).put(file + "?dry_run=true&mode=100755"));
        refuse(400, admin().contentType("application/octet-stream").body(bytes), "PUT", file + "?mode=1");
        write("PUT", file, "{'content':'text'}", false);
        refuse(412, json("{'content':'text'}").header("If-Match", "\"" + ZEROS + "\""), "PUT", file);
        read(file);
        read(file + "?raw=true");
        ranges(file + "?raw=true");
        refuse(412, admin().header("If-Match", "\"" + ZEROS + "\""), "DELETE", file);
        does(204, admin().delete(file + "?dry_run=true"));
        does(204, admin().delete(file));
        refuse(404, admin(), "DELETE", file);
        refuse(404, admin(), "GET", file);
    }

    private void diffForms(String path) {
        read(path);
        for (String format : new String[]{"patch", "stat", "name_status"})
            read(path + "?format=" + format);
        refuse(400, admin(), "GET", path + "?format=xml");
    }

    private void addAndCommit() {
        for (String verb : new String[]{"/add", "/write"}) {
            write("POST", repoUrl + verb, "{'path':'f.txt','content':'" + verb + "'}");
            write("POST", repoUrl + verb + "?dry_run=true", "{'path':'f.txt','content':'" + verb + "'}");
            refuse(404, json("{'path':'f.txt','content':''}"), "POST", repoUrl + verb + "?workspace=none");
            refuse(400, json("{'path':'../f','content':''}"), "POST", repoUrl + verb);
        }
        write("POST", repoUrl + "/move", "{'from':'f.txt','to':'g.txt'}");
        refuse(404, json("{'from':'f.txt','to':'g.txt'}"), "POST", repoUrl + "/move");
        does(200, admin().delete(repoUrl + "/remove/a.txt?dry_run=true"));
        does(200, admin().delete(repoUrl + "/remove/a.txt"));
        refuse(404, admin(), "DELETE", repoUrl + "/remove/a.txt");
        for (String path : new String[]{"/status", "/branch"}) {
            read(repoUrl + path);
            refuse(404, admin(), "GET", repoUrl + path + "?workspace=none");
        }
        diffForms(repoUrl + "/diff/working");
        write("POST", repoUrl + "/commit?dry_run=true", "{'message':'m'}");
        write("POST", repoUrl + "/commit", "{'message':'m'}");
        refuse(412, json("{'message':'m'}").header("If-Match", "\"" + ZEROS + "\""), "POST", repoUrl + "/commit");
        write("POST", repoUrl + "/checkout", "{'branch':'main'}");
        refuse(404, json("{'branch':'none'}"), "POST", repoUrl + "/checkout");
    }

    private void stashes() {
        String url = repoUrl + "/stash";
        refuse(409, json("{}"), "POST", repoUrl + "/stash?workspace=" + json("{}").post(repoUrl + "/workspaces")
                .path("id"));
        does(200, json("{'path':'s.txt','content':'1'}").post(repoUrl + "/add"));
        does(201, json("{}").post(url + "?dry_run=true"));
        does(201, json("{'message':'m'}").post(url));
        read(url);
        read(url + "?limit=1");
        read(url + "/0");
        refuse(404, admin(), "GET", url + "/none");
        does(200, json("{}").post(url + "/0/apply?dry_run=true"));
        does(200, admin().post(url + "/0/apply"));
        refuse(409, json("{'path':'s.txt','content':'2'}").post(repoUrl + "/add").statusCode() == 200
                ? json("{}")
                : admin(), "POST", url + "/0/apply");
        refuse(404, admin(), "POST", url + "/none/apply");
        does(204, admin().delete(url + "/0?dry_run=true"));
        does(204, admin().delete(url + "/0"));
        refuse(404, admin(), "DELETE", url + "/0");
    }

    private void transactions() {
        for (String url : new String[]{repoUrl + "/transactions", repoUrl + "/transaction"}) {
            does(201, admin().post(url + "?dry_run=true"));
            refuse(404, json("{'branch':'none'}"), "POST", url);
            String one = url + "/" + admin().post(url).path("id");
            read(one);
            write("POST", one + "/add", "{'path':'t.txt','content':'" + url + "'}");
            write("POST", one + "/move", "{'from':'t.txt','to':'t" + url.length() + "'}");
            does(200, admin().delete(one + "/remove/t" + url.length() + "?dry_run=true"));
            does(200, admin().post(one + "/validate"));
            write("POST", one + "/commit?dry_run=true", "{'message':'m'}");
            write("POST", one + "/commit", "{'message':'m'}");
            refuse(409, json("{'message':'m'}"), "POST", one + "/commit");
            does(200, admin().post(url + "/" + admin().post(url).path("id") + "/rollback"));
            refuse(409, admin(), "POST", one + "/rollback");
            refuse(409, admin(), "DELETE", one + "/remove/x");
            refuse(404, admin(), "GET", url + "/none");
            refuse(404, admin(), "POST", url + "/none/validate");
            does(200, admin().delete(url + "/" + admin().post(url).path("id") + "/remove/c.txt"));
        }
    }

    private void realities() {
        String url = repoUrl + "/parallel-realities";
        String set = write("POST", url, "{'branches':['p','q']}").path("set");
        write("POST", url + "?dry_run=true", "{'count':3}");
        refuse(409, json("{'branches':['p']}"), "POST", url);
        read(url);
        read(url + "?limit=1");
        String one = url + "/p";
        read(one);
        for (String path : new String[]{"/apply", "/score", "/benchmark"})
            refuse(404, json(path.equals("/score") ? "{'metrics':{'m':1}}" : "{'changes':{'a':'b'}}"), "POST",
                    url + "/none" + path);
        write("POST", one + "/apply", "{'changes':{'p.txt':'1'}}");
        write("POST", one + "/score", "{'metrics':{'m':1}}");
        does(200, admin().get(one + "/benchmark"));
        // It takes another time each time.
        does(304, admin().header("If-None-Match", "*").get(one + "/benchmark"));
        does(200, admin().post(one + "/benchmark"));
        refuse(409, json("{'set':'" + set + "','by':'none'}"), "POST", url + "/select");
        write("POST", url + "/select?dry_run=true", "{'set':'" + set + "','by':'m'}");
        write("POST", url + "/select", "{'set':'" + set + "','by':'m'}");
        refuse(404, json("{'set':'none'}"), "POST", url + "/select");
        does(204, admin().delete(one + "?dry_run=true"));
        does(204, admin().delete(one));
        refuse(404, admin(), "DELETE", one);
        refuse(404, admin(), "GET", one);
    }

    private void git() {
        String url = "/git/" + repo + ".git";
        for (String service : new String[]{"git-upload-pack", "git-receive-pack"}) {
            does(200, admin().get(url + "/info/refs?service=" + service));
            refuse(401, anybody(), "GET", url + "/info/refs?service=" + service);
            refuse(404, admin(), "GET", "/git/nowhere.git/info/refs?service=" + service);
            refuse(415, admin().contentType("text/plain").body("0000"), "POST", url + "/" + service);
            refuse(401, anybody(), "POST", url + "/" + service);
        }
        refuse(403, admin(), "GET", url + "/info/refs");
        for (String path : new String[]{"", "/HEAD", "/objects/info/packs", "/info/refs/"})
            refuse(404, admin(), "GET", url + path);
        does(200, admin().header("Git-Protocol", "version=2")
                .contentType("application/x-git-upload-pack-request")
                .body("0014command=ls-refs\n0000".getBytes(StandardCharsets.UTF_8))
                .post(url + "/git-upload-pack"));
    }
}
