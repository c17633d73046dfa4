package io.parley.account.password;

import static io.parley.protocol.Problem.Code.PASSWORD_COMMON;
import static io.parley.protocol.Problem.Code.PASSWORD_IS_NICKNAME;
import static io.parley.protocol.Problem.Code.PASSWORD_TOO_SHORT;

import io.parley.protocol.CaseFolding;
import io.parley.protocol.Nickname;
import io.parley.protocol.Password;
import io.parley.protocol.RejectedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of new passwords: a length, and nothing that is tried first. No rules about kinds of
 * characters, as NIST SP 800-63B advises.
 */
public final class PasswordRules {
  /** The minimum length, in Unicode code points. */
  public static final int MIN_LENGTH = 8;

  private static final String COMMON_PASSWORDS = "/accounts/common-passwords.txt";

  private PasswordRules() {}

  /** The list that is compared after case folding. Loaded at the first use. */
  private static final class Common {
    private static final Set<String> PASSWORDS = load();

    private static Set<String> load() {
      try (InputStream in =
              Objects.requireNonNull(PasswordRules.class.getResourceAsStream(COMMON_PASSWORDS));
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        return lines
            .lines()
            .filter(line -> !line.startsWith("# "))
            .map(CaseFolding::fold)
            .collect(Collectors.toUnmodifiableSet());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Checks and prepares a new password.
   *
   * @param nicknames those of the account
   * @throws RejectedException as {@link PreparedPassword#of}; {@code PASSWORD_TOO_SHORT}; {@code
   *     PASSWORD_IS_NICKNAME} also for what looks like a nickname; {@code PASSWORD_COMMON}
   */
  public static PreparedPassword check(Password password, Collection<Nickname> nicknames)
      throws RejectedException {
    String text = PreparedPassword.text(password);
    if (text.codePointCount(0, text.length()) < MIN_LENGTH) {
      throw new RejectedException(
          PASSWORD_TOO_SHORT, "A password has at least " + MIN_LENGTH + " characters.");
    }
    Collection<String> keys = Nickname.sanitize(text).identityKeys();
    if (nicknames.stream()
        .anyMatch(nickname -> !Collections.disjoint(keys, nickname.identityKeys()))) {
      throw new RejectedException(
          PASSWORD_IS_NICKNAME, "The password is the nickname. Take another one.");
    }
    if (Common.PASSWORDS.contains(CaseFolding.fold(text))) {
      throw new RejectedException(
          PASSWORD_COMMON, "Many people have this password. Take another one.");
    }
    return PreparedPassword.of(password);
  }
}
