package io.parley.client.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The screen updates that the screen has not received yet, in their order. Owned by the client's
 * actor, which reads no more input and no more of the socket while it is {@link #isFull}.
 */
public final class ScreenUpdates {
  private static final int CAPACITY = 2000;

  private List<ScreenUpdate> waiting = new ArrayList<>();
  private boolean closed;

  public void add(ScreenUpdate update) {
    addAll(List.of(update));
  }

  public void addAll(Collection<? extends ScreenUpdate> updates) {
    if (!closed) {
      waiting.addAll(updates);
    }
  }

  /**
   * Drops later updates: the last lines say why the client ends and which texts may be lost, and a
   * screen takes them for obsolete when a line of the chat follows.
   */
  public void close() {
    closed = true;
  }

  public void showInfo(String line) {
    add(new ScreenUpdate.Info(List.of(line)));
  }

  /** Says why something that was typed is not sent, or was refused by the server. */
  public void showRefusal(String reason) {
    add(new ScreenUpdate.Refusal(reason));
  }

  public void showDiagnostic(String line) {
    add(new ScreenUpdate.Diagnostic(line));
  }

  public void showRooms() {
    add(ScreenUpdate.RoomsChanged.INSTANCE);
  }

  public boolean isFull() {
    return waiting.size() >= CAPACITY;
  }

  public boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Removes and returns all updates. */
  public List<ScreenUpdate> take() {
    List<ScreenUpdate> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }

  /** Removes everything except diagnostics, which can be shown even if the output is blocked. */
  public void retainDiagnostics() {
    waiting.removeIf(update -> !(update instanceof ScreenUpdate.Diagnostic));
  }
}
