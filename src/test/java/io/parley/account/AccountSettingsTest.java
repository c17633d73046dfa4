package io.parley.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.account.password.HashSettings;
import io.parley.config.InvalidSettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountSettingsTest {

  @Test
  void defaults_are_those_of_the_documentation() throws Exception {
    AccountSettings settings = TestAccounts.settings(Map.of());

    assertEquals(RegistrationPolicy.OPEN, settings.registration());
    assertFalse(settings.required());
    assertFalse(settings.loginRegisters());
    assertEquals(5, settings.maxNicknames());
    assertEquals(new HashSettings(19_456, 2), settings.hash());
    assertEquals(
        new LockoutSettings(
            5, 10, Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofHours(1), 20_000),
        settings.lockouts());
    assertTrue(settings.checkInterval().compareTo(Duration.ofMillis(500)) < 0);
  }

  @Test
  void registration_has_three_values() throws Exception {
    for (RegistrationPolicy policy : RegistrationPolicy.values()) {
      assertEquals(
          policy,
          TestAccounts.settings(Map.of("registration", policy.settingName())).registration());
    }
  }

  @Test
  void all_mistakes_are_reported_at_once() {
    InvalidSettingsException invalid =
        assertThrows(
            InvalidSettingsException.class,
            () ->
                TestAccounts.settings(
                    Map.of(
                        "registration", "by_operator",
                        "nicknames", 101,
                        "hash.memory", "1 KiB",
                        "lockouts.delay", "2 h",
                        "lockout", "5")));

    assertEquals(5, invalid.errors().size(), invalid.errors().toString());
    for (String error :
        List.of(
            "parley.accounts.registration must be one of open, closed, by-operator, but is",
            "parley.accounts.nicknames must be 0 to 100, but is 101",
            "parley.accounts.hash.memory must be 8 KiB to 256 MiB",
            "parley.accounts.lockouts.max-delay must not be shorter than delay",
            "parley.accounts.lockout is not a setting")) {
      assertTrue(
          invalid.errors().stream().anyMatch(line -> line.contains(error)),
          error + " " + invalid.errors());
    }
  }
}
