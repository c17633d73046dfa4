package io.parley.room;

import static io.parley.protocol.Problem.Code.NO_SUCH_MESSAGE;
import static io.parley.protocol.Problem.Code.TOO_MANY_REACTIONS;

import io.parley.access.Permissions;
import io.parley.access.RoomAct;
import io.parley.access.Standing;
import io.parley.history.HistoryException;
import io.parley.history.MessageKind;
import io.parley.history.MessageStore;
import io.parley.history.Reaction;
import io.parley.history.StoredMessage;
import io.parley.protocol.Emoji;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Changes stored messages for members, if they may. It blocks, and one thread at a time uses it:
 * that which stores the new messages.
 */
record MessageReviser(MessageStore store) {
  /** So many messages one request deletes; the answer says if there may be more. */
  static final int MAX_PURGED = 1000;

  /** So many messages one transaction deletes, as others wait for its end. */
  private static final int PURGE_BATCH = 100;

  /**
   * A request of a member, and what decides about it.
   *
   * @param request whose text and emoji are valid
   * @param permissions those of the room when the request was made
   * @param standing who the member is in the room
   * @param author the number of the author, as stored with the messages
   * @param guestAuthor the number of the author before the log-in in this room
   * @param now the time of the request
   * @param since how old messages may be that a purge deletes
   * @param purged the account whose messages a purge deletes; empty if only the nickname counts
   * @param maxAge how old a message may be that its author changes
   */
  record Order(
      Request.MessageRequest request,
      Permissions permissions,
      Standing standing,
      Nickname nickname,
      long author,
      long guestAuthor,
      Instant now,
      Instant since,
      OptionalLong purged,
      Duration maxAge) {}

  /** What became of a request. */
  sealed interface Outcome {}

  /** Nothing was changed. */
  record Refused(Problem problem) implements Outcome {}

  /**
   * The messages have changed.
   *
   * @param messages as they are now, oldest first
   * @param own whether the member has written them
   * @param more whether there are more to delete
   */
  record Revised(Order order, List<StoredMessage> messages, boolean own, boolean more)
      implements Outcome {
    Revised {
      messages = List.copyOf(messages);
    }
  }

  /** The message that a reply answers. */
  record Answered(Order order, StoredMessage message) implements Outcome {}

  /**
   * Decides about a request, and carries it out.
   *
   * @throws HistoryException if the store fails; then nothing is changed, except for a part of a
   *     purge
   */
  Outcome revise(Order order) throws HistoryException {
    Request.MessageRequest request = order.request();
    try {
      if (request instanceof Request.Edit edit) {
        return edit(order, edit);
      }
      if (request instanceof Request.Delete delete) {
        return delete(order, delete);
      }
      if (request instanceof Request.React react) {
        return react(order, react);
      }
      if (request instanceof Request.Purge purge) {
        return purge(order, purge);
      }
      return new Answered(order, find(order, ((Request.Reply) request).id()));
    } catch (RejectedException e) {
      return new Refused(e.problem());
    }
  }

  private Outcome edit(Order order, Request.Edit edit) throws HistoryException, RejectedException {
    StoredMessage message = find(order, edit.id());
    boolean own = isOwn(order, message);
    require(order.permissions().edit(order.standing(), own, age(order, message), order.maxAge()));
    StoredMessage edited =
        store
            .edit(room(order), edit.id(), edit.text(), order.now())
            .orElseThrow(() -> noSuchMessage(order, edit.id()));
    return new Revised(order, List.of(edited), own, false);
  }

  private Outcome delete(Order order, Request.Delete delete)
      throws HistoryException, RejectedException {
    StoredMessage message = find(order, delete.id());
    boolean own = isOwn(order, message);
    require(order.permissions().delete(order.standing(), own, age(order, message), order.maxAge()));
    List<Long> deleted = store.delete(room(order), List.of(delete.id()), order.nickname().value());
    if (deleted.isEmpty()) {
      throw noSuchMessage(order, delete.id());
    }
    return new Revised(order, tombstones(order, deleted), own, false);
  }

