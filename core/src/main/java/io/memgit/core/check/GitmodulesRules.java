package io.memgit.core.check;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/**
 * Judges the content of a {@code .gitmodules} file: what it says has made Git clients write outside
 * of the work tree, run commands and send passwords to strangers (CVE-2018-11235, CVE-2018-17456,
 * CVE-2019-19604, CVE-2020-5260, CVE-2020-11008). A file that cannot be read is refused: another
 * reader might read it.
 */
final class GitmodulesRules {

    private static final String SECTION = "submodule";
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");
    private static final Pattern HELPER = Pattern.compile("(?:https?|ftps?)::(.*)", Pattern.DOTALL);
    private static final Pattern CURL = Pattern.compile("(?:https?|ftps?)://.*", Pattern.DOTALL);
    private static final Pattern ESCAPED_LINE_END = Pattern.compile("[\\r\\n]|%0[aAdD]");

    private GitmodulesRules() {}

    static Optional<String> problem(byte[] content) {
        Config config = new Config();
        try {
            config.fromText(new String(content, StandardCharsets.UTF_8));
        } catch (ConfigInvalidException e) {
            return Optional.of("gitmodulesParse: a .gitmodules file cannot be read: " + e.getMessage());
        }
        String problem = null;
        for (String name : config.getSubsections(SECTION))
            problem = problem == null ? submoduleProblem(config, SECTION, name) : problem;
        // The old spelling [submodule.name], which Git still reads.
        for (String section : config.getSections()) {
            if (problem == null && section.toLowerCase(Locale.ROOT).startsWith(SECTION + "."))
                problem = submoduleProblem(config, section, null);
        }
        return Optional.ofNullable(problem);
    }

    private static @Nullable String submoduleProblem(Config config, String section, @Nullable String subsection) {
        String name = subsection == null ? section.substring(SECTION.length() + 1) : subsection;
        if (name.isEmpty() || hasDotDot(name) || name.startsWith("-"))
            return "gitmodulesName: a submodule has a forbidden name";
        if (any(config, section, subsection, "url", GitmodulesRules::isHostileUrl))
            return "gitmodulesUrl: a submodule has a forbidden url";
        if (any(config, section, subsection, "path", GitmodulesRules::isHostilePath))
            return "gitmodulesPath: a submodule has a forbidden path";
        if (any(config, section, subsection, "update", command -> command.startsWith("!")))
            return "gitmodulesUpdate: a submodule has a command for its update";
        return null;
    }

    private static boolean any(Config config, String section, @Nullable String subsection, String key,
            Predicate<String> hostile) {
        // A key without a value is read as null or as an empty text: neither does harm.
        return Arrays.stream(config.getStringList(section, subsection, key))
                .anyMatch(value -> value != null && hostile.test(value));
    }

    private static boolean hasDotDot(String name) {
        return SEPARATOR.splitAsStream(name).anyMatch(".."::equals);
    }

    private static boolean isHostilePath(String path) {
        if (path.startsWith("-") || path.startsWith("/") || path.indexOf('\0') >= 0)
            return true;
        return Arrays.stream(path.split("/", -1)).anyMatch(GitmodulesRules::isHostileName);
    }

    private static boolean isHostileName(String name) {
        byte[] raw = name.getBytes(StandardCharsets.UTF_8);
        PathProblem problem = NameRules.problem(raw, 0, raw.length);
        return problem != null && problem != PathProblem.EMPTY_NAME && problem != PathProblem.DOT;
    }

    private static boolean isHostileUrl(String url) {
        if (url.startsWith("-"))
            return true;
        if (url.startsWith("./") || url.startsWith("../") || url.startsWith(".\\") || url.startsWith("..\\"))
            return ESCAPED_LINE_END.matcher(url).find() || climbsIntoTheHost(url);
        var helper = HELPER.matcher(url);
        String address = helper.matches() ? helper.group(1) : url;
        if (!helper.matches() && !CURL.matcher(url).matches())
            return false;
        return ESCAPED_LINE_END.matcher(address).find() || !hasHost(address);
    }

    // "../" so often that what follows is put in the place of the host.
    private static boolean climbsIntoTheHost(String url) {
        int at = 0;
        boolean climbed = false;
        while (true) {
            if (isSegment(url, at, "..")) {
                climbed = true;
                at += 3;
            } else if (isSegment(url, at, ".")) {
                at += 2;
            } else {
                return climbed && at < url.length() && ":/\\".indexOf(url.charAt(at)) >= 0;
            }
        }
    }

    private static boolean isSegment(String url, int at, String name) {
        int end = at + name.length();
        return url.startsWith(name, at) && end < url.length() && "/\\".indexOf(url.charAt(end)) >= 0;
    }

    private static boolean hasHost(String address) {
        int scheme = address.indexOf("://");
        if (scheme <= 0)
            return false;
        int start = scheme + 3;
        int end = start;
        while (end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        int user = address.indexOf('@', start);
        return (user >= 0 && user < end ? user + 1 : start) < end;
    }
}
