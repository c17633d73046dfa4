package io.parley.client;

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
final class Commands implements Input.Handler<CompletionStage<Done>> {
  private final Screen screen;
  private final Memory memory;
  private final Wording wording;
  private final Voice voice;
  private final Ignoring ignoring;
  private final Supplier<CompletionStage<Done>> reconnect;

  /**
   * The commands of one visit.
   *
   * @param reconnect makes a new connection, for another nickname
   */
  Commands(
      Screen screen,
      Memory memory,
      Wording wording,
      Voice voice,
      Supplier<CompletionStage<Done>> reconnect) {
    this.screen = screen;
    this.memory = memory;
    this.wording = wording;
    this.voice = voice;
    this.ignoring = new Ignoring(memory.attention());
    this.reconnect = reconnect;
  }

  @Override
  public CompletionStage<Done> onSay(Input.Say say) {
    Optional<Nickname> other = memory.conversations().current();
    if (!memory.registering().isRefused()) {
      return other.isPresent()
          ? tell(other.get().value(), say.text())
          : voice.chat(say.text(), new ServerMessage.Chatted(self(), Text.sanitize(say.text())));
    }
    return screen.isInteractive()
        ? rename(Text.sanitize(say.text()).toSingleLine().strip())
        : Voice.done(); // a script means no nickname, and ends
  }

  @Override
  public CompletionStage<Done> onTell(Input.Tell tell) {
    return tell(tell.target(), tell.text());
  }

  @Override
  public CompletionStage<Done> onConverse(Input.Converse converse) {
    if (!screen.hasWindows()) {
      return voice.show("*** There are no windows here: /message NICK TEXT is for NICK alone.");
    }
    if (converse.target().isPresent()) {
      memory.conversations().open(Nickname.sanitize(converse.target().get()));
    } else if (!memory.conversations().close()) {
      return voice.show("*** You talk with nobody alone: /query NICK begins.");
    }
    memory.showPlace(screen);
    return Voice.done();
  }

  @Override
  public CompletionStage<Done> onReply(Input.Reply reply) {
    return memory
        .correspondent()
        .latest()
        .map(target -> tell(target, reply.text()))
        .orElseGet(
            () -> voice.show("*** There is nobody to reply to yet: /message NICK TEXT begins."));
  }

  @Override
  public CompletionStage<Done> onAsk(Input.Ask ask) {
    boolean alone = memory.conversations().current().isPresent();
    if (alone && ask.request() instanceof Request.Emote) {
      return voice.show("*** What you do is for rooms; in private there are words only.");
    }
    if (alone && ask.request() instanceof Request.Part exit && exit.room().isEmpty()) {
      return onConverse(new Input.Converse(Optional.empty()));
    }
    if (ask.request() instanceof Request.Join) {
      memory.conversations().turnAway();
    }
    return voice.ask(ask.request(), ask.what());
  }

  @Override
  public CompletionStage<Done> onHistory(Input.History history) {
    return voice.afterAnswers(
        () -> {
          Request page = memory.pages().older(memory.rooms().talking(), history.limit());
          boolean asks = memory.registering().isIn() && memory.outgoing().isOpen();
          if (asks && voice.can(page)) {
            memory.pages().turn();
          }
          return voice.ask(page, "history");
        });
  }

  /**
   * As {@code /history}, unless a page is on its way: a key is soon pressed twice. What is said in
   * private is kept nowhere.
   */
  void turnPage() {
    if (!memory.pages().isTurning() && memory.conversations().current().isEmpty()) {
      // a connection that is gone tells so itself
      CompletionStage<Done> ignored = onHistory(new Input.History(OptionalInt.empty()));
    }
  }

  /** The server is asked if it can be; or else what it has told is remembered. */
  @Override
  public CompletionStage<Done> onNames(Input.Names names) {
    Request request = new Request.ListMembers(names.room());
    if (voice.can(request)) {
      return voice.ask(request, "list of who is here");
    }
    RoomName room = names.room().map(RoomName::sanitize).orElseGet(memory.rooms()::talking);
    Optional<ServerMessage.MemberList> present = memory.presence().now(room);
    if (present.isEmpty()) {
      return voice.show("*** This server's protocol does not tell who is here.");
    }
    screen.draw(wording.onMessage(present.get()).stream().map(Line::now).toList());
    return Voice.done();
  }

  /**
   * Talks in another of the rooms, or with somebody alone; false if this client is not there, or it
   * cannot be now.
   */
  boolean turnRoom(RoomName window) {
    return (memory.conversations().of(window).isPresent() || memory.rooms().isIn(window))
        && turnToWindow(window);
  }

  private boolean turnToWindow(RoomName window) {
    Optional<Nickname> before = memory.conversations().current();
    Optional<Nickname> other = memory.conversations().of(window);
    other.ifPresentOrElse(memory.conversations()::open, memory.conversations()::turnAway);
    if (other.isPresent() || window.isSame(memory.rooms().talking())) {
      memory.showPlace(screen);
      return true;
    }
    boolean turned = turnTo(window);
    if (!turned) {
      before.ifPresent(memory.conversations()::open);
    }
    return turned;
  }

  /** At once, as what is typed next is for there; the server turns before it gets that. */
  private boolean turnTo(RoomName room) {
    boolean turned = ask(room) || memory.outgoing().ifShut(() -> memory.rooms().talkIn(room));
    if (turned) {
      memory.showPlace(screen);
    }
    return turned;
  }

  private boolean ask(RoomName room) {
    Supplier<CompletionStage<Done>> enter =
        () -> {
          memory.rooms().turnTo(room);
          return voice.ask(new Request.Join(room.value()), "rooms");
        };
    return memory.rooms().mayTurn() && memory.outgoing().ifOpen(enter).isPresent();
  }

  @Override
  public CompletionStage<Done> onClear(Input.Clear clear) {
    if (!screen.hasWindows()) {
      return voice.show("*** There is no window here to clear.");
    }
    screen.clear();
    return Voice.done();
  }

  @Override
  public CompletionStage<Done> onIgnore(Input.Ignore ignore) {
    return voice.show(ignoring.ignore(ignore.nickname().map(Nickname::sanitize)));
  }

  @Override
  public CompletionStage<Done> onUnignore(Input.Unignore unignore) {
    return voice.show(ignoring.unignore(Nickname.sanitize(unignore.nickname())));
  }

  @Override
  public CompletionStage<Done> onPing(Input.Ping ping) {
    return voice.ping();
  }

  @Override
  public CompletionStage<Done> onShow(Input.Show show) {
    screen.show(show.lines());
    return Voice.done();
  }

  @Override
  public CompletionStage<Done> onQuit(Input.Quit quit) {
    return Voice.done();
  }

  private CompletionStage<Done> tell(String target, String text) {
    return voice.tell(
        new ServerMessage.PrivateMessage(self(), Nickname.sanitize(target), Text.sanitize(text)));
  }

  /** Takes another nickname, after one was refused. */
  private CompletionStage<Done> rename(String nickname) {
    screen.prompt(nickname);
    memory.ledger().rename(Nickname.sanitize(nickname));
    List<Utterance> sent = memory.outgoing().takeSent(any -> true);
    if (memory.standing().wasIn()) {
      Speech.doubts(sent).forEach(screen::complain); // it would be looked for under this name
    }
    Optional<ClientMessage> answer = memory.registering().retry(nickname);
    return memory.registering().mayRetry()
        ? answer.map(voice::answer).orElseGet(Voice::done)
        : reconnect.get();
  }

  private Nickname self() {
    return Nickname.sanitize(memory.registering().nickname());
  }
}
