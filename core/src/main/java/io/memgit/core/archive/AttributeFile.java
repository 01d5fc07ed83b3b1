package io.memgit.core.archive;

import io.memgit.core.archive.AttributeLine.Setting;
import io.memgit.core.pattern.AttributePattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jgit.util.QuotedString;

/**
 * A {@code .gitattributes} file.
 *
 * @param lines
 *            what it says of paths
 * @param macros
 *            which attributes stand for others; they count in the root directory alone
 */
record AttributeFile(List<AttributeLine> lines, Map<String, List<Setting>> macros) {

    private static final String MACRO = "[attr]";
    private static final Pattern BLANKS = Pattern.compile("[ \t\r]+");
    // As in git, which passes over longer lines.
    private static final int LONGEST_LINE = 2_048;

    static AttributeFile parse(byte[] bytes) {
        AttributeFile file = new AttributeFile(new ArrayList<>(), new HashMap<>());
        int start = 0;
        while (start < bytes.length) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n')
                end++;
            if (end - start < LONGEST_LINE)
                file.add(new String(bytes, start, end - start, StandardCharsets.UTF_8));
            start = end + 1;
        }
        return file;
    }

    private void add(String text) {
        String line = text.strip();
        if (line.startsWith("\uFEFF"))
            line = line.substring(1).strip();
        if (line.isEmpty() || line.startsWith("#") || line.startsWith("!"))
            return;
        int end = line.startsWith("\"") ? endOfQuoted(line) : endOfWord(line);
        String first = line.substring(0, end);
        List<Setting> settings = settings(line.substring(end).strip());
        if (first.startsWith(MACRO))
            addMacro(first, settings);
        else if (!settings.isEmpty())
            lines.add(new AttributeLine(AttributePattern.of(unquoted(first)), settings));
    }

    // Blanks may stand between [attr] and the name.
    private void addMacro(String first, List<Setting> settings) {
        if (first.length() > MACRO.length())
            macros.put(first.substring(MACRO.length()), settings);
        else if (!settings.isEmpty())
            macros.put(settings.getFirst().name(), settings.subList(1, settings.size()));
    }

    private static List<Setting> settings(String text) {
        List<Setting> settings = new ArrayList<>();
        for (String word : BLANKS.split(text, -1)) {
            if (!word.isEmpty())
                settings.add(Setting.of(word));
        }
        return settings;
    }

    private static int endOfWord(String line) {
        int end = 0;
        while (end < line.length() && " \t\r".indexOf(line.charAt(end)) < 0)
            end++;
        return end;
    }

    private static int endOfQuoted(String line) {
        for (int i = 1; i < line.length(); i++) {
            if (line.charAt(i) == '\\')
                i++;
            else if (line.charAt(i) == '"')
                return i + 1;
        }
        return endOfWord(line);
    }

    private static String unquoted(String pattern) {
        boolean quoted = pattern.length() > 1 && pattern.startsWith("\"") && pattern.endsWith("\"");
        return quoted ? QuotedString.GIT_PATH.dequote(pattern) : pattern;
    }
}
