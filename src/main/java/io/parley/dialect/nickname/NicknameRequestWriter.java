package io.parley.dialect.nickname;

import static io.parley.dialect.nickname.NicknamePacketNames.JOIN_ROOM;
import static io.parley.dialect.nickname.NicknamePacketNames.LEAVE_ROOM;
import static io.parley.dialect.nickname.NicknamePacketNames.ROOM;
import static io.parley.dialect.nickname.NicknamePacketNames.ROOMS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Request;
import io.parley.wire.json.JsonWriter;
import java.util.Optional;

/** Writes requests for the client; empty if the dialect has no packet for one. */
final class NicknameRequestWriter implements Request.Handler<Optional<ObjectNode>> {
  private final JsonWriter json;

  NicknameRequestWriter(JsonWriter json) {
    this.json = json;
  }

  @Override
  public Optional<ObjectNode> onJoin(Request.Join join) {
    return Optional.of(json.packet(JOIN_ROOM).put(ROOM, join.room()));
  }

  @Override
  public Optional<ObjectNode> onPart(Request.Part part) {
    ObjectNode packet = json.packet(LEAVE_ROOM);
    part.room().ifPresent(room -> packet.put(ROOM, room));
    return Optional.of(packet);
  }

  @Override
  public Optional<ObjectNode> onListRooms(Request.ListRooms rooms) {
    return Optional.of(json.packet(ROOMS));
  }

  @Override
  public Optional<ObjectNode> onEmote(Request.Emote emote) {
    return Optional.empty();
  }

  @Override
  public Optional<ObjectNode> onListMembers(Request.ListMembers list) {
    return Optional.empty();
  }

  @Override
  public Optional<ObjectNode> onTopic(Request.Topic topic) {
    return Optional.empty();
  }

  @Override
  public Optional<ObjectNode> onAway(Request.Away away) {
    return Optional.empty();
  }

  @Override
  public Optional<ObjectNode> onWhois(Request.Whois whois) {
    return Optional.empty();
  }

  @Override
  public Optional<ObjectNode> onHistory(Request.History history) {
    return Optional.empty();
  }

  @Override
  public Optional<ObjectNode> onSearch(Request.Search search) {
    return Optional.empty();
  }
}
