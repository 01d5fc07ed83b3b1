package io.memgit.server.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Forms the {@code Link} header of a list: the same request with the cursor of the next page. */
final class PageLink {

    private PageLink() {}

    static String next(Call call, String cursor) {
        StringBuilder url = new StringBuilder(call.baseUrl()).append(call.rawPath()).append('?');
        for (String name : call.query().names()) {
            if (name.equals("cursor") || name.equals("offset"))
                continue;
            for (String value : call.query().texts(name))
                url.append(encode(name)).append('=').append(encode(value)).append('&');
        }
        return url.insert(0, '<').append("cursor=").append(encode(cursor)).append(">; rel=\"next\"").toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
