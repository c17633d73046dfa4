package io.parley.cli.account;

import io.parley.account.password.PasswordRules;
import io.parley.account.password.PreparedPassword;
import io.parley.cli.terminal.PromptCancelledException;
import io.parley.cli.terminal.UserPrompt;
import io.parley.protocol.Nickname;
import io.parley.protocol.Password;
import io.parley.protocol.RejectedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads a new password: twice and without echo at a terminal, or else as one line of standard
 * input. It is never an argument, which other users of the machine could see.
 */
public final class PasswordInput {
  private static final int MAX_ATTEMPTS = 3;

  /** Above it no line is a password. */
  private static final int MAX_LINE_BYTES = 4096;

  private final Supplier<Optional<UserPrompt>> prompt;
  private final InputStream standardInput;

  /**
   * @param prompt opens the terminal; empty if there is none
   * @param standardInput read if there is no terminal; not closed
   */
  public PasswordInput(Supplier<Optional<UserPrompt>> prompt, InputStream standardInput) {
    this.prompt = prompt;
    this.standardInput = standardInput;
  }

  /**
   * Reads a password that the rules allow. At a terminal the user may try three times.
   *
   * @param nickname the nickname in the question
   * @param nicknames those of the account, which the password must not be
   * @throws RejectedException if the password is not allowed
   * @throws IOException if standard input has none
   */
  public PreparedPassword read(Nickname nickname, List<Nickname> nicknames)
      throws RejectedException, PromptCancelledException, IOException {
    Optional<UserPrompt> terminal = prompt.get();
    if (terminal.isEmpty()) {
      return check(readLine(), nicknames);
    }
    try (UserPrompt user = terminal.get()) {
      for (int attempt = 1; ; attempt++) {
        Password first = Password.of(user.askSecretly("Password of " + nickname));
        Password second = Password.of(user.askSecretly("The same again"));
        boolean same = first.isSame(second);
        second.clear();
        if (!same) {
          first.clear();
          if (attempt == MAX_ATTEMPTS) {
            throw new IOException("the two passwords differ");
          }
          user.showProblem("The two passwords differ.");
          continue;
        }
        try {
          return check(first, nicknames);
        } catch (RejectedException e) {
          if (attempt == MAX_ATTEMPTS) {
            throw e;
          }
          user.showProblem(e.problem().message());
        }
      }
    } catch (PromptCancelledException e) {
      throw e.withMessage("nothing was changed: cancelled");
    }
  }

  private static PreparedPassword check(Password password, List<Nickname> nicknames)
      throws RejectedException {
    try {
      return PasswordRules.check(password, nicknames);
    } finally {
      password.clear();
    }
  }

  private Password readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = standardInput.read();
    if (b < 0) {
      throw new IOException("no password: standard input is empty, and there is no terminal");
    }
    for (; b >= 0 && b != '\n'; b = standardInput.read()) {
      if (line.size() == MAX_LINE_BYTES) {
        throw new IOException("the line of standard input is too long for a password");
      }
      line.write(b);
    }
    byte[] bytes = line.toByteArray();
    try {
      int length =
          bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
      CharBuffer decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
      char[] characters = new char[decoded.remaining()];
      decoded.get(characters);
      return Password.of(characters);
    } catch (CharacterCodingException e) {
      throw new IOException("the password on standard input is not UTF-8", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
