package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.local.KeptRooms;
import io.parley.protocol.RoomName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartRoomsTest {

  /** Rooms separated by spaces; the requests of a screen with and without windows. */
  @ParameterizedTest
  @CsvSource({
    // last time    shown    room     further       windows               without windows
    "'',             lobby,   ,        '',           '',                   ''",
    "'',             lobby,   garden,  '',           garden,               garden",
    "'',             lobby,   lobby,   '',           '',                   ''",
    "'',             lobby,   ,        'a b',        'a b a',              'b a'",
    "'',             lobby,   garden,  'a b',        'a b garden',         'a b garden'",
    "'',             lobby,   a,       'a b',        'a b a',              'b a'",
    "'a b',          b,       ,        '',           'a b',                'a b'",
    "'a b',          a,       ,        '',           'a b a',              'b a'",
    "'a b',          lobby,   ,        '',           'a b lobby',          'a b lobby'",
    "'a b',          a,       ,        'B c',        'a b c a',            'b c a'",
    "'a b',          a,       B,       '',           'a b',                'a b'",
    "'a b',          a,       lobby,   '',           'a b lobby',          'a b lobby'",
    "'a b',          gone,    ,        '',           'a b lobby',          'a b lobby'",
  })
  void requests_each_room_and_ends_with_the_shown_one(
      String last, String shown, String room, String more, String windows, String lines) {
    StartRooms start =
        StartRooms.create(
            new KeptRooms(rooms(last), new RoomName(shown)),
            Optional.ofNullable(room).map(RoomName::new),
            rooms(more));

    assertEquals(keys(windows), keysOf(start.requests(true)));
    assertEquals(keys(lines), keysOf(start.requests(false)));
  }

  @Test
  void kept_rooms_keep_their_order_when_another_one_is_shown() {
    KeptRooms kept = new KeptRooms(rooms("a b c"), new RoomName("a"));

    assertEquals(
        new KeptRooms(rooms("a c d"), new RoomName("c")),
        kept.changedTo(rooms("d A lobby C"), new RoomName("c")));
  }

  private static List<RoomName> rooms(String names) {
    return Arrays.stream(names.split(" ", -1))
        .filter(name -> !name.isEmpty())
        .map(RoomName::new)
        .toList();
  }

  private static List<String> keys(String names) {
    return keysOf(rooms(names));
  }

  private static List<String> keysOf(List<RoomName> rooms) {
    return rooms.stream().map(RoomName::key).toList();
  }
}
