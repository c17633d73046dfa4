package io.parley.client;

import io.parley.client.delivery.ReplyAssembler;
import io.parley.client.local.KeptPage;
import io.parley.client.local.StorageRequest;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.JoinSettings;
import io.parley.client.model.ScreenTraits;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.model.WindowName;
import io.parley.client.render.JoinFolding;
import io.parley.client.render.LineFormatter;
import io.parley.client.render.MessageFormatter;
import io.parley.client.state.ClientState;
import io.parley.client.state.IgnoredNicknames;
import io.parley.client.state.QueryWindows;
import io.parley.client.state.SeenRenames;
import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.DefaultServerMessageHandler;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.DecodeResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Updates the state with received messages, and converts them to lines. Owned by the client's
 * actor.
 */
final class MessageReducer {
  private static final ClientMessage NAMES =
      new ClientMessage.RequestMessage(new Request.ListMembers(Optional.empty()));

  private static final String NO_MODERATION =
      "This server has no roles and settings of rooms: it is older than this client.";

  private final ClientState state;
  private final ScreenTraits screen;
  private final MessageFormatter formatter;
  private final LineFormatter lineFormatter;
  private final ReplyAssembler assembler;
  private final SeenRenames renames = new SeenRenames();

  /**
   * @param joins which joins and leaves are shown to a person; a script gets all of them
   */
  MessageReducer(
      ClientState state,
      ScreenTraits screen,
      MessageFormatter formatter,
      JoinSettings joins,
      Clock clock) {
    this.state = state;
    this.screen = screen;
    this.formatter = formatter;
    this.lineFormatter =
        new LineFormatter(
            formatter,
            state.filter(),
            new JoinFolding(
                screen.interactive() ? joins : JoinSettings.ALL, screen.windows(), clock),
            clock,
            screen.windows(),
            state.rooms()::isRejoining);
    this.assembler = new ReplyAssembler(state.heartbeat()::isAnswerPending);
  }

  /** The lines for a message that could not be decoded; does not change the state. */
  List<DisplayLine> onUnreadable(DecodeResult<ServerMessage> received) {
    return received.accept(formatter).stream().map(DisplayLine::live).toList();
  }

  /**
   * Handles a message, and returns the screen updates; those of an answer in parts follow when it
   * is complete. The order of the effects matters:
   *
   * <ol>
   *   <li>The joined rooms and the query windows: the update that creates a window precedes the
   *       lines of its room, so that they appear there.
   *   <li>The members, and the lines.
   *   <li>The shown range: a message without lines may not count as shown.
   *   <li>The own leave, as it removes the window and the shown range of the room.
   *   <li>The pending answers: a command that waits for one sees the rest of the state up to date.
   * </ol>
   */
  List<ScreenUpdate> onMessage(ServerMessage message) {
    if (isRefusedMark(message)) {
      state.readMarks().onRefused();
      return List.of();
    }
    boolean isRepeated = isRepeatedJoin(message) || isRepeatedPrivately(message);
    boolean wasNowhere = state.rooms().isNowhere();
    List<ScreenUpdate> updates = new ArrayList<>(message.accept(new StateHandler()));
    Nickname self = state.self(message);
    state.memberLists().onMessage(message);
    state.headings().onMessage(message, self);
    state.knownMessages().onMessage(message);
    boolean isOlderServer = state.capabilities().onAnswer(message);
    List<DisplayLine> lines = isRepeated ? List.of() : lines(message);
    if (!(message instanceof ServerMessage.Backlog) || !lines.isEmpty() || hasIgnored(message)) {
      state.shown().onShown(message); // a screen that shows only answers omits backlogs
    }
    boolean leaves = message.isLeaveOf(self);
    if (leaves) {
      state.leave(message.stamp().room());
      updates.add(ScreenUpdate.RoomsChanged.INSTANCE);
    }
    state.answers().onMessage(message, self);
    if (message instanceof ServerMessage.Revised revised && screen.windows()) {
      updates.addAll(revisions(revised, lines));
    } else {
      updates.addAll(lines);
    }
    if (isOlderServer) {
      updates.add(
          screen.interactive()
              ? DisplayLine.notice(NO_MODERATION)
              : new ScreenUpdate.Diagnostic(NO_MODERATION));
    }
    boolean entersNone = leaves || message.refusal().filter(this::isRefusalToEnter).isPresent();
    if (entersNone && !wasNowhere && state.rooms().isNowhere() && screen.interactive()) {
      updates.add(DisplayLine.notice("You are in no room now: /join ROOM enters one."));
    }
    if (message instanceof ServerMessage.Renamed renamed && screen.windows()) {
      queriesThatTell(renamed)
          .forEach(window -> lines.forEach(line -> updates.add(line.withRoom(window))));
    }
    return updates;
  }

