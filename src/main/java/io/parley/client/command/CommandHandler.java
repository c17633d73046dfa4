package io.parley.client.command;

import io.parley.client.delivery.DeliveryNotices;
import io.parley.client.delivery.OutgoingMessage;
import io.parley.client.local.StorageRequest;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenTraits;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.model.ScreenUpdates;
import io.parley.client.render.MessageFormatter;
import io.parley.client.state.ClientState;
import io.parley.client.state.IgnoredNicknames;
import io.parley.client.state.QueryHistory;
import io.parley.client.transport.RegistrationHandshake;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Carries out the user's commands. Owned by the client's actor. */
public final class CommandHandler implements UserCommand.Handler<CommandOutcome> {
  /** The most lines of a private conversation that one command loads. */
  private static final int MAX_KEPT_PAGE = 1000;

  private final ScreenTraits screen;
  private final ClientState state;
  private final MessageFormatter formatter;
  private final MessageSender sender;
  private final ScreenUpdates updates;
  private final WindowSelector windows;
  private final AccountCommands accounts;
  private final RoomCommands roomCommands;
  private final MessageCommands messageCommands;

  /** Whether the next command does not wait for earlier answers. */
  private boolean answersOverdue;

  /** Whether a text waits for the registration. */
  private boolean textWaits;

  public CommandHandler(
      ScreenTraits screen,
      ClientState state,
      MessageFormatter formatter,
      MessageSender sender,
      ScreenUpdates updates) {
    this.screen = screen;
    this.state = state;
    this.formatter = formatter;
    this.sender = sender;
    this.updates = updates;
    this.windows = new WindowSelector(state, sender, updates);
    this.accounts = new AccountCommands(screen, state, sender, updates);
    this.roomCommands = new RoomCommands(state, sender);
    this.messageCommands = new MessageCommands(state, sender);
  }

  @Override
  public CommandOutcome onSay(UserCommand.Say say) {
    boolean waited = textWaits;
    textWaits = false;
    if (state.registration().missing() == RegistrationHandshake.Missing.PASSWORD) {
      return screen.interactive() ? sender.refuseEarlyText() : CommandOutcome.DONE;
    }
    if (state.registration().isNicknameRejected()) {
      if (waited && screen.interactive()) {
        return sender.refuseEarlyText();
      }
      return screen.interactive()
          ? changeNickname(Text.sanitize(say.text()).toSingleLine().strip())
          : CommandOutcome.DONE; // a script does not choose another nickname
    }
    Optional<Nickname> peer = state.queries().current();
    CommandOutcome outcome =
        peer.isPresent()
            ? sendPrivate(peer.get().value(), say.text())
            : sender.chat(
                say.text(), new ServerMessage.Chatted(state.self(), Text.sanitize(say.text())));
    textWaits = outcome == CommandOutcome.AWAIT_REGISTRATION;
    return outcome;
  }

  @Override
  public CommandOutcome onSendPrivate(UserCommand.SendPrivate message) {
    return sendPrivate(message.target(), message.text());
  }

  @Override
  public CommandOutcome onQuery(UserCommand.Query query) {
    if (!screen.windows()) {
      return sender.refuse("This screen has no windows: use /message NICK TEXT.");
    }
    if (query.target().isPresent()) {
      state.queries().open(Nickname.sanitize(query.target().get()));
    } else if (!state.queries().close()) {
      return sender.refuse("No query is selected: /query NICK opens one.");
    }
    updates.showRooms();
    return CommandOutcome.DONE;
  }

  @Override
  public CommandOutcome onReply(UserCommand.Reply reply) {
    return state
        .replyTarget()
        .nickname()
        .map(target -> sendPrivate(target, reply.text()))
        .orElseGet(() -> sender.refuse("No private message to reply to: use /message NICK TEXT."));
  }

  @Override
  public CommandOutcome onSendRequest(UserCommand.SendRequest command) {
    boolean inQuery = state.queries().current().isPresent();
    if (inQuery && command.request() instanceof Request.Emote) {
      return sender.refuse("Emotes cannot be sent to a query.");
    }
    if (command.request() instanceof Request.Join) {
      state.queries().deselect();
    }
    return sender.sendRequest(command.request(), command.feature());
  }

  @Override
  public CommandOutcome onSearch(UserCommand.Search search) {
    state.typedQueries().onTyped(search.typed(), search.request().query());
    return sender.sendRequest(search.request(), "search");
  }

