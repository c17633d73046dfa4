package io.parley.client.command;

import io.parley.client.delivery.DeliveryTracker;
import io.parley.client.delivery.Outbox;
import io.parley.client.delivery.OutgoingMessage;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import io.parley.client.model.ScreenTraits;
import io.parley.client.model.ScreenUpdates;
import io.parley.client.model.WindowName;
import io.parley.client.render.MessageFormatter;
import io.parley.client.state.ClientState;
import io.parley.client.transport.ClientHeartbeat;
import io.parley.dialect.Dialect;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends texts and requests, and tracks them. A message that the dialect cannot encode is rejected
 * with a notice. A text before the registration waits; another message is rejected for a user, and
 * waits for a script. Owned by the client's actor.
 */
public final class MessageSender {
  private static final ClientMessage PING = new ClientMessage.Ping();
  private static final String TOO_EARLY = "Not registered yet; the line was not sent.";
  private static final String NO_ROOM =
      "You are in no room, the line was not sent: /join ROOM enters one.";
  private static final String NOT_CONNECTED = "Not connected; the line was not sent.";

  private final Dialect dialect;
  private final ScreenTraits screen;
  private final MessageFormatter formatter;
  private final ClientState state;
  private final Outbox outbox;
  private final ScreenUpdates updates;

  public MessageSender(
      Dialect dialect,
      ScreenTraits screen,
      MessageFormatter formatter,
      ClientState state,
      Outbox outbox,
      ScreenUpdates updates) {
    this.dialect = dialect;
    this.screen = screen;
    this.formatter = formatter;
    this.state = state;
    this.outbox = outbox;
    this.updates = updates;
  }

  /**
   * Sends a text to the selected room.
   *
   * @param typed the text before it was sanitized
   * @param echo the expected echo
   */
  CommandOutcome chat(String typed, ServerMessage.Chatted echo) {
    if (typed.codePointCount(0, typed.length()) > Text.MAX_LIMIT) {
      String reason = "a line of more than " + Text.MAX_LIMIT + " characters was not sent";
      if (!screen.interactive()) {
        return refuse(reason);
      }
      updates.showDiagnostic(reason);
      return CommandOutcome.DONE;
    }
    if (state.rooms().isNowhere()) {
      return refuse(NO_ROOM);
    }
    if (state.connection().wasRegistered() || !state.registration().mustWaitForRegistration()) {
      // a server that receives a text too early reports an error
      return submit(new ClientMessage.Chat(echo.text().value(), namedRoom()), echo);
    }
    return CommandOutcome.AWAIT_REGISTRATION;
  }

  /**
   * Sends a text that answers a message of a room.
   *
   * @param echo the expected echo
   */
  CommandOutcome reply(Request.Reply reply, ServerMessage.Chatted echo) {
    ClientMessage message = new ClientMessage.RequestMessage(reply);
    return whenSupported(
        message, "replies", state.connection().wasRegistered(), () -> submit(message, echo));
  }

  /** A text that was typed before the server has rejected the nickname: it is no nickname. */
  CommandOutcome refuseEarlyText() {
    return refuse(TOO_EARLY);
  }

  /** Sends a private message. */
  CommandOutcome sendPrivate(ServerMessage.PrivateMessage echo) {
    ClientMessage message =
        new ClientMessage.PrivateMessage(echo.to().value(), echo.text().value());
    return whenSupported(
        message,
        "private messages",
        state.connection().wasRegistered(),
        () -> {
          state.replyTarget().onSent(echo.to().value());
          if (screen.windows()) {
            state.queries().touch(echo.to()); // before the echo, or the refusal
            updates.showRooms();
          }
          return submit(message, echo);
        });
  }

  /**
   * Sends a request, and a ping after it where the dialect has pings.
   *
   * @param feature the feature that a dialect without this request lacks
   */
  public CommandOutcome sendRequest(Request request, String feature) {
    if (request instanceof Request.Emote emote && emote.room().isEmpty()) {
      return sendNamed(new Request.Emote(emote.text(), namedRoom()), feature);
    }
    return request instanceof Request.Topic topic && topic.room().isEmpty()
        ? sendNamed(new Request.Topic(topic.text(), namedRoom()), feature)
        : sendNamed(request, feature);
  }

  /**
   * The room of a text, if the server could take it for one to another room: it may have refused
   * the last join, or have put this client out, when it reads the text.
   */
  private Optional<String> namedRoom() {
    RoomName room = state.rooms().targetRoom();
    boolean hasOther = state.rooms().all().stream().anyMatch(other -> !other.isSame(room));
    return hasOther && state.capabilities().confirmsJoins()
        ? Optional.of(room.value())
        : Optional.empty();
  }

  private CommandOutcome sendNamed(Request request, String feature) {
    ClientMessage message = new ClientMessage.RequestMessage(request);
    if (request instanceof Request.Emote emote) {
      ServerMessage.Emoted echo =
          new ServerMessage.Emoted(state.self(), Text.sanitize(emote.text()));
      if (state.rooms().isNowhere()) {
        return refuse(NO_ROOM);
      }
      return whenSupported(
          message, feature, state.connection().wasRegistered(), () -> submit(message, echo));
    }
    return whenOpen(
        message,
        feature,
        () -> {
          if (request instanceof Request.Part part) {
            state
                .readMarks()
                .onLeaving(part.room().map(RoomName::sanitize).orElseGet(state.rooms()::targetRoom))
                .map(ClientMessage.RequestMessage::new)
                .ifPresent(outbox::add);
          }
          outbox.add(message);
          trackRequest(request);
        });
  }

