package io.parley.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.access.AccessLimits;
import io.parley.account.AccountSettings;
import io.parley.address.AddressLimits;
import io.parley.config.InvalidSettingsException;
import io.parley.config.SettingsReader;
import io.parley.connection.ConnectionSettings;
import io.parley.connection.rate.InputRates;
import io.parley.conversation.PrivateMessageSettings;
import io.parley.dialect.Dialects;
import io.parley.history.HistorySettings;
import io.parley.history.SearchBudget;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import io.parley.room.FlushSettings;
import io.parley.room.RoomLimits;
import io.parley.room.RoomSettings;
import io.parley.wire.WireSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The settings of a server. application.conf has the keys, units, bounds and reasons.
 *
 * @param listeners the enabled listeners
 * @param tls applies to the listeners that have TLS
 * @param acceptBacklog the number of connections of one port that may wait to be accepted
 * @param logLevel error, warn, info or debug
 * @param maxConnections the number of connections at the same time, on all ports together
 * @param address the limits of each address
 * @param inputRates how fast input may come
 * @param maxFrame the maximum size of a received frame, in bytes
 * @param access the limits of what is stored for rooms
 * @param replayHistory whether clients that cannot show messages as old get the backlog as chat
 */
public record ServerSettings(
    List<ListenerSettings> listeners,
    TlsSettings tls,
    int acceptBacklog,
    String logLevel,
    int maxConnections,
    AddressLimits address,
    InputRates inputRates,
    int maxFrame,
    WireSettings wire,
    boolean replayHistory,
    KeepAliveSettings keepAlive,
    ConnectionSettings connection,
    RoomSettings room,
    RoomLimits roomLimits,
    AccessLimits access,
    HistorySettings history,
    AccountSettings accounts,
    PrivateMessageSettings privateMessages) {
  static final String PATH = "parley";
  private static final String LISTENERS = PATH + ".listeners";

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);
  static final int MAX_CONNECTIONS = 1_000_000;
  private static final int MAX_ROOMS = 1_000_000;
  private static final Set<String> LOG_LEVELS =
      new LinkedHashSet<>(List.of("error", "warn", "info", "debug"));
  private static final int BYTES_PER_CHARACTER = 4;
  private static final int PACKET_OVERHEAD = 256;
  private static final int MEBIBYTE = 1024 * 1024;

  /** The number of batches that fit at least into a send queue. */
  private static final int MIN_QUEUED_BATCHES = 4;

  public ServerSettings {
    listeners = List.copyOf(listeners);
  }

  public ServerSettings withListeners(List<ListenerSettings> listeners) {
    return new ServerSettings(
        listeners,
        tls,
        acceptBacklog,
        logLevel,
        maxConnections,
        address,
        inputRates,
        maxFrame,
        wire,
        replayHistory,
        keepAlive,
        connection,
        room,
        roomLimits,
        access,
        history,
        accounts,
        privateMessages);
  }

  /**
   * Reads the section {@value #PATH}.
   *
   * @throws InvalidSettingsException if a setting is invalid; it has all errors
   */
  public static ServerSettings read(Config root) throws InvalidSettingsException {
    SettingsReader reader = SettingsReader.at(root, PATH);
    reader.rejectUnknown(SettingsReader.names(ConfigFactory.defaultReference(), PATH));
    SettingsReader limits = reader.section("limits");
    ConnectionSettings connection = connection(limits, autoJoin(reader.section("rooms")));
    ServerSettings settings =
        new ServerSettings(
            listeners(reader),
            TlsSettings.read(reader),
            reader.integer("accept-backlog", 1, 65_535),
            reader.oneOf("log-level", LOG_LEVELS),
            limits.integer("connections", 1, MAX_CONNECTIONS),
            LimitSettings.address(limits),
            LimitSettings.inputRates(limits),
            limits.bytes("frame", 64, 64 * MEBIBYTE),
            WireSettings.read(reader.section("wire")),
            reader.section("wire").bool("replay-history"),
            keepAlive(reader.section("keep-alive")),
            connection,
            room(reader.section("room"), connection.maxSendQueue()),
            roomLimits(reader.section("room"), limits),
            access(reader.section("rooms")),
            HistorySettings.read(reader),
            AccountSettings.read(reader),
            PrivateMessageSettings.read(reader));
    int minFrame = BYTES_PER_CHARACTER * settings.connection().maxText() + PACKET_OVERHEAD;
    if (settings.maxFrame() < minFrame) {
      limits.addError("frame", "must be at least " + minFrame + " for the limit of texts");
    }
    reader.finish();
    return settings;
  }

  /** Whether any listener has TLS. */
  public boolean hasTls() {
    return listeners.stream().anyMatch(ListenerSettings::tls);
  }

  /** Whether the list of listeners is the operator's own, as opposed to the default. */
  public static boolean hasOwnListeners(Config root) {
    return !root.getValue(LISTENERS).equals(ConfigFactory.defaultReference().getValue(LISTENERS));
  }

  private static List<ListenerSettings> listeners(SettingsReader reader) {
    List<ListenerSettings> enabled = new ArrayList<>();
    for (SettingsReader listener : reader.list("listeners")) {
      listener.rejectUnknown(Set.of("dialect", "host", "port", "enabled", "tls"));
      ListenerSettings settings =
          new ListenerSettings(
              listener.oneOf("dialect", Dialects.names()),
              listener.string("host"),
              listener.integer("port", 0, 65_535),
              listener.has("tls") && listener.bool("tls"));
      if (listener.bool("enabled")) {
        enabled.add(settings);
        ListenerSettings.findConflict(enabled)
            .ifPresent(
                conflict -> {
                  enabled.remove(settings);
                  listener.addError("port", "is in conflict: " + conflict);
                });
      }
    }
    return enabled;
  }

  private static KeepAliveSettings keepAlive(SettingsReader keepAlive) {
    return new KeepAliveSettings(
        keepAlive.duration("idle", SECOND, Duration.ofHours(9)),
        keepAlive.duration("interval", SECOND, Duration.ofHours(9)),
        keepAlive.integer("probes", 1, 127));
  }

  private static AccessLimits access(SettingsReader rooms) {
    return new AccessLimits(
        rooms.integer("max-roles", 1, 100_000),
        rooms.integer("max-restrictions", 1, 10_000),
        rooms.integer("max-owned", 0, 10_000),
        rooms.integer("audit-entries", 1, 10_000_000),
        rooms.duration("edit-within", Duration.ZERO, Duration.ofDays(36_500)),
        rooms.integer("max-server-bans", 1, 10_000),
        rooms.integer("audit-answer", 1, 1_000));
  }

  private static List<RoomName> autoJoin(SettingsReader rooms) {
    List<RoomName> names = new ArrayList<>();
    for (String name : rooms.strings("auto-join")) {
      try {
        RoomName room = RoomName.parse(name);
        if (names.stream().noneMatch(room::isSame)) {
          names.add(room);
        }
      } catch (RejectedException e) {
        rooms.addError("auto-join", "has an invalid name: " + e.problem().message());
      }
    }
    return names;
  }

  private static ConnectionSettings connection(SettingsReader limits, List<RoomName> autoJoin) {
    return new ConnectionSettings(
        limits.integer("text", 1, Text.MAX_LIMIT),
        limits.bytes("send-queue", 65_536, 1024 * MEBIBYTE),
        limits.integer("in-flight", 1, 100_000),
        limits.bytes("pending-output", 1024, 1024 * MEBIBYTE),
        limits.integer("output-memory-percent", 1, 90),
        autoJoin,
        limits.integer("rooms", 1, 10_000),
        limits.integer("history-messages", 1, 10_000),
        limits.duration("history-timeout", Duration.ofMillis(10), Duration.ofHours(1)),
        limits.integer("max-queued-queries", 1, 1_000_000),
        new SearchBudget(
            limits.integer("search-rows", 100, 100_000_000),
            limits.duration("search-time", Duration.ofMillis(10), Duration.ofMinutes(10))),
        limits.duration("registration-timeout", Duration.ofMillis(10), DAY),
        limits.duration("idle-timeout", Duration.ofMillis(10), MONTH),
        limits.duration("write-timeout", Duration.ofMillis(10), Duration.ofHours(1)),
        limits.duration("drain-timeout", Duration.ofMillis(10), Duration.ofMinutes(10)));
  }

  private static RoomLimits roomLimits(SettingsReader room, SettingsReader limits) {
    return new RoomLimits(
        room.integer("max-rooms", 0, MAX_ROOMS),
        limits.integer("created-rooms", 0, MAX_ROOMS),
        limits.integer("created-rooms-per-address", 0, MAX_ROOMS));
  }

  private static RoomSettings room(SettingsReader room, int maxSendQueue) {
    return new RoomSettings(
        new FlushSettings(
            room.duration("flush-min-interval", Duration.ZERO, SECOND),
            room.duration("flush-per-member", Duration.ZERO, SECOND),
            room.duration("flush-per-member-busy", Duration.ZERO, SECOND),
            room.duration("flush-per-member-presence", Duration.ZERO, SECOND)),
        Math.min(room.bytes("max-batch", 1024, 16 * MEBIBYTE), maxSendQueue / MIN_QUEUED_BATCHES),
        room.bytes("max-unpersisted", 1024, 1024 * MEBIBYTE),
        room.integer("backlog", 0, 1000),
        room.integer("presence-summary-members", 0, 1_000_000),
        room.integer("max-restarts", 0, 1000),
        room.duration("restart-window", Duration.ofMillis(10), DAY));
  }
}
