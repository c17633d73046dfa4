package io.parley.client.state;

import io.parley.protocol.Nickname;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The nicknames of ignored users. Owned by the client's actor.
 *
 * <p>An ignored user who takes another nickname stays ignored under it, and the nickname that the
 * user of this client has typed stays ignored, too: otherwise somebody could shake off the others
 * by two renames. So an ignored user has at most two entries, the typed one and the current one.
 */
public final class IgnoredNicknames {
  private static final int MAX_IGNORED = 1000;

  /**
   * What has changed.
   *
   * @param ignored the nicknames that are ignored from now on
   * @param unignored the nicknames that were ignored, and are not any more
   */
  public record Change(List<Nickname> ignored, List<Nickname> unignored) {
    public Change {
      ignored = List.copyOf(ignored);
      unignored = List.copyOf(unignored);
    }
  }

  private static final Change NOTHING = new Change(List.of(), List.of());

  /** By folded key, in the order of the keys. */
  private final Map<String, Nickname> all = new TreeMap<>();

  /** The typed nicknames of those that were only followed, by the folded keys of the latter. */
  private final Map<String, Nickname> typed = new HashMap<>();

  boolean isEmpty() {
    return all.isEmpty();
  }

  boolean contains(Nickname nickname) {
    return all.containsKey(nickname.foldedKey());
  }

  /** Whether a nickname is ignored only because an ignored user has taken it. */
  boolean isFollowed(Nickname nickname) {
    return typed.containsKey(nickname.foldedKey());
  }

  /** Ignores a nickname; returns false if too many are ignored. */
  public boolean add(Nickname nickname) {
    if (all.size() >= MAX_IGNORED && !contains(nickname)) {
      return false;
    }
    all.put(nickname.foldedKey(), nickname);
    typed.remove(nickname.foldedKey());
    return true;
  }

  /**
   * Stops ignoring a user: the nickname, and the other one under which the same user is ignored.
   *
   * @return the nicknames that were ignored; none if the user was not
   */
  public List<Nickname> remove(Nickname nickname) {
    Nickname original = Optional.ofNullable(typed.get(nickname.foldedKey())).orElse(nickname);
    List<Nickname> removed = new ArrayList<>();
    Optional.ofNullable(all.remove(original.foldedKey())).ifPresent(removed::add);
    List<String> followed =
        typed.entrySet().stream()
            .filter(entry -> entry.getValue().isSame(original))
            .map(Map.Entry::getKey)
            .toList();
    for (String key : followed) {
      typed.remove(key);
      Optional.ofNullable(all.remove(key)).ifPresent(removed::add);
    }
    return removed;
  }

  /** A user has another nickname; nothing changes if the user is not ignored. */
  public Change onRenamed(Nickname previous, Nickname nickname) {
    if (!contains(previous) || contains(nickname)) {
      return NOTHING;
    }
    Nickname original = Optional.ofNullable(typed.get(previous.foldedKey())).orElse(previous);
    List<Nickname> gone = new ArrayList<>();
    if (isFollowed(previous)) {
      typed.remove(previous.foldedKey());
      Optional.ofNullable(all.remove(previous.foldedKey())).ifPresent(gone::add);
    }
    if (!add(nickname)) {
      return new Change(List.of(), gone);
    }
    typed.put(nickname.foldedKey(), original);
    return new Change(List.of(nickname), gone);
  }

  /** The ignored nicknames, in the order of their folded keys. */
  public List<String> names() {
    return all.values().stream().map(Nickname::value).toList();
  }
}
