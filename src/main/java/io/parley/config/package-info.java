/**
 * Reads settings: once, at the edge, into records, with all mistakes reported together and each
 * with its place.
 */
package io.parley.config;
