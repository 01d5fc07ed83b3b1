package io.memgit.server.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Encodes names for the paths of URLs, such as those in {@code Location}. */
public final class UrlText {

    private UrlText() {}

    /** A name as one segment: {@code team/app} is {@code team%2Fapp}. */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A name at the end of a path, where its slashes may stay. */
    public static String rest(String name) {
        return segment(name).replace("%2F", "/");
    }
}
