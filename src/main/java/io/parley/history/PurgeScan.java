package io.parley.history;

import io.parley.protocol.Nickname;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Finds the messages of a purge among those of a room, the newest first. The times of a room rise
 * with few exceptions, so that it ends after {@link #MAX_OLD} messages in a row that are too old.
 */
public final class PurgeScan {
  /** More messages than an import of a short log, or than are said while a clock is wrong. */
  public static final int MAX_OLD = 1000;

  private final String nicknameKey;
  private final OptionalLong author;
  private final Instant since;
  private final int limit;
  private final Map<String, String> keys = new HashMap<>(); // few names; computing a key is slow
  private final List<Long> found = new ArrayList<>();
  private int old;

  /** The parameters are those of {@link MessageStore#purge}. */
  public PurgeScan(String nickname, OptionalLong author, Instant since, int limit) {
    this.nicknameKey = Nickname.foldedKeyOf(nickname);
    this.author = author;
    this.since = since;
    this.limit = limit;
  }

  /** Looks at the next message, unless {@link #isDone}. */
  public void add(StoredMessage message) {
    if (isDone()) {
      return;
    }
    NewMessage content = message.content();
    old = content.time().isBefore(since) ? old + 1 : 0;
    if (old == 0 && message.isEditable() && isByAuthor(content)) {
      found.add(message.id());
    }
  }

  private boolean isByAuthor(NewMessage content) {
    return author.isPresent()
        ? content.author().equals(author)
        : keys.computeIfAbsent(content.nickname(), Nickname::foldedKeyOf).equals(nicknameKey);
  }

  /** Whether no more messages are needed. */
  public boolean isDone() {
    return found.size() >= limit || old >= MAX_OLD;
  }

  /** The ids of the messages, the highest first. */
  public List<Long> found() {
    return found;
  }
}
