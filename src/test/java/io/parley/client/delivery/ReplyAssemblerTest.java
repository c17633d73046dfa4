package io.parley.client.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplyAssemblerTest {
  private static final ServerMessage PONG = new ServerMessage.Pong();

  private final AtomicBoolean pongPending = new AtomicBoolean(true);
  private final ReplyAssembler assembler = new ReplyAssembler(pongPending::get);

  @Test
  void parts_of_answer_are_joined_at_pong() {
    assertEquals(List.of(), assembler.onMessage(history("garden", chatted("one"))));
    assertEquals(List.of(), assembler.onMessage(history("garden", chatted("two"))));
    assertEquals(
        List.of(history("garden", chatted("one"), chatted("two")), PONG),
        assembler.onMessage(PONG));
    assertEquals(List.of(PONG), assembler.onMessage(PONG));
  }

  @Test
  void joins_every_kind_of_list() {
    assembler.onMessage(searchResults("tea", chatted("one")));
    assembler.onMessage(searchResults("tea", chatted("two")));
    assertEquals(
        List.of(searchResults("tea", chatted("one"), chatted("two")), PONG),
        assembler.onMessage(PONG));

    assembler.onMessage(roomList("garden"));
    assembler.onMessage(roomList("kitchen"));
    assertEquals(List.of(roomList("garden", "kitchen"), PONG), assembler.onMessage(PONG));

    assembler.onMessage(memberList("pat"));
    assembler.onMessage(memberList("leslie"));
    assertEquals(List.of(memberList("pat", "leslie"), PONG), assembler.onMessage(PONG));

    assembler.onMessage(bans("pat"));
    assembler.onMessage(bans("leslie"));
    assertEquals(List.of(bans("pat", "leslie"), PONG), assembler.onMessage(PONG));
  }

  private static ServerMessage bans(String... targets) {
    return new ServerMessage.Answered(
        new Answer.Restrictions(
            RoomName.LOBBY,
            Stream.of(targets)
                .map(
                    target ->
                        new Answer.Restrictions.Entry(
                            RestrictionKind.BAN,
                            target,
                            Nickname.sanitize("amy"),
                            Instant.EPOCH,
                            Optional.empty(),
                            Optional.empty()))
                .toList()));
  }

  @Test
  void answers_of_different_kind_or_subject_are_not_joined() {
    assembler.onMessage(history("garden", chatted("one")));
    assertEquals(
        List.of(history("garden", chatted("one"))),
        assembler.onMessage(history("kitchen", chatted("two"))));
    assertEquals(
        List.of(history("kitchen", chatted("two"))),
        assembler.onMessage(searchResults("tea", chatted("one"))));
    assertEquals(
        List.of(searchResults("tea", chatted("one"))),
        assembler.onMessage(searchResults("milk", chatted("one"))));
    assertEquals(
        List.of(searchResults("milk", chatted("one"))), assembler.onMessage(roomList("garden")));
    assertEquals(List.of(roomList("garden")), assembler.onMessage(memberList("pat")));
  }

  @Test
  void parts_of_an_incomplete_search_say_so_together() {
    assertEquals(List.of(), assembler.onMessage(incompleteResults(chatted("one"))));
    assertEquals(List.of(), assembler.onMessage(incompleteResults(chatted("two"))));
    assertEquals(
        List.of(incompleteResults(chatted("one"), chatted("two"))),
        assembler.onMessage(roomList("garden")));
  }

  private static ServerMessage incompleteResults(ServerMessage.RoomText... messages) {
    return new ServerMessage.Answered(
        new Answer.SearchResults("tea", List.of(messages), OptionalLong.of(20)));
  }

  @Test
  void live_messages_are_not_held() {
    assembler.onMessage(history("garden", chatted("one")));

    assertEquals(List.of(chatted("now")), assembler.onMessage(chatted("now")));
  }

  @Test
  void list_of_some_members_is_no_part_of_an_answer() {
    assembler.onMessage(memberList("pat"));
    ServerMessage some =
        new ServerMessage.MemberList(List.of(new Nickname("pat")), RoomName.LOBBY, 300);
    assertEquals(List.of(some), assembler.onMessage(some));
    assembler.onMessage(memberList("leslie"));
    assertEquals(List.of(memberList("pat", "leslie"), PONG), assembler.onMessage(PONG));
  }

  @Test
  void answers_are_not_held_when_no_pong_is_pending() {
    pongPending.set(false);

    assertEquals(List.of(memberList("pat")), assembler.onMessage(memberList("pat")));
    assertEquals(List.of(history("garden")), assembler.onMessage(history("garden")));
  }

  @Test
  void answer_without_end_is_released_at_size_limit() {
    ServerMessage.RoomText[] many =
        Collections.nCopies(10_001, chatted("x")).toArray(ServerMessage.RoomText[]::new);

    assertEquals(List.of(history("garden", many)), assembler.onMessage(history("garden", many)));
  }

  private static ServerMessage.RoomText chatted(String text) {
    return new ServerMessage.Chatted(Nickname.sanitize("pat"), Text.sanitize(text));
  }

  private static ServerMessage history(String room, ServerMessage.RoomText... messages) {
    return new ServerMessage.Answered(
        new Answer.History(RoomName.sanitize(room), List.of(messages)));
  }

  private static ServerMessage searchResults(String words, ServerMessage.RoomText... messages) {
    return new ServerMessage.Answered(new Answer.SearchResults(words, List.of(messages)));
  }

  private static ServerMessage roomList(String... names) {
    return new ServerMessage.Answered(
        new Answer.RoomList(
            Arrays.stream(names)
                .map(name -> new Answer.RoomList.Room(RoomName.sanitize(name), 1))
                .toList()));
  }

  private static ServerMessage memberList(String... names) {
    return new ServerMessage.MemberList(Arrays.stream(names).map(Nickname::sanitize).toList());
  }
}