  /**
   * The lines of the messages as they are now.
   *
   * @param notice the line that tells of it, for a window without the message
   */
  private List<ScreenUpdate> revisions(ServerMessage.Revised revised, List<DisplayLine> notice) {
    List<ScreenUpdate> updates = new ArrayList<>();
    List<DisplayLine> otherwise = notice;
    Optional<ServerMessage> visible = state.filter().withoutIgnored(revised);
    if (visible.isPresent() && visible.get() instanceof ServerMessage.Revised shown) {
      for (ServerMessage.RoomText text : shown.messages()) {
        if (text.stamp().id().isPresent()) {
          updates.add(
              new ScreenUpdate.MessageRevised(
                  revised.stamp().room(),
                  text.stamp().id().getAsLong(),
                  formatter.onMessage(text),
                  otherwise));
          otherwise = List.of(); // one is enough
        }
      }
    }
    return updates;
  }

  /**
   * A mark may meet another client of the account that leaves the room. Nobody has asked for it.
   */
  private boolean isRefusedMark(ServerMessage message) {
    return message
            .refusal()
            .filter(problem -> problem.code() == Problem.Code.NOT_IN_ROOM)
            .isPresent()
        && state.readMarks().isUnanswered()
        && state.answers().pendingCount() == 0;
  }

  /** Also of the rooms into which the server puts everybody, at the registration. */
  private boolean isRefusalToEnter(Problem problem) {
    return problem.code().isJoinError()
        && state.registration().isRegistered()
        && state.capabilities().confirmsJoins();
  }

  /**
   * The windows besides those of rooms that show a rename, once: the queries with that person; for
   * the own rename the query that is selected.
   */
  private List<RoomName> queriesThatTell(ServerMessage.Renamed renamed) {
    if (!renames.isFirst(renamed)) {
      return List.of();
    }
    Stream<Nickname> peers =
        renamed.nickname().isSame(state.self())
            ? renamed.stamp().knownRoom().flatMap(any -> state.queries().current()).stream()
            : Stream.of(renamed.previous(), renamed.nickname()).filter(state.queries()::isOpen);
    return peers.map(WindowName::ofQuery).distinct().toList();
  }

  /** The lines of a page of a private conversation that was requested. */
  List<DisplayLine> onKeptPage(KeptPage page) {
    return state
        .queryHistory()
        .onPage(page)
        .map(peer -> lineFormatter.formatKept(peer, page.messages()))
        .orElse(List.of());
  }

  private boolean hasIgnored(ServerMessage message) {
    return !state.filter().withoutIgnored(message).equals(Optional.of(message));
  }

  private List<DisplayLine> lines(ServerMessage message) {
    List<DisplayLine> lines = new ArrayList<>();
    if (message instanceof ServerMessage.Pong) {
      state
          .heartbeat()
          .onPong()
          .ifPresent(
              ms ->
                  formatter.onPingAnswered(ms).forEach(text -> lines.add(DisplayLine.live(text))));
    }
    List<ServerMessage> shown =
        assembler.onMessage(message).stream()
            .filter(reply -> !isUnrequestedMemberList(reply))
            .toList();
    for (ServerMessage reply : shown) {
      state.restrictions().onMessage(reply);
      Optional<List<DisplayLine>> page = conversationPage(reply);
      if (page.isPresent()) {
        lines.addAll(page.get());
        continue;
      }
      lines.addAll(lineFormatter.format(state.typedQueries().restore(reply), state.self(reply)));
    }
    return message.refusal().flatMap(this::refusedPeer).map(to -> copyTo(to, lines)).orElse(lines);
  }

