package io.parley.client.command;

import io.parley.client.delivery.OutgoingMessage;
import io.parley.client.model.DisplayLine;
import io.parley.client.render.MessageFormatter;
import io.parley.client.screen.Screen;
import io.parley.client.state.ClientState;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;

/** Does what is typed. */
public final class CommandHandler implements UserCommand.Handler<CompletionStage<Done>> {
  private final Screen screen;
  private final ClientState state;
  private final MessageFormatter formatter;
  private final MessageSender sender;
  private final IgnoreCommands ignoreCommands;
  private final Supplier<CompletionStage<Done>> reconnect;

  /**
   * The commands of one visit.
   *
   * @param reconnect makes a new connection, for another nickname
   */
  public CommandHandler(
      Screen screen,
      ClientState memory,
      MessageFormatter wording,
      MessageSender voice,
      Supplier<CompletionStage<Done>> reconnect) {
    this.screen = screen;
    this.state = memory;
    this.formatter = wording;
    this.sender = voice;
    this.ignoreCommands = new IgnoreCommands(memory.filter());
    this.reconnect = reconnect;
  }

  @Override
  public CompletionStage<Done> onSay(UserCommand.Say say) {
    Optional<Nickname> other = state.queries().current();
    if (!state.registration().isNicknameRejected()) {
      return other.isPresent()
          ? sendPrivate(other.get().value(), say.text())
          : sender.chat(say.text(), new ServerMessage.Chatted(self(), Text.sanitize(say.text())));
    }
    return screen.isInteractive()
        ? changeNickname(Text.sanitize(say.text()).toSingleLine().strip())
        : MessageSender.done(); // a script means no nickname, and ends
  }

  @Override
  public CompletionStage<Done> onSendPrivate(UserCommand.SendPrivate tell) {
    return sendPrivate(tell.target(), tell.text());
  }

  @Override
  public CompletionStage<Done> onQuery(UserCommand.Query converse) {
    if (!screen.hasWindows()) {
      return sender.showInfo(
          "*** There are no windows here: /message NICK TEXT is for NICK alone.");
    }
    if (converse.target().isPresent()) {
      state.queries().open(Nickname.sanitize(converse.target().get()));
    } else if (!state.queries().close()) {
      return sender.showInfo("*** You talk with nobody alone: /query NICK begins.");
    }
    state.showRooms(screen);
    return MessageSender.done();
  }

  @Override
  public CompletionStage<Done> onReply(UserCommand.Reply reply) {
    return state
        .replyTarget()
        .nickname()
        .map(target -> sendPrivate(target, reply.text()))
        .orElseGet(
            () ->
                sender.showInfo("*** There is nobody to reply to yet: /message NICK TEXT begins."));
  }

  @Override
  public CompletionStage<Done> onSendRequest(UserCommand.SendRequest ask) {
    boolean alone = state.queries().current().isPresent();
    if (alone && ask.request() instanceof Request.Emote) {
      return sender.showInfo("*** What you do is for rooms; in private there are words only.");
    }
    if (alone && ask.request() instanceof Request.Part exit && exit.room().isEmpty()) {
      return onQuery(new UserCommand.Query(Optional.empty()));
    }
    if (ask.request() instanceof Request.Join) {
      state.queries().deselect();
    }
    return sender.sendRequest(ask.request(), ask.feature());
  }

  @Override
  public CompletionStage<Done> onShowHistory(UserCommand.ShowHistory history) {
    return sender.afterAllAnswers(
        () -> {
          Request page = state.oldestShown().olderPage(state.rooms().current(), history.limit());
          boolean asks = state.registration().isRegistered() && state.outgoing().isOpen();
          if (asks && sender.supports(page)) {
            state.oldestShown().onPageRequested();
          }
          return sender.sendRequest(page, "history");
        });
  }

  /**
   * As {@code /history}, unless a page is on its way: a key is soon pressed twice. What is said in
   * private is kept nowhere.
   */
  public void showOlderPage() {
    if (!state.oldestShown().isPageRequested() && state.queries().current().isEmpty()) {
      // a connection that is gone tells so itself
      CompletionStage<Done> ignored =
          onShowHistory(new UserCommand.ShowHistory(OptionalInt.empty()));
    }
  }

