package io.parley.room;

import io.parley.history.SearchBudget;
import java.time.Duration;

/**
 * The limits of the queries of the history.
 *
 * @param timeout the deadline of each query, from the question on
 * @param maxQueued the maximum number of queries that wait
 * @param maxReads the maximum number of reads of messages that run at the same time
 * @param maxSearches the maximum number of searches that run at the same time
 * @param searchBudget what one search may cost
 */
public record QuerySettings(
    Duration timeout, int maxQueued, int maxReads, int maxSearches, SearchBudget searchBudget) {}