  /** The lines of a page that a query window has asked the server for; empty if it is none. */
  private Optional<List<DisplayLine>> conversationPage(ServerMessage message) {
    return message
        .answer(Answer.Conversation.class)
        .flatMap(
            page ->
                state
                    .queryHistory()
                    .onConversation(page)
                    .map(unseen -> lineFormatter.formatKept(page.nickname(), unseen)));
  }

  /** The peer of the query window to which a refusal belongs. */
  private Optional<Nickname> refusedPeer(Problem problem) {
    return screen.windows() && problem.code() == Problem.Code.NO_SUCH_NICKNAME
        ? state.queries().namedIn(Text.sanitize(problem.message()))
        : Optional.empty();
  }

  /** The lines in the window of a query, and in the shown one, too, so that the user sees them. */
  private List<DisplayLine> copyTo(Nickname peer, List<DisplayLine> lines) {
    RoomName window = WindowName.ofQuery(peer);
    List<DisplayLine> all = new ArrayList<>();
    if (!state.currentWindow().isSame(window)) {
      all.addAll(lines);
    }
    lines.forEach(line -> all.add(line.withRoom(window)));
    return all;
  }

  /**
   * If the user can request member lists, unrequested lists are not shown. The answer to a request
   * is complete.
   */
  private boolean isUnrequestedMemberList(ServerMessage message) {
    return message instanceof ServerMessage.MemberList list
        && state.capabilities().supports(NAMES)
        && !(list.isComplete() && state.memberLists().takeListRequested());
  }

  /** The server may send a private message again that it has sent before. */
  private boolean isRepeatedPrivately(ServerMessage message) {
    return message instanceof ServerMessage.PrivateMessage privately
        && state.queryHistory().isShown(privately);
  }

  /** On a screen with windows, a switch to a joined room needs no line. */
  private boolean isRepeatedJoin(ServerMessage message) {
    return screen.windows()
        && message.isJoinOf(state.self(message))
        && state.rooms().isIn(message.stamp().room());
  }

  /**
   * Updates the rooms, the query windows and the away state; returns the updates of the windows.
   */
  private final class StateHandler extends DefaultServerMessageHandler<List<ScreenUpdate>> {

    @Override
    public List<ScreenUpdate> onJoined(ServerMessage.Joined joined) {
      if (!joined.isJoinOf(state.self(joined))) {
        return onOther(joined);
      }
      state.nicknames().onRoomChanged(joined.stamp().room());
      state.capabilities().onSelfJoined(joined.stamp());
      RoomName room = joined.stamp().room();
      RoomName placeholder = state.rooms().placeholder();
      boolean isFirst = state.rooms().all().isEmpty() && !room.isSame(placeholder);
      state.roomKeys().onJoined(room, state.rooms().isIn(room) && !state.rooms().isRejoining());
      state.rooms().onJoined(room);
      if (isFirst) { // its window has the lines since the registration, or since the last leave
        state.windowNumbers().rename(placeholder, room);
      }
      return List.of(ScreenUpdate.RoomsChanged.INSTANCE);
    }

    /** The prompt has the own nickname, and the window of a query that of the other person. */
    @Override
    public List<ScreenUpdate> onRenamed(ServerMessage.Renamed renamed) {
      boolean wasOwn = renamed.previous().isSame(state.self(renamed));
      boolean changed = state.nicknames().onRenamed(renamed, state.rooms().all());
      boolean own = wasOwn || renamed.nickname().isSame(state.self());
      if (own) {
        return changed ? List.of(ScreenUpdate.RoomsChanged.INSTANCE) : List.of();
      }
      return renamePeer(renamed);
    }

    private List<ScreenUpdate> renamePeer(ServerMessage.Renamed renamed) {
      Nickname previous = renamed.previous();
      Nickname nickname = renamed.nickname();
      state.replyTarget().onRenamed(previous, nickname);
      IgnoredNicknames.Change change = state.filter().ignored().onRenamed(previous, nickname);
      change.unignored().forEach(each -> keepIgnored(each, false));
      change.ignored().forEach(each -> keepIgnored(each, true));
      if (!state.queries().isOpen(previous)) {
        return List.of();
      }
      if (state.queries().onRenamed(previous, nickname)) {
        state.windowNumbers().rename(WindowName.ofQuery(previous), WindowName.ofQuery(nickname));
      }
      return List.of(ScreenUpdate.RoomsChanged.INSTANCE);
    }

