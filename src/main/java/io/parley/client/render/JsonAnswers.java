package io.parley.client.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Answer;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes a JSON object of each answer. */
final class JsonAnswers implements Answer.Handler<ObjectNode> {

  @Override
  public ObjectNode onRoomList(Answer.RoomList rooms) {
    ObjectNode json = JsonFields.of("rooms");
    ArrayNode all = json.putArray("rooms");
    for (Answer.RoomList.Room room : rooms.rooms()) {
      all.addObject().put("room", room.name().value()).put("members", room.members());
    }
    return json;
  }

  @Override
  public ObjectNode onHistory(Answer.History past) {
    return JsonEvents.putHistory(
        JsonFields.of("past").put("room", past.room().value()), past.messages());
  }

  @Override
  public ObjectNode onConversation(Answer.Conversation past) {
    return JsonEvents.putConversation(
        JsonFields.of("conversation").put("nickname", past.nickname().value()), past.messages());
  }

  /** Oldest first. */
  @Override
  public ObjectNode onSearchResults(Answer.SearchResults found) {
    List<ServerMessage.RoomText> oldestFirst = new ArrayList<>(found.messages());
    Collections.reverse(oldestFirst);
    ObjectNode json = JsonFields.of("found").put("words", Text.sanitize(found.query()).value());
    found.searched().ifPresent(count -> json.put("searched", count));
    return JsonEvents.putHistory(json, oldestFirst);
  }

  @Override
  public ObjectNode onWhois(Answer.Whois whois) {
    ObjectNode json = JsonFields.of("whois").put("nickname", whois.nickname().value());
    JsonFields.putRooms(json, whois.rooms());
    JsonFields.putTime(json, "since", whois.since());
    whois.away().ifPresent(note -> json.put("away", note.value()));
    return json;
  }

  @Override
  public ObjectNode onTopic(Answer.Topic topic) {
    ObjectNode json = JsonFields.of("about").put("room", topic.room().value());
    topic.topic().ifPresent(text -> json.put("text", text.value()));
    return json;
  }

  @Override
  public ObjectNode onAccountStatus(Answer.AccountStatus status) {
    ObjectNode json = JsonFields.of("account");
    status.account().ifPresent(account -> json.put("account", account.value()));
    return json.put("text", status.text().value());
  }

  @Override
  public ObjectNode onSessions(Answer.Sessions sessions) {
    ObjectNode json = JsonFields.of("sessions");
    ArrayNode all = json.putArray("sessions");
    for (Answer.Sessions.Session session : sessions.sessions()) {
      ObjectNode entry = all.addObject().put("id", session.id()).put("address", session.address());
      JsonFields.putTime(entry, "since", session.since());
      entry.put("current", session.current());
    }
    return json;
  }

  @Override
  public ObjectNode onNicknames(Answer.Nicknames nicknames) {
    ObjectNode json = JsonFields.of("nicknames");
    JsonFields.putNicknames(json, nicknames.nicknames());
    return json;
  }

  @Override
  public ObjectNode onUnread(Answer.Unread unread) {
    ObjectNode json = JsonFields.of("unread");
    ArrayNode all = json.putArray("rooms");
    for (Answer.Unread.UnreadRoom room : unread.rooms()) {
      all.addObject()
          .put("room", room.room().value())
          .put("read", room.read())
          .put("newest", room.newest())
          .put("count", room.count())
          .put("more", room.more());
    }
    return json;
  }

  @Override
  public ObjectNode onRoomStatus(Answer.RoomStatus status) {
    ObjectNode json = JsonFields.of("room").put("room", status.room().value());
    status.own().ifPresent(role -> json.put("role", role));
    ObjectNode settings = json.putObject("settings");
    status.settings().forEach(settings::put);
    ArrayNode roles = json.putArray("roles");
    for (Answer.RoomStatus.RoleHolder holder : status.roles()) {
      roles.addObject().put("nickname", holder.nickname().value()).put("role", holder.role());
    }
    return json;
  }

  @Override
  public ObjectNode onRestrictions(Answer.Restrictions restrictions) {
    ObjectNode json = JsonFields.of("bans");
    restrictions.room().ifPresent(room -> json.put("room", room.value()));
    ArrayNode all = json.putArray("bans");
    for (Answer.Restrictions.Entry each : restrictions.entries()) {
      ObjectNode entry =
          all.addObject()
              .put("kind", each.kind().label())
              .put("target", each.target())
              .put("by", each.by().value());
      JsonFields.putTime(entry, "since", each.since());
      each.until().ifPresent(until -> JsonFields.putTime(entry, "until", until));
      each.reason().ifPresent(reason -> entry.put("reason", reason.value()));
    }
    return json;
  }

  @Override
  public ObjectNode onAudit(Answer.Audit audit) {
    ObjectNode json = JsonFields.of("audit");
    audit.room().ifPresent(room -> json.put("room", room.value()));
    ArrayNode all = json.putArray("audit");
    for (Answer.Audit.Row each : audit.entries()) {
      ObjectNode entry = all.addObject();
      JsonFields.putTime(entry, "time", each.time());
      entry.put("by", each.by().value()).put("act", each.act());
      each.room().ifPresent(room -> entry.put("room", room.value()));
      each.target().ifPresent(target -> entry.put("target", target));
      each.detail().ifPresent(detail -> entry.put("detail", detail));
    }
    return json;
  }

  @Override
  public ObjectNode onDone(Answer.Done done) {
    ObjectNode json = JsonFields.of("done");
    done.room().ifPresent(room -> json.put("room", room.value()));
    return json.put("text", done.text().value());
  }
}
