package io.parley.client.command;

import io.parley.client.state.ClientState;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.util.Optional;
import java.util.function.Function;

/**
 * Carries out the commands about the order in a room. Each request names its room, as the server
 * may have put this client out of the current one meanwhile. Owned by the client's actor.
 */
final class RoomCommands {
  private static final String FEATURE = "roles and settings of rooms";
  private static final String IN_QUERY =
      "This is a private conversation: select the window of the room first.";
  private static final String NO_ROOM = "You are in no room: /join ROOM enters one.";

  private final ClientState state;
  private final MessageSender sender;

  RoomCommands(ClientState state, MessageSender sender) {
    this.state = state;
    this.sender = sender;
  }

  CommandOutcome moderate(Request.Moderation request) {
    return request.room().isPresent()
        ? sender.sendRequest(request, FEATURE)
        : inShownRoom(
            room -> sender.sendRequest(request.accept(new InRoom(room.value())), FEATURE));
  }

  /** Says what happens, and what to type for it. */
  CommandOutcome nameRoom(UserCommand.NameRoom command) {
    return inShownRoom(
        room ->
            sender.refuse(
                command.consequence() + " " + command.command() + " " + room + " does it."));
  }

  private CommandOutcome inShownRoom(Function<RoomName, CommandOutcome> next) {
    if (state.queries().current().isPresent()) {
      return sender.refuse(IN_QUERY);
    }
    return state.rooms().isNowhere()
        ? sender.refuse(NO_ROOM)
        : next.apply(state.rooms().targetRoom());
  }

  /** The same request, about a room. */
  private static final class InRoom implements Request.ModerationHandler<Request.Moderation> {
    private final Optional<String> room;

    InRoom(String room) {
      this.room = Optional.of(room);
    }

    @Override
    public Request.Moderation onInvite(Request.Invite invite) {
      return new Request.Invite(invite.nickname(), room);
    }

    @Override
    public Request.Moderation onKick(Request.Kick kick) {
      return new Request.Kick(kick.nickname(), kick.reason(), room);
    }

    @Override
    public Request.Moderation onRestrict(Request.Restrict restrict) {
      return new Request.Restrict(
          restrict.kind(), restrict.target(), restrict.duration(), restrict.reason(), room);
    }

    @Override
    public Request.Moderation onLift(Request.Lift lift) {
      return new Request.Lift(lift.kind(), lift.target(), room);
    }

    @Override
    public Request.Moderation onListRestrictions(Request.ListRestrictions list) {
      return new Request.ListRestrictions(room);
    }

    @Override
    public Request.Moderation onSetRole(Request.SetRole set) {
      return new Request.SetRole(set.nickname(), set.role(), room, set.current());
    }

    @Override
    public Request.Moderation onShowRoom(Request.ShowRoom show) {
      return new Request.ShowRoom(room);
    }

    @Override
    public Request.Moderation onChangeSetting(Request.ChangeSetting change) {
      return new Request.ChangeSetting(change.setting(), change.value(), room);
    }
  }
}
