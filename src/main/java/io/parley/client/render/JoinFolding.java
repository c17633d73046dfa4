package io.parley.client.render;

import io.parley.client.model.DisplayLine.Fold;
import io.parley.client.model.JoinSettings;
import io.parley.client.model.JoinSettings.Shown;
import io.parley.protocol.DefaultServerMessageHandler;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folds the joins and leaves of people who have written nothing lately, as WeeChat's smart filter
 * hides them: those between two texts of a room become one line. Who has joined and then writes is
 * shown by name. Owned by the client's actor.
 *
 * <p>In a window the line is there at once, and later events replace it. Without windows it
 * precedes the next text of its room.
 */
public final class JoinFolding {
  /** The number of rooms, and of people of each room, that are stored. */
  private static final int MAX_ENTRIES = 1000;

  /**
   * A message to show.
   *
   * @param fold where its lines go
   */
  record Visible(ServerMessage message, Fold fold) {}

  /** A map that keeps the entries that were added last. */
  private static final class BoundedMap<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > MAX_ENTRIES;
    }
  }

  /** The people of one room, by the keys of their nicknames. */
  private static final class RoomState {
    /** When they wrote last. */
    private final Map<String, Instant> talkers = new BoundedMap<>();

    /** The joins that no line names. */
    private final Map<String, ServerMessage.Joined> unnamedJoins = new BoundedMap<>();

    private Optional<ServerMessage> folded = Optional.empty();

    private void forgetEvents() {
      unnamedJoins.clear();
      folded = Optional.empty();
    }
  }

  private final JoinSettings settings;
  private final boolean hasWindows;
  private final Clock clock;

  /** By the rooms' keys. */
  private final Map<String, RoomState> rooms = new BoundedMap<>();

  /** When they wrote to the user or the user to them, in private. */
  private final Map<String, Instant> correspondents = new BoundedMap<>();

  /**
   * Folds as the settings say.
   *
   * @param hasWindows whether a line can be replaced
   */
  public JoinFolding(JoinSettings settings, boolean hasWindows, Clock clock) {
    this.settings = settings;
    this.hasWindows = hasWindows;
    this.clock = clock;
  }

  /** The messages to show for a message that the user {@code self} receives, in their order. */
  List<Visible> onMessage(ServerMessage message, Nickname self) {
    return settings.shown() == Shown.ALL
        ? List.of(new Visible(message, Fold.NONE))
        : message.accept(new Handler(self));
  }

  private final class Handler extends DefaultServerMessageHandler<List<Visible>> {
    private final Nickname self;

    Handler(Nickname self) {
      this.self = self;
    }

    @Override
    public List<Visible> onJoined(ServerMessage.Joined joined) {
      if (joined.isJoinOf(self)) {
        room(joined.stamp()).forgetEvents(); // of an earlier connection
        return onOther(joined);
      }
      if (isTalker(joined.nickname(), joined.stamp().room())) {
        return onOther(joined);
      }
      room(joined.stamp()).unnamedJoins.put(joined.nickname().foldedKey(), joined);
      return fold(joined, 1, 0);
    }

    @Override
    public List<Visible> onLeft(ServerMessage.Left left) {
      if (left.isLeaveOf(self)) {
        rooms.remove(left.stamp().room().key());
        return onOther(left);
      }
      room(left.stamp()).unnamedJoins.remove(left.nickname().foldedKey());
      if (left.by().isPresent()) {
        return onOther(left); // who puts people out is named
      }
      return isTalker(left.nickname(), left.stamp().room()) ? onOther(left) : fold(left, 0, 1);
    }

    /**
     * A talker stays one, and who was only counted is named by the new nickname. A single join that
     * still waits to be shown precedes the rename.
     */
    @Override
    public List<Visible> onRenamed(ServerMessage.Renamed renamed) {
      RoomState room = room(renamed.stamp());
      move(correspondents, renamed);
      move(room.talkers, renamed);
      List<Visible> visible = new ArrayList<>();
      Optional<ServerMessage.Joined> single =
          room.folded
              .filter(ServerMessage.Joined.class::isInstance)
              .map(ServerMessage.Joined.class::cast)
              .filter(joined -> joined.nickname().isSame(renamed.previous()));
      ServerMessage.@Nullable Joined unnamed =
          room.unnamedJoins.remove(renamed.previous().foldedKey());
      if (single.isPresent()) {
        visible.addAll(hasWindows ? List.of() : closeFold(room)); // a window names it already
      } else if (unnamed != null) {
        room.unnamedJoins.put(
            renamed.nickname().foldedKey(),
            new ServerMessage.Joined(renamed.nickname(), unnamed.stamp(), unnamed.once()));
      }
      visible.addAll(onOther(renamed));
      return visible;
    }

    private void move(Map<String, Instant> times, ServerMessage.Renamed renamed) {
      @Nullable Instant time = times.remove(renamed.previous().foldedKey());
      if (time != null) {
        addLatest(times, renamed.nickname(), time);
      }
    }

    @Override
    public List<Visible> onPresenceSummary(ServerMessage.PresenceSummary summary) {
      return fold(summary, summary.joined(), summary.left());
    }

    /** Who wrote lately before the user came is a talker as well. */
    @Override
    public List<Visible> onBacklog(ServerMessage.Backlog backlog) {
      backlog
          .messages()
          .forEach(
              past ->
                  past.userMessage()
                      .ifPresent(
                          sent -> addTalker(sent.author(), past.stamp(), past.stamp().time())));
      return onOther(backlog);
    }

    @Override
    public List<Visible> onChatted(ServerMessage.Chatted chatted) {
      return onText(chatted, chatted.nickname());
    }

    @Override
    public List<Visible> onEmoted(ServerMessage.Emoted emoted) {
      return onText(emoted, emoted.nickname());
    }

    @Override
    public List<Visible> onTopicChanged(ServerMessage.TopicChanged topic) {
      return onText(topic, topic.nickname());
    }

    @Override
    public List<Visible> onPrivateMessage(ServerMessage.PrivateMessage message) {
      Nickname peer = message.isWrittenBy(self) ? message.to() : message.from();
      addLatest(correspondents, peer, clock.instant());
      return onOther(message);
    }

    @Override
    protected List<Visible> onOther(ServerMessage message) {
      return List.of(new Visible(message, Fold.NONE));
    }

    private List<Visible> onText(ServerMessage message, Nickname author) {
      List<Visible> visible = new ArrayList<>(closeFold(room(message.stamp())));
      unnamedJoin(message.stamp(), author)
          .ifPresent(joined -> visible.add(new Visible(joined, Fold.NONE)));
      addTalker(author, message.stamp(), clock.instant());
      visible.addAll(onOther(message));
      return visible;
    }

    private Optional<ServerMessage.Joined> unnamedJoin(Stamp stamp, Nickname author) {
      return settings.shown() == Shown.NONE
          ? Optional.empty()
          : Optional.ofNullable(room(stamp).unnamedJoins.remove(author.foldedKey()))
              .filter(joined -> isRecent(joined.stamp().time()));
    }
  }

  private List<Visible> fold(ServerMessage event, int joined, int left) {
    if (settings.shown() == Shown.NONE) {
      return List.of();
    }
    RoomState room = room(event.stamp());
    Fold fold = room.folded.isPresent() ? Fold.UPDATE : Fold.NEW;
    ServerMessage folded =
        room.folded
            .<ServerMessage>map(before -> summary(before, event.stamp(), joined, left))
            .orElse(event);
    room.folded = Optional.of(folded);
    return hasWindows ? List.of(new Visible(folded, fold)) : List.of();
  }

  private static ServerMessage summary(ServerMessage before, Stamp stamp, int joined, int left) {
    if (before instanceof ServerMessage.PresenceSummary summary) {
      return new ServerMessage.PresenceSummary(
          summary.joined() + joined, summary.left() + left, stamp);
    }
    boolean join = before instanceof ServerMessage.Joined;
    return new ServerMessage.PresenceSummary(joined + (join ? 1 : 0), left + (join ? 0 : 1), stamp);
  }

  /** A text follows: later joins and leaves are counted in another line. */
  private List<Visible> closeFold(RoomState room) {
    Optional<ServerMessage> folded = room.folded;
    room.folded = Optional.empty();
    if (folded.isPresent() && folded.get() instanceof ServerMessage.Joined named) {
      room.unnamedJoins.remove(named.nickname().foldedKey());
    }
    return hasWindows
        ? List.of()
        : folded.map(message -> List.of(new Visible(message, Fold.NONE))).orElse(List.of());
  }

  private void addTalker(Nickname author, Stamp stamp, Instant time) {
    addLatest(room(stamp).talkers, author, time);
  }

  private static void addLatest(Map<String, Instant> times, Nickname nickname, Instant time) {
    @Nullable Instant before = times.remove(nickname.foldedKey());
    times.put(nickname.foldedKey(), before != null && before.isAfter(time) ? before : time);
  }

  private boolean isTalker(Nickname nickname, RoomName room) {
    if (settings.shown() == Shown.NONE) {
      return false;
    }
    String key = nickname.foldedKey();
    Instant inRoom =
        Optional.ofNullable(rooms.get(room.key()))
            .map(state -> state.talkers.get(key))
            .orElse(Instant.MIN);
    return isRecent(inRoom) || isRecent(correspondents.getOrDefault(key, Instant.MIN));
  }

  /** The clock of the server may be ahead. */
  private boolean isRecent(Instant time) {
    return !time.isBefore(clock.instant().minus(settings.talkerTime()));
  }

  private RoomState room(Stamp stamp) {
    return rooms.computeIfAbsent(stamp.room().key(), key -> new RoomState());
  }
}