  private Outcome purge(Order order, Request.Purge purge)
      throws HistoryException, RejectedException {
    require(order.permissions().act(RoomAct.PURGE, order.standing()));
    List<Long> all = new ArrayList<>();
    boolean more = purge(order, purge, OptionalLong.empty(), all);
    if (order.purged().isPresent()) {
      more |= purge(order, purge, order.purged(), all);
    }
    all.sort(null);
    return new Revised(order, tombstones(order, all), false, more);
  }

  /**
   * @param account whose messages are deleted, whatever the nickname was; empty for those of the
   *     nickname
   * @param deleted gets their ids
   * @return whether there may be more
   */
  private boolean purge(Order order, Request.Purge purge, OptionalLong account, List<Long> deleted)
      throws HistoryException {
    int last = PURGE_BATCH;
    while (last == PURGE_BATCH && deleted.size() < MAX_PURGED) {
      List<Long> batch =
          store.purge(
              room(order),
              purge.nickname(),
              account,
              order.since(),
              order.nickname().value(),
              PURGE_BATCH);
      deleted.addAll(batch);
      last = batch.size();
    }
    return last == PURGE_BATCH;
  }

  private Outcome react(Order order, Request.React react)
      throws HistoryException, RejectedException {
    StoredMessage message = find(order, react.id());
    require(order.permissions().act(RoomAct.REACT, order.standing()));
    Emoji emoji = new Emoji(react.emoji());
    StoredMessage changed =
        store
            .react(
                room(order),
                react.id(),
                emoji.value(),
                order.nickname().value(),
                OptionalLong.of(order.author()),
                react.added())
            .orElseThrow(() -> noSuchMessage(order, react.id()));
    if (react.added() && changed.equals(message) && !hasReacted(order, message, emoji)) {
      throw new RejectedException(
          new Problem(
              TOO_MANY_REACTIONS,
              "That message has as many reactions as a message can have.",
              Long.toString(react.id())));
    }
    return new Revised(order, List.of(changed), false, false);
  }

  private static boolean hasReacted(Order order, StoredMessage message, Emoji emoji) {
    return message.changes().reactions().stream()
        .filter(reaction -> reaction.emoji().equals(emoji.value()))
        .map(Reaction::nicknames)
        .flatMap(List::stream)
        .anyMatch(nickname -> Nickname.sanitize(nickname).isSame(order.nickname()));
  }

  /** A message that is there, and not a topic. */
  private StoredMessage find(Order order, long id) throws HistoryException, RejectedException {
    Optional<StoredMessage> found = store.find(room(order), id);
    if (found.isEmpty()
        || found.get().changes().deletedBy().isPresent()
        || found.get().content().kind() == MessageKind.TOPIC) {
      throw noSuchMessage(order, id);
    }
    return found.get();
  }

  private List<StoredMessage> tombstones(Order order, List<Long> ids) throws HistoryException {
    List<StoredMessage> messages = new ArrayList<>();
    for (long id : ids) {
      store.find(room(order), id).ifPresent(messages::add);
    }
    return messages;
  }

  private static boolean isOwn(Order order, StoredMessage message) {
    OptionalLong author = message.content().author();
    return author.equals(OptionalLong.of(order.author()))
        || author.equals(OptionalLong.of(order.guestAuthor()));
  }

  private static Duration age(Order order, StoredMessage message) {
    return Duration.between(message.content().time(), order.now());
  }

  private static String room(Order order) {
    return order.permissions().room().value();
  }

  private static void require(Optional<Problem> problem) throws RejectedException {
    if (problem.isPresent()) {
      throw new RejectedException(problem.get());
    }
  }

  private static RejectedException noSuchMessage(Order order, long id) {
    return new RejectedException(
        new Problem(
            NO_SUCH_MESSAGE,
            "There is no such message in " + order.permissions().room() + ", or it was deleted.",
            Long.toString(id)));
  }
}
