package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPackets.AWAY;
import static io.parley.dialect.beej.BeejPackets.BEFORE;
import static io.parley.dialect.beej.BeejPackets.EMOTE;
import static io.parley.dialect.beej.BeejPackets.HISTORY;
import static io.parley.dialect.beej.BeejPackets.JOIN;
import static io.parley.dialect.beej.BeejPackets.LEAVE;
import static io.parley.dialect.beej.BeejPackets.LIMIT;
import static io.parley.dialect.beej.BeejPackets.MESSAGE;
import static io.parley.dialect.beej.BeejPackets.NICK;
import static io.parley.dialect.beej.BeejPackets.ROOM;
import static io.parley.dialect.beej.BeejPackets.ROOMS;
import static io.parley.dialect.beej.BeejPackets.SEARCH;
import static io.parley.dialect.beej.BeejPackets.TOPIC;
import static io.parley.dialect.beej.BeejPackets.USERS;
import static io.parley.dialect.beej.BeejPackets.WHOIS;
import static io.parley.dialect.beej.BeejPackets.WORDS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Request;
import java.util.Optional;

/** Requests, written by the client; what is not given has no field. */
final class RequestPackets implements Request.Handler<ObjectNode> {
  private final BeejFrames frames;

  RequestPackets(BeejFrames frames) {
    this.frames = frames;
  }

  @Override
  public ObjectNode onEmote(Request.Emote emote) {
    return frames.packet(EMOTE).put(MESSAGE, emote.text());
  }

  @Override
  public ObjectNode onEnter(Request.Enter enter) {
    return frames.packet(JOIN).put(ROOM, enter.room());
  }

  /** Without a room it would mean to leave for good; no room has an empty name. */
  @Override
  public ObjectNode onExit(Request.Exit exit) {
    return frames.packet(LEAVE).put(ROOM, exit.room().orElse(""));
  }

  @Override
  public ObjectNode onNames(Request.Names names) {
    return with(frames.packet(USERS), ROOM, names.room());
  }

  @Override
  public ObjectNode onRooms(Request.Rooms rooms) {
    return frames.packet(ROOMS);
  }

  @Override
  public ObjectNode onTopic(Request.Topic topic) {
    return with(frames.packet(TOPIC), TOPIC, topic.text());
  }

  @Override
  public ObjectNode onAway(Request.Away away) {
    return with(frames.packet(AWAY), MESSAGE, away.note());
  }

  @Override
  public ObjectNode onWhois(Request.Whois whois) {
    return frames.packet(WHOIS).put(NICK, whois.nickname());
  }

  @Override
  public ObjectNode onPast(Request.Past past) {
    ObjectNode packet = with(frames.packet(HISTORY), ROOM, past.room());
    past.limit().ifPresent(limit -> packet.put(LIMIT, limit));
    past.before().ifPresent(before -> packet.put(BEFORE, before));
    return packet;
  }

  @Override
  public ObjectNode onSearch(Request.Search search) {
    ObjectNode packet = frames.packet(SEARCH).put(WORDS, search.words());
    search.limit().ifPresent(limit -> packet.put(LIMIT, limit));
    return packet;
  }

  private static ObjectNode with(ObjectNode packet, String field, Optional<String> value) {
    value.ifPresent(given -> packet.put(field, given));
    return packet;
  }
}
