package io.parley.client.state;

import io.parley.protocol.Password;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The questions for passwords that the user is asked, one after the other, without an echo. Owned
 * by the client's actor.
 */
public final class PasswordQuestions {
  private static final String CURRENT = "Your password";
  private static final String NEW = "New password";
  private static final String REPEAT = "The same again";

  /** What the passwords are for. */
  public enum Purpose {
    /** The server wants the password before it accepts the nickname. */
    ENTER,
    REGISTER,
    /** An operator registers an account for somebody else. */
    REGISTER_FOR,
    LOG_IN,
    CHANGE,
    UNREGISTER;

    private List<String> questions() {
      return switch (this) {
        case ENTER, LOG_IN -> List.of("Password");
        case REGISTER, REGISTER_FOR -> List.of(NEW, REPEAT);
        case CHANGE -> List.of(CURRENT, NEW, REPEAT);
        case UNREGISTER -> List.of(CURRENT);
      };
    }

    /** Whether the last password is the one before it, typed once more. */
    public boolean repeats() {
      return this == REGISTER || this == REGISTER_FOR || this == CHANGE;
    }
  }

  /**
   * All answers.
   *
   * @param account the nickname of the account to log in to, or to register for somebody else;
   *     empty for the own one
   * @param passwords in the order of the questions; empty if the user has cancelled
   */
  public record Answered(Purpose purpose, Optional<String> account, List<Password> passwords) {
    public Answered {
      passwords = List.copyOf(passwords);
    }
  }

  private Optional<Purpose> purpose = Optional.empty();
  private Optional<String> account = Optional.empty();
  private final List<Password> answers = new ArrayList<>();
  private boolean unshown;

  PasswordQuestions() {}

  /** Asks from the first question on; a question for the same purpose that is open stays. */
  public void ask(Purpose next, Optional<String> name) {
    if (purpose.equals(Optional.of(next))) {
      return;
    }
    purpose = Optional.of(next);
    account = name;
    answers.clear();
    unshown = true;
  }

  /** The question that the screen does not show yet; from now on it does. */
  public Optional<String> takeUnshown() {
    Optional<String> question =
        purpose.filter(any -> unshown).map(any -> any.questions().get(answers.size()));
    unshown = false;
    return question;
  }

  /**
   * Takes the answer to the question that is shown. An empty one cancels.
   *
   * @return empty if another question follows, or none was open
   */
  public Optional<Answered> answer(Password password) {
    if (purpose.isEmpty()) {
      return Optional.empty();
    }
    Purpose asked = purpose.get();
    boolean cancelled = password.reveal().isEmpty();
    if (!cancelled) {
      answers.add(password);
    }
    if (!cancelled && answers.size() < asked.questions().size()) {
      unshown = true;
      return Optional.empty();
    }
    List<Password> all = cancelled ? List.of() : answers;
    Answered answered = new Answered(asked, account, all);
    purpose = Optional.empty();
    account = Optional.empty();
    answers.clear();
    unshown = false;
    return Optional.of(answered);
  }
}
