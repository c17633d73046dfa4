package io.parley.room;

import io.parley.dialect.Batch;
import io.parley.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.List;

/** What has happened in a room since the last batch went out. */
final class PendingBatch {
  private static final int WEIGHT_OF_AN_EVENT = 64; // about what a join takes on the wire

  private final List<ServerMessage> events = new ArrayList<>();
  private final int maxWeight;
  private int weight;

  PendingBatch(int maxWeight) {
    this.maxWeight = maxWeight;
  }

  void add(ServerMessage event, int textLength) {
    events.add(event);
    weight += WEIGHT_OF_AN_EVENT + textLength;
  }

  boolean isFull() {
    return weight >= maxWeight;
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  int size() {
    return events.size();
  }

  /** A copy of what there is so far. */
  Batch<ServerMessage> soFar() {
    return Batch.copyOf(events);
  }

  void clear() {
    events.clear();
    weight = 0;
  }
}
