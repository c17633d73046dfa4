package io.parley.client.command;

import io.parley.client.state.ClientState;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Carries out the commands about messages that were said before. Owned by the client's actor.
 *
 * @param state whose known messages are named
 */
record MessageCommands(ClientState state, MessageSender sender) {
  private static final String FEATURE = "changes of messages";

  CommandOutcome execute(UserCommand.AboutMessage command) {
    Optional<CommandOutcome> refusal = refusal();
    if (refusal.isPresent()) {
      return refusal.get();
    }
    RoomName room = state.rooms().targetRoom();
    UserCommand.AboutMessage.Act act = command.act();
    OptionalLong id = find(command, room);
    if (id.isEmpty()) {
      return sender.refuse(
          act.isAboutOwn()
              ? "No such message of yours is known here: #ID names one by its id."
              : "No such message of others is known here: #ID names one by its id.");
    }
    Optional<String> named = Optional.of(room.value());
    return switch (act) {
      case EDIT -> send(new Request.Edit(id.getAsLong(), command.text(), named));
      case DELETE -> send(new Request.Delete(id.getAsLong(), named));
      case REACT -> send(new Request.React(id.getAsLong(), command.text(), true, named));
      case UNREACT -> send(new Request.React(id.getAsLong(), command.text(), false, named));
      case REPLY ->
          sender.reply(
              new Request.Reply(id.getAsLong(), command.text(), named),
              new ServerMessage.Chatted(state.self(), Text.sanitize(command.text())));
    };
  }

  CommandOutcome purge(Request.Purge purge) {
    return refusal()
        .orElseGet(
            () ->
                send(
                    new Request.Purge(
                        purge.nickname(),
                        purge.duration(),
                        Optional.of(state.rooms().targetRoom().value()))));
  }

  /** The newest one is that of the user for a change, and that of others for an answer. */
  private OptionalLong find(UserCommand.AboutMessage command, RoomName room) {
    MessageSelector selector = command.selector();
    if (selector.isId()) {
      return OptionalLong.of(selector.number());
    }
    Predicate<Nickname> own = state.self()::isSame;
    return state
        .knownMessages()
        .newest(
            room,
            (int) Math.min(selector.number(), Integer.MAX_VALUE),
            command.act().isAboutOwn() ? own : own.negate());
  }

  private Optional<CommandOutcome> refusal() {
    if (state.queries().current().isPresent()) {
      return Optional.of(sender.refuse("Messages of a private conversation cannot be changed."));
    }
    return state.rooms().isNowhere()
        ? Optional.of(sender.refuse("You are in no room: /join ROOM enters one."))
        : Optional.empty();
  }

  private CommandOutcome send(Request request) {
    return sender.sendRequest(request, FEATURE);
  }
}
