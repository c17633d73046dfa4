package io.parley.connection;

import static java.util.Comparator.comparing;

import io.parley.protocol.RoomName;
import io.parley.room.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * In which rooms somebody is, and in which one they talk: the one that they entered or chose last.
 * One actor owns it.
 */
final class Places {
  private static final Comparator<RoomName> LOBBY_FIRST =
      comparing((RoomName name) -> !name.equals(RoomName.LOBBY)).thenComparing(RoomName::key);

  /** In the order in which they were chosen, the one where they talk last. */
  private final List<Place> places = new ArrayList<>();

  /** Talks there from now on. */
  void talkIn(Place place) {
    exit(place.name());
    places.add(place);
  }

  void exit(RoomName room) {
    places.removeIf(place -> place.name().isSame(room));
  }

  /** Where they talk; empty if they are nowhere. */
  Optional<Place> current() {
    return places.isEmpty() ? Optional.empty() : Optional.of(places.get(places.size() - 1));
  }

  Optional<Place> find(RoomName room) {
    return places.stream().filter(place -> place.name().isSame(room)).findFirst();
  }

  List<Place> all() {
    return List.copyOf(places);
  }

  List<RoomName> names() {
    return places.stream().map(Place::name).sorted(LOBBY_FIRST).toList();
  }

  int size() {
    return places.size();
  }
}
