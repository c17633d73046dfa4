package io.parley.client.command;

import io.parley.client.state.PasswordQuestions;
import io.parley.protocol.Password;
import io.parley.protocol.Request;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A typed line after parsing. */
public sealed interface UserCommand {

  <R> R accept(Handler<R> handler);

  /** Sends a text to the current room or query. */
  record Say(String text) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSay(this);
    }
  }

  /** Sends a private message. */
  record SendPrivate(String target, String text) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSendPrivate(this);
    }
  }

  /** Opens a query window, or closes the current one if no target is given. */
  record Query(Optional<String> target) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onQuery(this);
    }
  }

  /** Replies to the peer of the last private message. */
  record Reply(String text) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onReply(this);
    }
  }

  /**
   * Sends a request.
   *
   * @param feature names the feature in the message for dialects that do not have it
   */
  record SendRequest(Request request, String feature) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSendRequest(this);
    }
  }

  /**
   * Searches the history.
   *
   * @param typed the query as the user typed it
   * @param request the query as the server understands it
   */
  record Search(String typed, Request.Search request) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSearch(this);
    }
  }

  /** Shows messages of the current room that are older than those shown. */
  record ShowHistory(OptionalInt limit) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onShowHistory(this);
    }
  }

  /** Lists the members of a room, by default of the current one. */
  record ListNames(Optional<String> room) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onListNames(this);
    }
  }

  /** Lists the windows with their numbers. */
  record ListWindows() implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onListWindows(this);
    }
  }

  /**
   * Selects a window.
   *
   * @param window its number, its name, or the beginning of its name
   */
  record SelectWindow(String window) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSelectWindow(this);
    }
  }

  /**
   * Selects a neighbour of the current window.
   *
   * @param step 1 for the next window, -1 for the previous one
   */
  record StepWindow(int step) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onStepWindow(this);
    }
  }

  /**
   * Gives the current window another number.
   *
   * @param number 1 to 9999
   */
  record MoveWindow(int number) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onMoveWindow(this);
    }
  }

  /** Clears the shown window; its lines stay reachable by scrolling up. */
  record Clear() implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onClear(this);
    }
  }

  /**
   * Lists the links of the selected window.
   *
   * @param max how many, at least 1
   */
  record ListLinks(int max) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onListLinks(this);
    }
  }

  /**
   * Copies a message or a link of the selected window to the clipboard.
   *
   * @param link whether it is a link
   * @param number 1 for the newest
   */
  record Copy(boolean link, int number) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onCopy(this);
    }
  }

  /** Takes another nickname. */
  record ChangeNickname(String nickname) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onChangeNickname(this);
    }
  }

  /** Ignores a user, or lists the ignored users if no nickname is given. */
  record Ignore(Optional<String> nickname) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onIgnore(this);
    }
  }

  /** Stops ignoring a user. */
  record Unignore(String nickname) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onUnignore(this);
    }
  }

  /** Measures the lag to the server. */
  record Ping() implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPing(this);
    }
  }

  /** Shows lines and sends nothing. */
  record ShowText(List<String> lines) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onShowText(this);
    }
  }

  /**
   * Leaves a room, or closes the current window.
   *
   * @param arguments a room and a reason, as they were typed: which of them the first word is,
   *     depends on the rooms that the client is in
   */
  record Leave(String arguments) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onLeave(this);
    }
  }

  /**
   * Quits the client.
   *
   * @param reason shown to the members of the rooms; empty if none is given
   */
  record Quit(Optional<String> reason) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onQuit(this);
    }
  }

  /**
   * A request about an account that needs a password.
   *
   * @param account the nickname of the account to log in to, or to register for somebody else;
   *     empty for the own one
   * @param passwords those that were typed with the command: all that are needed, or none
   * @param usage what a script must write
   */
  record AccountCommand(
      PasswordQuestions.Purpose purpose,
      Optional<String> account,
      List<Password> passwords,
      String usage)
      implements UserCommand {
    public AccountCommand {
      passwords = List.copyOf(passwords);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onAccountCommand(this);
    }
  }

  /** The answer to a question for a password; an empty one cancels. */
  record EnterPassword(Password password) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onEnterPassword(this);
    }
  }

  /**
   * Asks for something that only people with a role in a room do.
   *
   * @param request without a room, it is about that of the current window
   */
  record Moderate(Request.Moderation request) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onModerate(this);
    }
  }

  /**
   * Changes or answers a message of the current room.
   *
   * @param text the new text, the answer or the emoji; empty for a deletion
   */
  record AboutMessage(Act act, MessageSelector selector, String text) implements UserCommand {

    /** What is done. */
    enum Act {
      EDIT,
      DELETE,
      REPLY,
      REACT,
      UNREACT;

      /** Whether it is done to messages of one's own, unless another one is named by its id. */
      boolean isAboutOwn() {
        return this == EDIT || this == DELETE;
      }
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onAboutMessage(this);
    }
  }

  /** Deletes the messages of somebody in the current room. */
  record Purge(Request.Purge request) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPurge(this);
    }
  }

  /**
   * Says how to do what cannot be undone, and sends nothing: the name of the room has to be typed.
   *
   * @param consequence what happens, a sentence
   * @param command to type before the name of the room
   */
  record NameRoom(String consequence, String command) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onNameRoom(this);
    }
  }

  /** Lets the account own a further nickname, by default the one that the user has. */
  record AddNickname(Optional<String> nickname) implements UserCommand {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onAddNickname(this);
    }
  }

  /** Handles every kind of command. */
  interface Handler<R> {
    R onSay(Say say);

    R onSendPrivate(SendPrivate message);

    R onQuery(Query query);

    R onReply(Reply reply);

    R onSendRequest(SendRequest request);

    R onSearch(Search search);

    R onShowHistory(ShowHistory history);

    R onListNames(ListNames names);

    R onListWindows(ListWindows command);

    R onSelectWindow(SelectWindow command);

    R onStepWindow(StepWindow command);

    R onMoveWindow(MoveWindow command);

    R onClear(Clear clear);

    R onListLinks(ListLinks list);

    R onCopy(Copy copy);

    R onChangeNickname(ChangeNickname change);

    R onIgnore(Ignore ignore);

    R onUnignore(Unignore unignore);

    R onPing(Ping ping);

    R onShowText(ShowText show);

    R onLeave(Leave leave);

    R onAccountCommand(AccountCommand command);

    R onEnterPassword(EnterPassword entered);

    R onAddNickname(AddNickname add);

    R onModerate(Moderate command);

    R onNameRoom(NameRoom command);

    R onAboutMessage(AboutMessage command);

    R onPurge(Purge purge);

    R onQuit(Quit quit);
  }
}
