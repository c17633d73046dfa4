package io.parley.server;

import io.parley.address.AddressLimits;
import io.parley.address.Network;
import io.parley.address.Rate;
import io.parley.config.SettingsReader;
import io.parley.connection.rate.InputKind;
import io.parley.connection.rate.InputRates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the limits of addresses and the rates of input from the section parley.limits. */
final class LimitSettings {
  private static final int MAX_CONNECTIONS = ServerSettings.MAX_CONNECTIONS;
  private static final int MAX_RATE = 1_000_000;
  private static final int KIBIBYTE = 1024;
  private static final int GIBIBYTE = 1024 * 1024 * 1024;

  private LimitSettings() {}

  static AddressLimits address(SettingsReader limits) {
    return new AddressLimits(
        limits.integer("connections-per-address", 1, MAX_CONNECTIONS),
        Rate.perMinute(
            limits.integer("new-connections-burst-per-address", 1, MAX_CONNECTIONS),
            limits.integer("new-connections-per-address", 1, MAX_CONNECTIONS)),
        limits.integer("unregistered-per-address", 1, MAX_CONNECTIONS),
        refusals(limits.integer("refusals-per-address", 1, MAX_CONNECTIONS)),
        limits.integer("remembered-addresses", 1, MAX_CONNECTIONS),
        exempt(limits));
  }

  static InputRates inputRates(SettingsReader limits) {
    SettingsReader rates = limits.section("rates");
    Map<InputKind, Rate> perConnection = new EnumMap<>(InputKind.class);
    perConnection.put(InputKind.TEXTS, perMinute(rates.section("texts")));
    perConnection.put(InputKind.JOINS, perMinute(rates.section("joins")));
    perConnection.put(InputKind.NICKNAMES, perMinute(rates.section("nicknames")));
    perConnection.put(InputKind.QUESTIONS, perMinute(rates.section("questions")));
    perConnection.put(InputKind.MALFORMED, perMinute(rates.section("malformed")));
    perConnection.put(InputKind.BYTES, perSecond(rates.section("bytes")));
    return new InputRates(
        perConnection,
        rates.integer("address-factor", 1, 1000),
        limits.bytes("read-ahead", KIBIBYTE, GIBIBYTE),
        rates.integer("flood-factor", 1, 1000),
        rates.duration("flood-window", Duration.ofSeconds(1), Duration.ofHours(1)));
  }

  private static Rate perMinute(SettingsReader rate) {
    return Rate.perMinute(
        rate.integer("burst", 1, MAX_RATE), rate.integer("per-minute", 1, MAX_RATE));
  }

  private static Rate perSecond(SettingsReader rate) {
    return Rate.perSecond(
        rate.bytes("burst", KIBIBYTE, GIBIBYTE / 2),
        rate.bytes("per-second", KIBIBYTE, GIBIBYTE / 2));
  }

  private static Rate refusals(int perMinute) {
    return Rate.perMinute(perMinute, perMinute);
  }

  private static List<Network> exempt(SettingsReader limits) {
    List<Network> networks = new ArrayList<>();
    for (String text : limits.strings("exempt")) {
      try {
        networks.add(Network.parse(text));
      } catch (IllegalArgumentException e) {
        limits.addError("exempt", "has an error: " + e.getMessage());
      }
    }
    return networks;
  }
}