  /** A script waits for earlier answers, because it requests the page before them. */
  @Override
  public CommandOutcome onShowHistory(UserCommand.ShowHistory history) {
    Optional<Nickname> peer = state.queries().current();
    if (peer.isPresent()) {
      return state.queryHistory().requestOlder(peer.get(), limit(history))
          ? CommandOutcome.DONE
          : sender.showInfo("No older messages with " + peer.get() + " are kept.");
    }
    if (!screen.interactive() && !answersOverdue) {
      if (!state.registration().isRegistered()) {
        return CommandOutcome.AWAIT_REGISTRATION;
      }
      if (state.answers().pendingCount() > 0) {
        return CommandOutcome.AWAIT_ANSWERS;
      }
    }
    Request page = state.shown().olderPage(state.rooms().current(), history.limit());
    boolean sends = state.registration().isRegistered() && state.delivery().isOpen();
    CommandOutcome outcome = sender.sendRequest(page, "history");
    if (outcome == CommandOutcome.DONE) {
      answersOverdue = false;
      if (sends && sender.supports(page)) {
        state.shown().onPageRequested(state.rooms().current());
      }
    }
    return outcome;
  }

  private static int limit(UserCommand.ShowHistory history) {
    return Math.min(history.limit().orElse(QueryHistory.PAGE_SIZE), MAX_KEPT_PAGE);
  }

  /** The answers for which a command waits do not arrive in time. */
  public void skipAnswers() {
    answersOverdue = true;
  }

  /**
   * As {@code /history}, but users press the key repeatedly: does nothing while a page is awaited,
   * and says only once that there is no older one. In a query it loads a page of what is kept.
   */
  public void showOlderPage() {
    Optional<Nickname> peer = state.queries().current();
    if (peer.isPresent()) {
      boolean unused = state.queryHistory().requestOlder(peer.get(), QueryHistory.PAGE_SIZE);
      return;
    }
    RoomName room = state.rooms().current();
    if (state.shown().isPageRequested() || state.shown().isComplete(room)) {
      return;
    }
    CommandOutcome ignored = onShowHistory(new UserCommand.ShowHistory(OptionalInt.empty()));
    state.shown().onKeyRequest(room);
  }

  /** Requests the member list, or shows the received list if the dialect has no such request. */
  @Override
  public CommandOutcome onListNames(UserCommand.ListNames names) {
    Request request = new Request.ListMembers(names.room());
    if (sender.supports(request)) {
      return sender.sendRequest(request, "member lists");
    }
    RoomName room = names.room().map(RoomName::sanitize).orElseGet(state.rooms()::current);
    Optional<ServerMessage.MemberList> members = state.memberLists().members(room);
    if (members.isEmpty()) {
      return sender.refuse(
          state.memberLists().isKnown(room)
              ? "Not all members are known, and this server's protocol has no request for them."
              : "This server's protocol has no member lists.");
    }
    formatter.onMessage(members.get()).forEach(line -> updates.add(DisplayLine.live(line)));
    return CommandOutcome.DONE;
  }

  /**
   * Selects another window; returns false if there is none of that name, or if its room cannot be
   * selected now.
   */
  public boolean switchRoom(RoomName window) {
    return windows.select(window);
  }

  @Override
  public CommandOutcome onListWindows(UserCommand.ListWindows command) {
    return screen.windows() ? windows.list() : hasNoWindows();
  }

  @Override
  public CommandOutcome onSelectWindow(UserCommand.SelectWindow command) {
    return screen.windows() ? windows.selectTyped(command.window()) : hasNoWindows();
  }

  @Override
  public CommandOutcome onStepWindow(UserCommand.StepWindow command) {
    return screen.windows() ? windows.step(command.step()) : hasNoWindows();
  }

  @Override
  public CommandOutcome onMoveWindow(UserCommand.MoveWindow command) {
    return screen.windows() ? windows.move(command.number()) : hasNoWindows();
  }

  private CommandOutcome hasNoWindows() {
    return sender.refuse("This screen has no windows: use /join ROOM.");
  }

  @Override
  public CommandOutcome onClear(UserCommand.Clear clear) {
    return updateWindow(ScreenUpdate.WindowCleared.INSTANCE);
  }

  @Override
  public CommandOutcome onListLinks(UserCommand.ListLinks list) {
    return updateWindow(new ScreenUpdate.LinksRequested(list.max()));
  }

  @Override
  public CommandOutcome onCopy(UserCommand.Copy copy) {
    return updateWindow(new ScreenUpdate.CopyRequested(copy.link(), copy.number()));
  }

  private CommandOutcome updateWindow(ScreenUpdate update) {
    if (!screen.windows()) {
      return sender.refuse("This screen has no windows.");
    }
    updates.add(update);
    return CommandOutcome.DONE;
  }

  /** After a rejection it is the nickname of the registration, as a line without a command is. */
  @Override
  public CommandOutcome onChangeNickname(UserCommand.ChangeNickname change) {
    return state.registration().isNicknameRejected() && screen.interactive()
        ? changeNickname(Text.sanitize(change.nickname()).toSingleLine())
        : sender.sendRequest(
            new Request.ChangeNickname(change.nickname()), "changes of the nickname");
  }

  @Override
  public CommandOutcome onAccountCommand(UserCommand.AccountCommand command) {
    return accounts.execute(command);
  }

