package io.parley.account;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may register an account in the chat. {@code parley accounts add} always may. */
public enum RegistrationPolicy {
  /** Everybody, for the nickname of their own. */
  OPEN,
  /** Nobody. */
  CLOSED,
  /** Operators, for others. */
  BY_OPERATOR;

  /** The name in the settings. */
  public String settingName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Set<String> settingNames() {
    return Arrays.stream(values())
        .map(RegistrationPolicy::settingName)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  static RegistrationPolicy fromSettingName(String name) {
    return Arrays.stream(values())
        .filter(policy -> policy.settingName().equals(name))
        .findFirst()
        .orElse(OPEN); // the error is reported by the reader of settings
  }
}
