package io.parley.access;

import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.Text;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The settings of a room (IRC calls them channel modes). Immutable. A setting without a value has
 * its default: off, or no bound.
 */
public final class RoomModes {
  /** The bytes of a key are sent with each join. */
  public static final int MAX_KEY_LENGTH = 64;

  /** More than so many people do not fit into any room. */
  public static final int MAX_LIMIT = 1_000_000;

  public static final Duration MAX_SLOW = Duration.ofHours(6);
  public static final Duration MIN_RETENTION = Duration.ofHours(1);
  public static final Duration MAX_RETENTION = Duration.ofDays(36_500);

  /** A room as everybody finds it: open. */
  public static final RoomModes OPEN = new RoomModes(Map.of());

  private static final String ON = "on";
  private static final String OFF = "off";

  /** In the form of {@link #canonical}; without those that have their default. */
  private final Map<RoomSetting, String> values;

  private RoomModes(Map<RoomSetting, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * The settings with another value of one.
   *
   * @param value as a person types it: {@code on} or {@code off}, a duration such as {@code 10s} or
   *     {@code 30d}, a number, or a word; {@code off} for the default
   * @throws RejectedException {@code SETTING_INVALID}, which says what is allowed
   */
  public RoomModes with(RoomSetting setting, String value) throws RejectedException {
    Map<RoomSetting, String> next = new EnumMap<>(RoomSetting.class);
    next.putAll(values);
    Optional<String> canonical = canonical(setting, value.strip());
    if (canonical.isPresent()) {
      next.put(setting, canonical.get());
    } else {
      next.remove(setting);
    }
    return new RoomModes(next);
  }

  /** The values that are not the default, as {@link #with} reads them. */
  public Map<RoomSetting, String> values() {
    return values;
  }

  /** The value for people; {@code off} for the default. */
  public String value(RoomSetting setting) {
    return values.getOrDefault(setting, OFF);
  }

  public boolean isOn(RoomSetting setting) {
    return values.containsKey(setting);
  }

  /** Whether the room shows itself only to those who may enter it. */
  public boolean isPrivate() {
    return isOn(RoomSetting.PRIVATE);
  }

  /** Whether only those who have a role or an invitation may enter. */
  public boolean needsInvitation() {
    return isPrivate() || isOn(RoomSetting.INVITE);
  }

  /** The word that people without a role must give. */
  public Optional<String> key() {
    return Optional.ofNullable(values.get(RoomSetting.KEY));
  }

  /** The time between two texts of a person without voice; zero if there is no bound. */
  public Duration slow() {
    return duration(RoomSetting.SLOW).orElse(Duration.ZERO);
  }

  /** How long messages are kept; empty if the room has no bound of its own. */
  public Optional<Duration> retention() {
    return duration(RoomSetting.RETENTION);
  }

  /** The number of people in the room; empty if there is no bound. */
  public OptionalInt limit() {
    return isOn(RoomSetting.LIMIT)
        ? OptionalInt.of(Integer.parseInt(values.get(RoomSetting.LIMIT)))
        : OptionalInt.empty();
  }

  private Optional<Duration> duration(RoomSetting setting) {
    return Optional.ofNullable(values.get(setting)).flatMap(TimeSpan::parse);
  }

  /** The value as it is stored and shown; empty if it is the default. */
  private static Optional<String> canonical(RoomSetting setting, String value)
      throws RejectedException {
    if (value.equalsIgnoreCase(OFF)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (setting) {
          case PRIVATE, INVITE, CLOSED, MODERATED, TOPIC_LOCK -> {
            if (!value.equalsIgnoreCase(ON)) {
              throw invalid(setting, "on or off");
            }
            yield ON;
          }
          case KEY -> parseKey(value);
          case SLOW -> parseDuration(setting, value, Duration.ofSeconds(1), MAX_SLOW);
          case RETENTION -> parseDuration(setting, value, MIN_RETENTION, MAX_RETENTION);
          case LIMIT -> parseLimit(value);
        });
  }

  private static String parseKey(String value) throws RejectedException {
    boolean word =
        !value.isEmpty()
            && value.length() <= MAX_KEY_LENGTH
            && value.codePoints().noneMatch(RoomModes::isSpace)
            && Text.sanitize(value).value().equals(value);
    if (!word) {
      throw invalid(
          RoomSetting.KEY, "off, or one word of at most " + MAX_KEY_LENGTH + " characters");
    }
    return value;
  }

  private static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }

  private static String parseDuration(RoomSetting setting, String value, Duration min, Duration max)
      throws RejectedException {
    return TimeSpan.parse(value)
        .filter(duration -> duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0)
        .map(TimeSpan::format)
        .orElseThrow(
            () ->
                invalid(
                    setting,
                    "off, or a time from "
                        + TimeSpan.format(min)
                        + " to "
                        + TimeSpan.format(max)
                        + ", such as 10s, 5m, 2h or 30d"));
  }

  private static String parseLimit(String value) throws RejectedException {
    if (value.matches("[0-9]{1,7}")) {
      int limit = Integer.parseInt(value);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return Integer.toString(limit);
      }
    }
    throw invalid(RoomSetting.LIMIT, "off, or a number from 1 to " + MAX_LIMIT);
  }

  private static RejectedException invalid(RoomSetting setting, String allowed) {
    return new RejectedException(
        new Problem(
            Problem.Code.SETTING_INVALID,
            "The setting " + setting.label() + " is " + allowed + ".",
            setting.label()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RoomModes modes && values.equals(modes.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Without the word of the key, which is a secret. */
  @Override
  public String toString() {
    Map<RoomSetting, String> shown = new EnumMap<>(RoomSetting.class);
    values.forEach((setting, value) -> shown.put(setting, setting == RoomSetting.KEY ? ON : value));
    return shown.toString();
  }
}
