package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.PersonReaction;
import io.parley.history.StoredMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies a history to an empty one, in another database or another kind of database.
 *
 * <ol>
 *   <li>The messages keep their ids, and everything that is stored of them. The accounts of their
 *       authors, and of those who have reacted, have other ids in the target.
 *   <li>The last id that was assigned is copied, so that ids of deleted messages are not assigned
 *       again.
 *   <li>The search index is built by the target. The tokens of the last batches are not copied:
 *       only the process that has stored a batch asks for its token.
 * </ol>
 */
public final class HistoryCopy {
  private static final int BATCH_SIZE = 500;

  private final SqlMessageStore source;
  private final SqlMessageStore target;
  private final Map<Long, Long> accounts;

  /**
   * @param accounts the ids of accounts in the target by those in the source. Messages of others
   *     have no author there; the numbers of guests stay
   */
  public HistoryCopy(SqlMessageStore source, SqlMessageStore target, Map<Long, Long> accounts) {
    this.source = source;
    this.target = target;
    this.accounts = Map.copyOf(accounts);
  }

  /**
   * Copies all messages.
   *
   * @param progress gets the number of copied messages after each batch
   * @return the number of messages
   * @throws HistoryException if one of the histories fails, or does not have that number of
   *     messages afterwards; the target is incomplete then
   */
  public long run(LongConsumer progress) throws HistoryException {
    target.raiseLastId(source.lastReservedId());
    long copied = 0;
    List<StoredMessage> batch = page(0);
    while (!batch.isEmpty()) {
      copied += copy(batch);
      progress.accept(copied);
      batch = page(batch.get(batch.size() - 1).id());
    }
    requireCount(copied, source.countRows());
    requireCount(copied, target.countRows());
    return copied;
  }

  private int copy(List<StoredMessage> batch) throws HistoryException {
    List<Long> reacted = new ArrayList<>();
    List<StoredMessage> messages = new ArrayList<>(batch.size());
    for (StoredMessage message : batch) {
      if (!message.changes().reactions().isEmpty()) {
        reacted.add(message.id());
      }
      messages.add(
          new StoredMessage(
              message.id(),
              message.content().withAuthor(copied(message.content().author())),
              message.changes().withReactions(List.of()),
              Optional.empty()));
    }
    int copied = target.importMessages(messages);
    if (!reacted.isEmpty()) {
      Map<Long, List<PersonReaction>> reactions = new HashMap<>();
      source
          .reactions(reacted)
          .forEach((id, all) -> reactions.put(id, all.stream().map(this::copied).toList()));
      target.addReactions(reactions);
    }
    return copied;
  }

  private PersonReaction copied(PersonReaction reaction) {
    return new PersonReaction(reaction.emoji(), reaction.nickname(), copied(reaction.author()));
  }

  private OptionalLong copied(OptionalLong author) {
    if (author.isEmpty() || author.getAsLong() < 0) {
      return author;
    }
    @Nullable Long account = accounts.get(author.getAsLong());
    return account == null ? OptionalLong.empty() : OptionalLong.of(account);
  }

  private List<StoredMessage> page(long after) throws HistoryException {
    return source.after(after, Optional.empty(), Optional.empty(), BATCH_SIZE);
  }

  private static void requireCount(long copied, long counted) throws HistoryException {
    if (copied != counted) {
      throw new HistoryException(
          "a history has changed while it was copied ("
              + counted
              + " messages instead of "
              + copied
              + "): stop the server that uses it");
    }
  }
}
