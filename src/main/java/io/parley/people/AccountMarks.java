package io.parley.people;

import io.parley.account.ReadMark;
import io.parley.protocol.RoomName;
import io.parley.room.MemberMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/** The read marks of an account that is here. The {@link ReadMarkRegistry} owns it. */
final class AccountMarks {

  /** How much of the marks is known. */
  enum Loading {
    /** Only what was marked since the account came; a read of the database has failed. */
    FAILED,
    /** The database is being read. */
    IN_PROGRESS,
    /** All marks are known. */
    DONE
  }

  private final int maxMarks;
  private final Set<ActorRef<MemberMessage>> devices = new HashSet<>();

  /** By the rooms' keys. */
  private final Map<String, ReadMark> marks = new HashMap<>();

  private final Set<ReadMarkRegistry.Enter> entering = new LinkedHashSet<>();
  private final List<ReadMarkRegistry.Command> waiting = new ArrayList<>();
  private Loading loading = Loading.IN_PROGRESS;

  /**
   * Marks that are being loaded.
   *
   * @param maxMarks the number of marks, those of the newest messages
   */
  AccountMarks(int maxMarks) {
    this.maxMarks = maxMarks;
  }

  Set<ActorRef<MemberMessage>> devices() {
    return devices;
  }

  Loading loading() {
    return loading;
  }

  void setLoading(Loading state) {
    loading = state;
  }

  /** A join is answered when all marks are known. No more wait than there can be marks. */
  void await(ReadMarkRegistry.Enter enter) {
    entering.add(enter);
    if (entering.size() > maxMarks) {
      entering.remove(entering.iterator().next());
    }
  }

  /** Returns the joins that wait, which are answered now. */
  List<ReadMarkRegistry.Enter> takeEntering() {
    List<ReadMarkRegistry.Enter> taken = List.copyOf(entering);
    entering.clear();
    return taken;
  }

  /** The questions that wait for a read of the database; each device sends a limited number. */
  List<ReadMarkRegistry.Command> waiting() {
    return waiting;
  }

  /** Forgets what waits for a device that has gone. */
  void removeDevice(ActorRef<MemberMessage> device) {
    devices.remove(device);
    entering.removeIf(enter -> enter.connection().equals(device));
  }

  /** The newest message seen of a room; 0 if there is none. */
  long get(RoomName room) {
    return Optional.ofNullable(marks.get(room.key())).map(ReadMark::messageId).orElse(0L);
  }

  /** Raises marks; a lower one changes nothing. */
  void raise(Collection<ReadMark> raised) {
    raised.forEach(mark -> marks.merge(RoomName.keyOf(mark.room()), mark, UnsavedMarks::higher));
    while (marks.size() > maxMarks) {
      marks
          .values()
          .remove(marks.values().stream().min(Comparator.comparingLong(ReadMark::messageId)).get());
    }
  }
}