  /** The server is asked if it can be; or else what it has told is remembered. */
  @Override
  public CompletionStage<Done> onListNames(UserCommand.ListNames names) {
    Request request = new Request.ListMembers(names.room());
    if (sender.supports(request)) {
      return sender.sendRequest(request, "list of who is here");
    }
    RoomName room = names.room().map(RoomName::sanitize).orElseGet(state.rooms()::current);
    Optional<ServerMessage.MemberList> present = state.memberLists().members(room);
    if (present.isEmpty()) {
      return sender.showInfo("*** This server's protocol does not tell who is here.");
    }
    screen.draw(formatter.onMessage(present.get()).stream().map(DisplayLine::live).toList());
    return MessageSender.done();
  }

  /**
   * Talks in another of the rooms, or with somebody alone; false if this client is not there, or it
   * cannot be now.
   */
  public boolean switchRoom(RoomName window) {
    return (state.queries().peerOf(window).isPresent() || state.rooms().isIn(window))
        && switchToWindow(window);
  }

  private boolean switchToWindow(RoomName window) {
    Optional<Nickname> before = state.queries().current();
    Optional<Nickname> other = state.queries().peerOf(window);
    other.ifPresentOrElse(state.queries()::open, state.queries()::deselect);
    if (other.isPresent() || window.isSame(state.rooms().current())) {
      state.showRooms(screen);
      return true;
    }
    boolean turned = switchToRoom(window);
    if (!turned) {
      before.ifPresent(state.queries()::open);
    }
    return turned;
  }

  /** At once, as what is typed next is for there; the server turns before it gets that. */
  private boolean switchToRoom(RoomName room) {
    boolean turned =
        requestSwitch(room) || state.outgoing().ifClosed(() -> state.rooms().switchOffline(room));
    if (turned) {
      state.showRooms(screen);
    }
    return turned;
  }

  private boolean requestSwitch(RoomName room) {
    Supplier<CompletionStage<Done>> enter =
        () -> {
          state.rooms().requestSwitch(room);
          return sender.sendRequest(new Request.Join(room.value()), "rooms");
        };
    return state.rooms().canSwitch() && state.outgoing().ifOpen(enter).isPresent();
  }

  @Override
  public CompletionStage<Done> onClear(UserCommand.Clear clear) {
    if (!screen.hasWindows()) {
      return sender.showInfo("*** There is no window here to clear.");
    }
    screen.clearWindow();
    return MessageSender.done();
  }

  @Override
  public CompletionStage<Done> onIgnore(UserCommand.Ignore ignore) {
    return sender.showInfo(ignoreCommands.ignore(ignore.nickname().map(Nickname::sanitize)));
  }

  @Override
  public CompletionStage<Done> onUnignore(UserCommand.Unignore unignore) {
    return sender.showInfo(ignoreCommands.unignore(Nickname.sanitize(unignore.nickname())));
  }

  @Override
  public CompletionStage<Done> onPing(UserCommand.Ping ping) {
    return sender.sendPing();
  }

  @Override
  public CompletionStage<Done> onShowText(UserCommand.ShowText show) {
    screen.showInfo(show.lines());
    return MessageSender.done();
  }

  @Override
  public CompletionStage<Done> onQuit(UserCommand.Quit quit) {
    return MessageSender.done();
  }

  private CompletionStage<Done> sendPrivate(String target, String text) {
    return sender.sendPrivate(
        new ServerMessage.PrivateMessage(self(), Nickname.sanitize(target), Text.sanitize(text)));
  }

  /** Takes another nickname, after one was refused. */
  private CompletionStage<Done> changeNickname(String nickname) {
    screen.setPrompt(nickname);
    state.pendingRequests().onNicknameChanged(Nickname.sanitize(nickname));
    List<OutgoingMessage> sent = state.outgoing().takeSent(any -> true);
    if (state.connection().wasRegistered()) {
      TextSender.doubtfulLines(sent)
          .forEach(screen::showDiagnostic); // it would be looked for under this name
    }
    Optional<ClientMessage> answer = state.registration().changeNickname(nickname);
    return state.registration().mayRetry()
        ? answer.map(sender::sendRegistration).orElseGet(MessageSender::done)
        : reconnect.get();
  }

  private Nickname self() {
    return Nickname.sanitize(state.registration().nickname());
  }
}
