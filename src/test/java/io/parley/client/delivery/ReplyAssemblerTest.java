package io.parley.client.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReplyAssemblerTest {
  private static final ServerMessage PONG = new ServerMessage.Pong();

  private final AtomicBoolean mayContinue = new AtomicBoolean(true);
  private final ReplyAssembler gathering = new ReplyAssembler(mayContinue::get);

  @Test
  void parts_of_an_answer_are_one_when_the_pong_comes() {
    assertEquals(List.of(), gathering.onMessage(past("garden", chatted("one"))));
    assertEquals(List.of(), gathering.onMessage(past("garden", chatted("two"))));
    assertEquals(
        List.of(past("garden", chatted("one"), chatted("two")), PONG), gathering.onMessage(PONG));
    assertEquals(List.of(PONG), gathering.onMessage(PONG));
  }

  @Test
  void every_kind_of_list_is_put_together() {
    gathering.onMessage(found("tea", chatted("one")));
    gathering.onMessage(found("tea", chatted("two")));
    assertEquals(
        List.of(found("tea", chatted("one"), chatted("two")), PONG), gathering.onMessage(PONG));

    gathering.onMessage(rooms("garden"));
    gathering.onMessage(rooms("kitchen"));
    assertEquals(List.of(rooms("garden", "kitchen"), PONG), gathering.onMessage(PONG));

    gathering.onMessage(present("pat"));
    gathering.onMessage(present("leslie"));
    assertEquals(List.of(present("pat", "leslie"), PONG), gathering.onMessage(PONG));
  }

  @Test
  void answers_of_two_kinds_or_about_two_rooms_are_two() {
    gathering.onMessage(past("garden", chatted("one")));
    assertEquals(
        List.of(past("garden", chatted("one"))),
        gathering.onMessage(past("kitchen", chatted("two"))));
    assertEquals(
        List.of(past("kitchen", chatted("two"))),
        gathering.onMessage(found("tea", chatted("one"))));
    assertEquals(
        List.of(found("tea", chatted("one"))), gathering.onMessage(found("milk", chatted("one"))));
    assertEquals(List.of(found("milk", chatted("one"))), gathering.onMessage(rooms("garden")));
    assertEquals(List.of(rooms("garden")), gathering.onMessage(present("pat")));
  }

  @Test
  void what_people_say_meanwhile_does_not_wait() {
    gathering.onMessage(past("garden", chatted("one")));

    assertEquals(List.of(chatted("now")), gathering.onMessage(chatted("now")));
  }

  @Test
  void nothing_is_held_back_when_no_pong_is_to_come() {
    mayContinue.set(false);

    assertEquals(List.of(present("pat")), gathering.onMessage(present("pat")));
    assertEquals(List.of(past("garden")), gathering.onMessage(past("garden")));
  }

  @Test
  void a_server_that_never_ends_an_answer_does_not_fill_the_memory() {
    ServerMessage.RoomText[] many =
        Collections.nCopies(10_001, chatted("x")).toArray(ServerMessage.RoomText[]::new);

    assertEquals(List.of(past("garden", many)), gathering.onMessage(past("garden", many)));
  }

  private static ServerMessage.RoomText chatted(String text) {
    return new ServerMessage.Chatted(Nickname.sanitize("pat"), Text.sanitize(text));
  }

  private static ServerMessage past(String room, ServerMessage.RoomText... messages) {
    return new ServerMessage.Answered(
        new Answer.History(RoomName.sanitize(room), List.of(messages)));
  }

  private static ServerMessage found(String words, ServerMessage.RoomText... messages) {
    return new ServerMessage.Answered(new Answer.SearchResults(words, List.of(messages)));
  }

  private static ServerMessage rooms(String... names) {
    return new ServerMessage.Answered(
        new Answer.RoomList(
            Arrays.stream(names)
                .map(name -> new Answer.RoomList.Room(RoomName.sanitize(name), 1))
                .toList()));
  }

  private static ServerMessage present(String... names) {
    return new ServerMessage.MemberList(Arrays.stream(names).map(Nickname::sanitize).toList());
  }
}