    private void keepIgnored(Nickname nickname, boolean ignored) {
      state.storage().add(new StorageRequest.ChangeIgnored(nickname, ignored));
    }

    @Override
    public List<ScreenUpdate> onPrivateMessage(ServerMessage.PrivateMessage message) {
      if (state.filter().withoutIgnored(message).isEmpty()
          || state.queryHistory().isShown(message)) {
        return List.of();
      }
      if (!message.isWrittenBy(state.self())) {
        state.replyTarget().onReceived(message.from().value());
      }
      Nickname peer = QueryWindows.peer(message, state.self());
      if (!screen.windows()) {
        state.queryHistory().onShown(peer, message);
        return List.of();
      }
      state.queries().touch(peer);
      state.queryHistory().onShown(peer, message);
      return List.of(ScreenUpdate.RoomsChanged.INSTANCE);
    }

    @Override
    public List<ScreenUpdate> onModerated(ServerMessage.Moderated moderated) {
      state.roomKeys().onModerated(moderated, state.self(moderated));
      return onOther(moderated);
    }

    @Override
    public List<ScreenUpdate> onInvited(ServerMessage.Invited invited) {
      state.roomDirectory().onInvited(invited.room());
      return onOther(invited);
    }

    /** The server lets this client enter rooms unasked, at the registration. */
    @Override
    public List<ScreenUpdate> onBacklog(ServerMessage.Backlog backlog) {
      state.rooms().onEntering(backlog.room());
      return onOther(backlog);
    }

    /** The list of a room without earlier messages is the first that the server tells of it. */
    @Override
    public List<ScreenUpdate> onMemberList(ServerMessage.MemberList list) {
      state.rooms().onEntering(list.room());
      return onOther(list);
    }

    /** The lines of the room come before or after it. */
    @Override
    public List<ScreenUpdate> onMarkedRead(ServerMessage.MarkedRead marked) {
      RoomName room = marked.room();
      boolean first = state.readMarks().onMarked(room, marked.id());
      return List.of(new ScreenUpdate.RoomRead(room, state.readMarks().newest(room), first));
    }

    /** Without any room, who may not enter one, or is not in it, is in none. */
    @Override
    public List<ScreenUpdate> onRefused(ServerMessage.Refused refused) {
      Problem.Code code = refused.problem().code();
      if (code == Problem.Code.HISTORY_UNAVAILABLE || code == Problem.Code.NOT_LOGGED_IN) {
        state.queryHistory().onUnanswered();
      }
      boolean inNone = code == Problem.Code.NOT_IN_ROOM || isRefusalToEnter(refused.problem());
      if (inNone && state.rooms().all().isEmpty()) {
        RoomName placeholder = state.rooms().placeholder();
        state.rooms().onNotInRoom();
        state.windowNumbers().rename(placeholder, state.rooms().placeholder());
        return List.of(ScreenUpdate.RoomsChanged.INSTANCE);
      }
      if (!code.isJoinError()) {
        return onOther(refused);
      }
      state.rooms().onJoinRefused();
      return List.of(ScreenUpdate.RoomsChanged.INSTANCE);
    }

    @Override
    public List<ScreenUpdate> onAnswered(ServerMessage.Answered answered) {
      answered
          .answer(Answer.RoomList.class)
          .map(list -> list.rooms().stream().map(Answer.RoomList.Room::name).toList())
          .ifPresent(state.roomDirectory()::onRoomList);
      answered
          .answer(Answer.Whois.class)
          .filter(whois -> state.registration().isSelf(whois.nickname()))
          .ifPresent(whois -> state.connection().setAway(whois.away().map(Text::value)));
      return onOther(answered);
    }

    /** The backlog and the topic of a room arrive before the own join. */
    @Override
    protected List<ScreenUpdate> onOther(ServerMessage message) {
      return LineFormatter.room(message).filter(state.rooms()::isJoining).isPresent()
          ? List.of(ScreenUpdate.RoomsChanged.INSTANCE)
          : List.of();
    }
  }
}
