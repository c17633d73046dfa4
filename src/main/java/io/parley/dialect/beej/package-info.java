/**
 * The native dialect {@code beej}: a length of two bytes, big-endian, then a JSON object in UTF-8.
 */
package io.parley.dialect.beej;
