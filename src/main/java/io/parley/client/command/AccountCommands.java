package io.parley.client.command;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenTraits;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.model.ScreenUpdates;
import io.parley.client.state.ClientState;
import io.parley.client.state.PasswordQuestions;
import io.parley.client.state.PasswordQuestions.Purpose;
import io.parley.client.transport.RegistrationHandshake;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Password;
import io.parley.protocol.Request;
import java.util.List;
import java.util.Optional;

/**
 * Carries out the commands that need a password, and asks for it where a person has not typed it.
 * Owned by the client's actor.
 */
final class AccountCommands {
  static final String FEATURE = "accounts";

  private final ScreenTraits screen;
  private final ClientState state;
  private final MessageSender sender;
  private final ScreenUpdates updates;

  AccountCommands(
      ScreenTraits screen, ClientState state, MessageSender sender, ScreenUpdates updates) {
    this.screen = screen;
    this.state = state;
    this.sender = sender;
    this.updates = updates;
  }

  CommandOutcome execute(UserCommand.AccountCommand command) {
    if (!command.passwords().isEmpty()) {
      return send(command.purpose(), command.account(), command.passwords());
    }
    if (!screen.interactive()) {
      return sender.refuse("the password is missing: " + command.usage());
    }
    if (!sender.supports(new Request.ListSessions())) {
      return send(command.purpose(), command.account(), List.of(Password.of("")));
    }
    if (!state.registration().isRegistered()) {
      return sender.refuse("Not connected; the line was not sent.");
    }
    state.passwordQuestions().ask(command.purpose(), command.account());
    return CommandOutcome.DONE;
  }

  /** A password was typed where the terminal shows nothing. */
  CommandOutcome onPassword(Password password) {
    return state
        .passwordQuestions()
        .answer(password)
        .map(this::onAnswered)
        .orElse(CommandOutcome.DONE);
  }

  private CommandOutcome onAnswered(PasswordQuestions.Answered answered) {
    List<Password> passwords = answered.passwords();
    if (answered.purpose() == Purpose.ENTER) {
      return passwords.isEmpty() ? decline() : enter(passwords.get(0));
    }
    if (passwords.isEmpty()) {
      return sender.showInfo("Cancelled; nothing was sent.");
    }
    if (!answered.purpose().repeats()) {
      return send(answered.purpose(), answered.account(), passwords);
    }
    List<Password> once = passwords.subList(0, passwords.size() - 1);
    boolean same = passwords.get(once.size()).isSame(once.get(once.size() - 1));
    return same
        ? send(answered.purpose(), answered.account(), once)
        : sender.refuse("The two passwords differ; nothing was sent.");
  }

  private CommandOutcome send(Purpose purpose, Optional<String> account, List<Password> passwords) {
    Request request =
        switch (purpose) {
          case REGISTER, REGISTER_FOR -> new Request.Register(account, passwords.get(0));
          case CHANGE ->
              new Request.ChangePassword(passwords.get(0), passwords.get(passwords.size() - 1));
          case UNREGISTER -> new Request.Unregister(passwords.get(0));
          case LOG_IN, ENTER -> new Request.LogIn(account, passwords.get(0));
        };
    return sender.sendRequest(request, FEATURE);
  }

  /** The password of the registration. */
  private CommandOutcome enter(Password password) {
    RegistrationHandshake registration = state.registration();
    if (registration.isRegistered()) {
      return CommandOutcome.DONE;
    }
    updates.add(ScreenUpdate.RoomsChanged.INSTANCE); // the prompt
    boolean stays = registration.mayRetry();
    Optional<ClientMessage> answer = registration.changePassword(password);
    if (!stays) {
      return CommandOutcome.RECONNECT;
    }
    answer.ifPresent(sender::sendRegistration);
    return CommandOutcome.DONE;
  }

  private CommandOutcome decline() {
    if (!state.registration().isRegistered()) {
      state.registration().declinePassword();
      updates.add(new ScreenUpdate.PromptChanged("nickname"));
      updates.add(DisplayLine.notice("Type another nickname, or /q to leave."));
    }
    return CommandOutcome.DONE;
  }
}
