package io.parley.account;

import io.parley.address.Network;
import io.parley.address.Rate;
import io.parley.address.TokenBuckets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many accounts each address may register, so that one person does not take all nicknames.
 * Thread-safe with one lock.
 */
final class RegistrationRate {
  private final Rate rate;
  private final int maxRemembered;
  private final LongSupplier nanoTime;

  /** The address that registered first is the first. */
  private final Map<Network, TokenBuckets> buckets = new LinkedHashMap<>();

  RegistrationRate(Rate rate, int maxRemembered, LongSupplier nanoTime) {
    this.rate = rate;
    this.maxRemembered = maxRemembered;
    this.nanoTime = nanoTime;
  }

  /** Counts a registration, unless there are too many. */
  synchronized boolean tryTake(Network from) {
    long now = nanoTime.getAsLong();
    boolean taken =
        buckets.computeIfAbsent(from, n -> new TokenBuckets(1, now)).tryTake(0, rate, now);
    Iterator<TokenBuckets> all = buckets.values().iterator();
    while (all.hasNext() && (all.next().areFull(now) || buckets.size() > maxRemembered)) {
      all.remove();
    }
    return taken;
  }
}