  /** Sends a ping whose pong is shown. */
  CommandOutcome sendPing() {
    return whenOpen(
        PING,
        "ping",
        () -> {
          state.answers().onPingSent();
          state.heartbeat().onPingSent(ClientHeartbeat.Kind.USER);
          outbox.add(PING);
        });
  }

  /** Sends a message of the registration. */
  void sendRegistration(ClientMessage message) {
    outbox.add(message);
  }

  /** Whether the server supports the request, as far as is known. */
  boolean supports(Request request) {
    return state.capabilities().supports(new ClientMessage.RequestMessage(request));
  }

  CommandOutcome showInfo(String line) {
    updates.showInfo(line);
    return CommandOutcome.DONE;
  }

  /** The command sends nothing, for this reason. */
  CommandOutcome refuse(String reason) {
    updates.showRefusal(reason);
    return CommandOutcome.DONE;
  }

  /**
   * Continues if the server understands a message and has accepted the nickname.
   *
   * @param queues whether the message is queued while there is no connection
   */
  private CommandOutcome whenSupported(
      ClientMessage message, String feature, boolean queues, Supplier<CommandOutcome> next) {
    if (!state.capabilities().supports(message)) {
      return refuse("This server's protocol has no " + feature + ".");
    }
    if (queues || state.registration().isRegistered()) {
      return next.get();
    }
    boolean wasRegistered = state.connection().wasRegistered();
    if (screen.interactive()) {
      return refuse(wasRegistered ? NOT_CONNECTED : TOO_EARLY);
    }
    return wasRegistered ? CommandOutcome.AWAIT_CONNECTION : CommandOutcome.AWAIT_REGISTRATION;
  }

  private CommandOutcome whenOpen(ClientMessage message, String feature, Runnable send) {
    return whenSupported(
        message,
        feature,
        false,
        () -> {
          if (state.delivery().isOpen()) {
            send.run();
            return CommandOutcome.DONE;
          }
          return screen.interactive() ? refuse(NOT_CONNECTED) : CommandOutcome.AWAIT_CONNECTION;
        });
  }

  private CommandOutcome submit(ClientMessage message, ServerMessage.UserMessage echo) {
    OutgoingMessage text = new OutgoingMessage(state.rooms().targetRoom(), message, echo);
    DeliveryTracker delivery = state.delivery();
    DeliveryTracker.Submission submission = delivery.submit(text);
    if (submission == DeliveryTracker.Submission.FULL) {
      if (!screen.interactive()) {
        return delivery.isOpen() ? CommandOutcome.AWAIT_ECHOES : CommandOutcome.AWAIT_CONNECTION;
      }
      if (!delivery.isOpen()) {
        updates.showDiagnostic("the line was not sent: " + delivery.size() + " lines are queued");
        return CommandOutcome.DONE;
      }
      delivery.dropOldest();
      submission = delivery.submit(text);
    }
    if (submission == DeliveryTracker.Submission.SEND) {
      send(text);
    }
    if (!dialect.echoes() && screen.interactive()) {
      showEcho(echo); // the server sends no echo
    }
    return CommandOutcome.DONE;
  }

  private void send(OutgoingMessage text) {
    outbox.add(text);
    if (text.message() instanceof ClientMessage.RequestMessage request) {
      trackRequest(request.request());
    } else {
      state.answers().onTextSent();
    }
  }

  /** Tracks a request that was sent, and sends the ping that ends its answer. */
  private void trackRequest(Request request) {
    boolean pinged = state.capabilities().supports(PING);
    state.answers().onRequestSent(request, pinged);
    state.registration().onRequestSent(request);
    if (request instanceof Request.ListMembers) {
      state.memberLists().onListRequested();
    }
    if (request instanceof Request.Away away) {
      state.connection().setAway(away.note());
    }
    if (request instanceof Request.ChangeNickname change) {
      state.nicknames().onRequested(Nickname.sanitize(change.nickname()));
    }
    state.rooms().onRequest(request, dialect.extensible());
    state.roomKeys().onRequest(request);
    state.capabilities().onRequest(request);
    if (pinged) {
      state.heartbeat().onPingSent(ClientHeartbeat.Kind.AFTER_REQUEST);
      outbox.add(PING);
    }
  }

  private void showEcho(ServerMessage.UserMessage echo) {
    if (echo instanceof ServerMessage.PrivateMessage message) {
      state.queryHistory().onShown(message.to(), message);
    }
    Optional<RoomName> window =
        echo.recipient().filter(any -> screen.windows()).map(WindowName::ofQuery);
    for (LineText text : formatter.onMessage(echo)) {
      DisplayLine line = DisplayLine.live(text);
      updates.add(window.isPresent() ? line.withRoom(window.get()) : line);
    }
  }
}