  @Override
  public CommandOutcome onEnterPassword(UserCommand.EnterPassword entered) {
    return accounts.onPassword(entered.password());
  }

  @Override
  public CommandOutcome onAddNickname(UserCommand.AddNickname add) {
    String nickname = add.nickname().orElseGet(state.self()::value);
    return sender.sendRequest(new Request.AddNickname(nickname), AccountCommands.FEATURE);
  }

  @Override
  public CommandOutcome onModerate(UserCommand.Moderate command) {
    return roomCommands.moderate(command.request());
  }

  @Override
  public CommandOutcome onNameRoom(UserCommand.NameRoom command) {
    return roomCommands.nameRoom(command);
  }

  @Override
  public CommandOutcome onAboutMessage(UserCommand.AboutMessage command) {
    return messageCommands.execute(command);
  }

  @Override
  public CommandOutcome onPurge(UserCommand.Purge purge) {
    return messageCommands.purge(purge.request());
  }

  @Override
  public CommandOutcome onIgnore(UserCommand.Ignore ignore) {
    IgnoredNicknames all = state.filter().ignored();
    if (ignore.nickname().isEmpty()) {
      List<String> ignored = all.names();
      return sender.showInfo(
          "Ignored users: " + (ignored.isEmpty() ? "none" : String.join(", ", ignored)));
    }
    Nickname nickname = Nickname.sanitize(ignore.nickname().get());
    if (nickname.isSame(state.self())) {
      return sender.refuse("You cannot ignore yourself.");
    }
    boolean ignored = all.add(nickname);
    if (ignored) {
      state.storage().add(new StorageRequest.ChangeIgnored(nickname, true));
    }
    return sender.showInfo(
        ignored
            ? "Messages of " + nickname + " are hidden; /unignore shows them again."
            : "The ignore list is full.");
  }

  @Override
  public CommandOutcome onUnignore(UserCommand.Unignore unignore) {
    Nickname nickname = Nickname.sanitize(unignore.nickname());
    List<Nickname> removed = state.filter().ignored().remove(nickname);
    removed.forEach(each -> state.storage().add(new StorageRequest.ChangeIgnored(each, false)));
    String all = removed.stream().map(Nickname::value).collect(Collectors.joining(" and "));
    return sender.showInfo(
        removed.isEmpty()
            ? nickname + " is not ignored."
            : "Messages of " + (removed.size() == 1 ? nickname : all) + " are shown again.");
  }

  @Override
  public CommandOutcome onPing(UserCommand.Ping ping) {
    return sender.sendPing();
  }

  @Override
  public CommandOutcome onShowText(UserCommand.ShowText show) {
    updates.add(new ScreenUpdate.Info(show.lines()));
    return CommandOutcome.DONE;
  }

  /**
   * The first word is a room if it begins with {@code #}, or if this client is in that room;
   * otherwise all words are the reason, as in IRC. In a query it closes the query, unless a room is
   * named.
   */
  @Override
  public CommandOutcome onLeave(UserCommand.Leave leave) {
    String[] words = leave.arguments().split("\\s+", 2);
    boolean isRoom = words[0].startsWith("#") || isRoom(RoomName.sanitize(words[0]));
    Optional<String> room = Optional.of(words[0]).filter(any -> isRoom).map(RoomName::stripHash);
    if (room.isEmpty() && state.queries().current().isPresent()) {
      return onQuery(new UserCommand.Query(Optional.empty()));
    }
    String rest = isRoom ? (words.length > 1 ? words[1] : "") : leave.arguments();
    Optional<String> reason = Optional.of(rest).filter(text -> !text.isEmpty());
    return sender.sendRequest(new Request.Part(room, reason), "rooms");
  }

  private boolean isRoom(RoomName name) {
    return state.rooms().mayBeIn(name) || state.rooms().isJoining(name);
  }

  @Override
  public CommandOutcome onQuit(UserCommand.Quit quit) {
    return CommandOutcome.DONE;
  }

  private CommandOutcome sendPrivate(String target, String text) {
    return sender.sendPrivate(
        new ServerMessage.PrivateMessage(
            state.self(), Nickname.sanitize(target), Text.sanitize(text)));
  }

  /** Sets another nickname after a rejection. */
  private CommandOutcome changeNickname(String nickname) {
    updates.add(new ScreenUpdate.PromptChanged(nickname));
    state.answers().onNicknameRejected();
    List<OutgoingMessage> sent = state.delivery().takeSent(any -> true);
    if (state.connection().wasRegistered()) { // the rejoin searches by nickname
      DeliveryNotices.doubtful(sent).forEach(updates::showDiagnostic);
    }
    Optional<ClientMessage> answer = state.registration().changeNickname(nickname);
    if (!state.registration().mayRetry()) {
      return CommandOutcome.RECONNECT;
    }
    answer.ifPresent(sender::sendRegistration);
    return CommandOutcome.DONE;
  }
}
