package io.parley.client.terminal;

import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Where somebody looks: in which window, how far up, and what they had begun to type there. Guarded
 * by the lock of {@link InputLine}, with which keys are pressed, too.
 */
final class Navigation {
  private final View view;
  private final InputLine input;
  private final BooleanSupplier isAsking;
  private final Drafts drafts = new Drafts();
  private final RoomOrder order = new RoomOrder();
  private Predicate<RoomName> turn = room -> false;
  private Runnable older = () -> {};

  /** Whether somebody is turning to another room with a key. */
  private boolean turning;

  /**
   * Where somebody looks first.
   *
   * @param isAsking whether they are asked something
   */
  Navigation(View view, InputLine input, BooleanSupplier isAsking) {
    this.view = view;
    this.input = input;
    this.isAsking = isAsking;
  }

  void onPageUp(Runnable next) {
    older = next;
  }

  void onTurn(Predicate<RoomName> next) {
    turn = next;
  }

  /** Shows where they talk, of all the rooms where they are. */
  void place(List<RoomName> rooms, RoomName talking) {
    RoomName from = view.windows().shownRoom();
    view.windows().keep(rooms);
    order.keep(rooms);
    if (view.windows().show(talking)) {
      changeDraft(from, talking);
    }
  }

  /** What was begun stays where somebody turned away from; what follows a command is for there. */
  private void changeDraft(RoomName from, RoomName to) {
    if (turning && input.isReading()) {
      drafts.keep(from, input.take());
    }
    if (input.isReading() && input.typed().isEmpty()) {
      drafts.take(to).ifPresent(input::type);
    }
  }

  /** What there is of a line when it begins to be typed. */
  String begun() {
    StringBuilder begun = new StringBuilder();
    input.guarded(() -> drafts.take(view.windows().shownRoom()).ifPresent(begun::append));
    return begun.toString();
  }

  boolean pageUp() {
    if (view.pageUp(input)) {
      older.run();
    }
    return true;
  }

  boolean pageDown() {
    view.pageDown(input);
    return true;
  }

  boolean newest() {
    view.windows().shown().follow();
    return true;
  }

  boolean oldest() {
    view.oldest(input);
    return true;
  }

  boolean turnBeside(int step) {
    return turn(order.beside(view.windows().shownRoom(), step));
  }

  boolean turnToNumber(int number) {
    return turn(order.numbered(number));
  }

  boolean turnToUnread() {
    List<Windows.Unread> unread = view.windows().unread();
    return turn(
        unread.stream()
            .filter(one -> one.calls() > 0)
            .findFirst()
            .or(() -> unread.stream().findFirst())
            .map(Windows.Unread::room));
  }

  /** Whoever is asked something answers first. */
  private boolean turn(Optional<RoomName> room) {
    turning = true;
    try {
      return !isAsking.getAsBoolean() && room.filter(turn).isPresent();
    } finally {
      turning = false;
    }
  }
}
