package io.memgit.core.browse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What follows a name in a revision: {@code ~n}, {@code ^n}, {@code ^{commit}}, <code>^{}</code>
 * and, at the end, {@code ^{tree}}.
 *
 * @param steps
 *            the number of the parent to go to, counted from 1, once for each step
 * @param needCommit
 *            whether the steps can only be taken from a commit
 */
record RevisionSteps(List<Integer> steps, boolean needCommit) {

    private static final Pattern STEP = Pattern.compile("\\G(?:~(\\d{0,7})|\\^(\\d{1,7})|\\^\\{(\\w*)\\}|(\\^))");
    private static final int MOST_STEPS = 1_000_000;

    /** The steps that {@code text} spells, or null when it is anything else. */
    static @Nullable RevisionSteps parse(String text) {
        List<Integer> steps = new ArrayList<>();
        boolean needCommit = false;
        Matcher match = STEP.matcher(text);
        int end = 0;
        while (end < text.length() && match.find()) {
            end = match.end();
            String type = match.group(3);
            if (type == null) {
                needCommit = true;
                if (!addSteps(steps, match))
                    return null;
            } else if (type.equals("commit")) {
                needCommit = true;
            } else if (!type.isEmpty() && !(type.equals("tree") && end == text.length())) {
                return null;
            }
        }
        return end == text.length() ? new RevisionSteps(steps, needCommit) : null;
    }

    private static boolean addSteps(List<Integer> steps, Matcher match) {
        if (match.group(1) != null) {
            int count = match.group(1).isEmpty() ? 1 : Integer.parseInt(match.group(1));
            if (steps.size() + count > MOST_STEPS)
                return false;
            for (int i = 0; i < count; i++) {
                steps.add(1);
            }
            return true;
        }
        int number = match.group(4) != null ? 1 : Integer.parseInt(match.group(2));
        if (number > 0) // ^0 is the commit itself
            steps.add(number);
        return true;
    }
}
