package io.parley.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One room as people expect it to be: who is in it, who may do what, and what was said. It shares
 * no code with the server. People are named by their nicknames, and all of them have an account.
 */
final class RoomModel {
  static final String DONE = "";

  /** A text, as it is now. */
  static final class Said {
    final String author;
    String text;
    boolean edited;
    Optional<String> deletedBy = Optional.empty();
    final Map<String, Set<String>> reactions = new LinkedHashMap<>();

    Said(String author, String text) {
      this.author = author;
      this.text = text;
    }
  }

  final Set<String> present = new TreeSet<>();
  final Map<String, String> roles = new TreeMap<>();
  final Set<String> bans = new TreeSet<>();
  final Set<String> mutes = new TreeSet<>();
  final Map<Long, Said> said = new TreeMap<>();
  boolean moderated;

  RoomModel(String owner) {
    roles.put(owner, "owner");
  }

  private int rank(String who) {
    return switch (roles.getOrDefault(who, "none")) {
      case "owner" -> 3;
      case "operator" -> 2;
      case "voice" -> 1;
      default -> 0;
    };
  }

  private boolean isOperator(String who) {
    return rank(who) >= 2;
  }

  /** Why somebody may not enter; {@link #DONE} if the person is in the room then. */
  String join(String who) {
    if (!present.contains(who) && bans.contains(who) && !isOperator(who)) {
      return "BANNED";
    }
    present.add(who);
    return DONE;
  }

  String part(String who) {
    return present.remove(who) ? DONE : "NOT_IN_ROOM";
  }

  String say(String who) {
    if (!present.contains(who)) {
      return "NOT_IN_ROOM";
    }
    if (isOperator(who)) {
      return DONE;
    }
    if (mutes.contains(who)) {
      return "MUTED";
    }
    return moderated && rank(who) < 1 ? "ROOM_MODERATED" : DONE;
  }

  String edit(String who, long id, String text) {
    if (!present.contains(who)) {
      return "NOT_IN_ROOM";
    }
    Said target = said.get(id);
    if (target == null || target.deletedBy.isPresent()) {
      return "NO_SUCH_MESSAGE";
    }
    String silent = say(who);
    if (!silent.equals(DONE)) {
      return silent;
    }
    if (!target.author.equals(who)) {
      return "NOT_AUTHOR";
    }
    target.text = text;
    target.edited = true;
    return DONE;
  }

  String delete(String who, long id) {
    if (!present.contains(who)) {
      return "NOT_IN_ROOM";
    }
    Said target = said.get(id);
    if (target == null || target.deletedBy.isPresent()) {
      return "NO_SUCH_MESSAGE";
    }
    if (!target.author.equals(who) && !isOperator(who)) {
      return "NOT_AUTHOR";
    }
    erase(target, who);
    return DONE;
  }

  /** All that somebody has said. The number of texts is in the answer. */
  String purge(String who, String author) {
    if (!present.contains(who)) {
      return "NOT_IN_ROOM";
    }
    if (!isOperator(who)) {
      return "NOT_OPERATOR";
    }
    said.values().stream()
        .filter(text -> text.author.equals(author) && text.deletedBy.isEmpty())
        .forEach(text -> erase(text, who));
    return DONE;
  }

  private static void erase(Said text, String by) {
    text.text = "";
    text.edited = false;
    text.deletedBy = Optional.of(by);
    text.reactions.clear();
  }

  String react(String who, long id, String emoji, boolean add) {
    if (!present.contains(who)) {
      return "NOT_IN_ROOM";
    }
    Said target = said.get(id);
    if (target == null || target.deletedBy.isPresent()) {
      return "NO_SUCH_MESSAGE";
    }
    String silent = say(who);
    if (!silent.equals(DONE)) {
      return silent;
    }
    if (add) {
      target.reactions.computeIfAbsent(emoji, any -> new TreeSet<>()).add(who);
    } else {
      target.reactions.getOrDefault(emoji, new TreeSet<>()).remove(who);
      target.reactions.values().removeIf(Set::isEmpty);
    }
    return DONE;
  }

  String kick(String who, String target) {
    String problem = act(who);
    if (!problem.equals(DONE)) {
      return problem;
    }
    if (!present.contains(target)) {
      return "NO_SUCH_NICKNAME";
    }
    if (isProtected(who, target)) {
      return "TARGET_PROTECTED";
    }
    present.remove(target);
    return DONE;
  }

  String restrict(String who, String target, boolean ban) {
    String problem = act(who);
    if (!problem.equals(DONE)) {
      return problem;
    }
    if (isProtected(who, target)) {
      return "TARGET_PROTECTED";
    }
    (ban ? bans : mutes).add(target);
    if (ban && !isOperator(target)) {
      present.remove(target);
    }
    return DONE;
  }

  String lift(String who, String target, boolean ban) {
    String problem = act(who);
    if (!problem.equals(DONE)) {
      return problem;
    }
    return (ban ? bans : mutes).remove(target) ? DONE : "NO_SUCH_BAN";
  }

  String setModerated(String who, boolean on) {
    String problem = act(who);
    if (problem.equals(DONE)) {
      moderated = on;
    }
    return problem;
  }

  /**
   * Gives a role, or takes it.
   *
   * @param role operator, voice or none
   */
  String setRole(String who, String target, String role) {
    if (!present.contains(who)) {
      return "NOT_IN_ROOM";
    }
    if (role.equals("operator") && rank(who) < 3) {
      return "NOT_OWNER";
    }
    if (role.equals("voice") && rank(who) < 2) {
      return "NOT_OPERATOR";
    }
    if (rank(target) == 3) {
      return "TARGET_PROTECTED";
    }
    if (!(who.equals(target) && present.contains(target))) {
      if (rank(target) == 2 && rank(who) < 3) {
        return "NOT_OWNER";
      }
      if (rank(who) < 2) {
        return "NOT_OPERATOR";
      }
    }
    if (role.equals("none")) {
      roles.remove(target);
    } else {
      roles.put(target, role);
    }
    return DONE;
  }

  private String act(String who) {
    if (!present.contains(who)) {
      return "NOT_IN_ROOM";
    }
    return isOperator(who) ? DONE : "NOT_OPERATOR";
  }

  /** Voice protects nobody. */
  private boolean isProtected(String who, String target) {
    return Math.max(1, rank(who)) <= Math.max(1, rank(target));
  }

  /** The texts as a history shows them: the id, the author, the text and what was done to it. */
  List<String> history() {
    List<String> lines = new ArrayList<>();
    said.forEach(
        (id, text) ->
            lines.add(
                id
                    + " "
                    + text.author
                    + " "
                    + text.text
                    + (text.edited ? " edited" : "")
                    + text.deletedBy.map(by -> " deleted by " + by).orElse("")
                    + reactions(text)));
    return lines;
  }

  private static String reactions(Said text) {
    Map<String, Integer> counts = new TreeMap<>();
    text.reactions.forEach((emoji, people) -> counts.put(emoji, people.size()));
    return counts.isEmpty() ? "" : " " + counts;
  }
}
