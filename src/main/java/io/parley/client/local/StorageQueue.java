package io.parley.client.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The requests that the storage has not carried out, in their order; the storage takes one at a
 * time. A disk that is slow delays neither the keyboard nor the socket: when too many requests
 * wait, further ones are dropped. Owned by the client's actor.
 */
public final class StorageQueue {
  /** More than a person causes while a disk wakes up. */
  static final int CAPACITY = 1000;

  private final KeepSettings settings;
  private final boolean available;
  private final Deque<StorageRequest> waiting = new ArrayDeque<>();

  /** What was reported as not kept, and was not kept since then. */
  private final Set<StorageRequest.Kind> reported = EnumSet.noneOf(StorageRequest.Kind.class);

  private final List<String> problems = new ArrayList<>();
  private boolean busy;

  private StorageQueue(KeepSettings settings, boolean available) {
    this.settings = settings;
    this.available = available;
  }

  /** A queue that keeps what the settings name. */
  public static StorageQueue create(KeepSettings settings) {
    return new StorageQueue(settings, true);
  }

  /** A queue that keeps nothing: that of a script. */
  public static StorageQueue disabled() {
    return new StorageQueue(KeepSettings.NOTHING, false);
  }

  /** Whether this is kept. */
  public boolean keeps(StorageRequest.Kind kind) {
    return available && settings.keeps(kind);
  }

  /** Adds a request; drops it if its kind is not kept, or if too many wait. */
  public void add(StorageRequest request) {
    if (!keeps(request.kind())) {
      return;
    }
    if (request.kind() == StorageRequest.Kind.ROOMS) {
      waiting.removeIf(older -> older.kind() == StorageRequest.Kind.ROOMS); // it replaces them
    }
    if (waiting.size() >= CAPACITY) {
      report(request.kind(), "the disk is too slow");
      return;
    }
    waiting.add(request);
  }

  /** The next request for the storage; empty while it carries out another one. */
  public Optional<StorageRequest> takeNext() {
    if (busy) {
      return Optional.empty();
    }
    Optional<StorageRequest> next = Optional.ofNullable(waiting.poll());
    busy = next.isPresent();
    return next;
  }

  /** The storage has carried out a request, or has failed to. */
  public void onReply(StorageReply reply) {
    busy = false;
    problems.addAll(reply.notices());
    reply
        .failure()
        .ifPresentOrElse(
            reason -> report(reply.kind(), reason), () -> reported.remove(reply.kind()));
  }

  /** Whether everything is carried out. */
  public boolean isIdle() {
    return !busy && waiting.isEmpty();
  }

  /** Removes and returns the lines about what is not kept; a failure is reported once. */
  public List<String> takeProblems() {
    List<String> taken = List.copyOf(problems);
    problems.clear();
    return taken;
  }

  private void report(StorageRequest.Kind kind, String reason) {
    if (reported.add(kind)) {
      problems.add("cannot keep " + kind.title() + ": " + reason);
    }
  }
}
