package io.memgit.core.sequencer;

import io.memgit.core.sequencer.TodoItem.Command;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts commits that say {@code fixup!}, {@code squash!} or {@code amend!} behind those they speak
 * of, by the rules of {@code git rebase --autosquash}: the whole subject, else a hash, else the
 * beginning of a subject.
 */
final class Autosquash {

    private static final int NONE = -1;

    private final List<StoredCommit> commits;
    private final String[] subjects;
    private final Command[] commands;
    /** Chains of those that go together, by their places in the list. */
    private final int[] next;
    private final int[] tail;
    private final Map<String, Integer> bySubject = new HashMap<>();

    private Autosquash(List<StoredCommit> commits) {
        this.commits = commits;
        this.subjects = new String[commits.size()];
        this.commands = new Command[commits.size()];
        this.next = new int[commits.size()];
        this.tail = new int[commits.size()];
        Arrays.fill(next, NONE);
        Arrays.fill(tail, NONE);
        Arrays.fill(commands, Command.PICK);
    }

    static List<TodoItem> arrange(List<StoredCommit> commits) {
        Autosquash order = new Autosquash(commits);
        for (int i = 0; i < commits.size(); i++)
            order.place(i);
        List<TodoItem> todo = new ArrayList<>(commits.size());
        for (int i = 0; i < commits.size(); i++) {
            if (order.commands[i] != Command.PICK)
                continue;
            for (int at = i; at >= 0; at = order.next[at])
                todo.add(new TodoItem(order.commands[at], commits.get(at)));
        }
        return todo;
    }

    private void place(int i) {
        String subject = commits.get(i).subject();
        subjects[i] = subject;
        Command command = command(subject);
        int target = command == Command.PICK ? NONE : target(withoutPrefixes(subject), i);
        if (target < 0) {
            bySubject.putIfAbsent(subject, i);
            return;
        }
        commands[i] = command;
        int behind = tail[target] < 0 ? target : tail[target];
        next[i] = next[behind];
        next[behind] = i;
        tail[target] = i;
    }

    private int target(String wanted, int before) {
        Integer exact = bySubject.get(wanted);
        if (exact != null)
            return exact;
        if (wanted.indexOf(' ') < 0) {
            int named = named(wanted, before);
            if (named >= 0)
                return named;
        }
        for (int i = 0; i < before; i++) {
            if (subjects[i].startsWith(wanted))
                return i;
        }
        return NONE;
    }

    private int named(String hash, int before) {
        if (hash.length() < 4 || !hash.chars().allMatch(c -> Character.digit(c, 16) >= 0))
            return NONE;
        for (int i = 0; i < before; i++) {
            if (commits.get(i).id().name().startsWith(hash))
                return i;
        }
        return NONE;
    }

    private static Command command(String subject) {
        if (subject.startsWith("fixup! "))
            return Command.FIXUP;
        if (subject.startsWith("squash! "))
            return Command.SQUASH;
        return subject.startsWith("amend! ") ? Command.AMEND : Command.PICK;
    }

    private static String withoutPrefixes(String subject) {
        String rest = subject;
        for (Command command = command(rest); command != Command.PICK; command = command(rest))
            rest = rest.substring(rest.indexOf(' ')).stripLeading();
        return rest;
    }
}
